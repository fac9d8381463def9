"""From YAML to clauses: the lines under ``require``, ``allow`` and ``never``."""

from collections.abc import Mapping
from typing import Final

from workbench.domain.changes import Operation
from workbench.verifier.expressions import Expression, compile_expression
from workbench.verifier.matchers import Matcher
from workbench.verifier.patterns import Pattern, Purpose
from workbench.verifier.problems import Place
from workbench.verifier.reading import Node
from workbench.verifier.references import Ref
from workbench.verifier.spec import Clause, Times
from workbench.verifier.values import matcher, operand

_OPERATIONS: Final = tuple(operation.value for operation in Operation)
KEYS: Final = ("id", *_OPERATIONS, "key", "where", "values", "only", "check", "times", "because", "outcome")
_ID = "Use letters, digits, `-` and `_`, beginning with a letter."


def clause(node: Node, section: str) -> Clause:
    """One require, allow or never line."""
    known = KEYS if section != "never" else tuple(key for key in KEYS if key != "times")
    fields = node.only_fields(f"{'An' if section == 'allow' else 'A'} {section} clause", known)
    if "id" not in fields:
        node.fail(f"This {section} clause has no id.", "Add `id: some-short-name`; findings are named after it.")
    return Clause(
        id=identifier(fields["id"]),
        section=section,
        pattern=_pattern(node, fields, section),
        times=_times(fields.get("times"), section),
        place=node.place,
        because=fields["because"].text("because") if "because" in fields else "",
        outcome=outcome_word(fields.get("outcome")),
        count=_count(fields.get("times"), section),
        places=_places(fields),
    )


def _places(fields: Mapping[str, Node]) -> Mapping[str, Place]:
    places = {name: node.place for name, node in fields.items()}
    for side in ("key", "where", "values"):
        if side in fields and fields[side].is_mapping():
            named = fields[side].fields(side)
            places.update({f"{side}.{column}": node.named or node.place for column, node in named.items()})
    for word in ("only", "check", "key"):
        if word in fields and fields[word].is_list():
            places.update({f"{word}.{at}": node.place for at, node in enumerate(fields[word].items(word))})
    return places


def identifier(node: Node) -> str:
    """A clause id."""
    text = node.text("An id")
    if not text[0].isalpha() or not text.replace("-", "").replace("_", "").isalnum() or not text.isascii():
        node.fail(f"`{text}` can't be an id.", _ID)
    return text


def outcome_word(node: Node | None) -> str | None:
    """``done`` or ``defer``: where a clause is in force."""
    if node is None:
        return None
    if node.value not in ("done", "defer"):
        node.fail("A clause is in force for the outcome `done` or `defer`.", "Write one of the two, or leave it out.")
    return str(node.value)


def _pattern(node: Node, fields: Mapping[str, Node], section: str) -> Pattern:
    named = [word for word in _OPERATIONS if word in fields]
    if len(named) != 1:
        node.fail(
            f"This {section} clause names {' and '.join(named) or 'no operation'}.",
            "Give exactly one of `insert: table`, `update: table` or `delete: table`"
            + (", or `call: POST /path`." if section == "never" else "."),
        )
    operation = Operation(named[0])
    _refuse_sides(fields, operation)
    only = tuple(item.text("A column") for item in fields["only"].items("`only`")) if "only" in fields else None
    if operation is Operation.UPDATE and section != "never" and only is None and "values" not in fields:
        node.fail(
            "This update clause does not say which columns may change.",
            "Add `only: [column, …]`, or `values` with the columns that get a new value.",
            rule="no-column-frame",
        )
    return Pattern(
        operation=operation,
        table=fields[named[0]].text(f"`{named[0]}`"),
        key=_key(fields.get("key")),
        where=_columns(fields.get("where"), "where"),
        values=_columns(fields.get("values"), "values"),
        only=only,
        checks=_checks(fields.get("check")),
        purpose=Purpose(section),
    )


def _refuse_sides(fields: Mapping[str, Node], operation: Operation) -> None:
    if operation is Operation.INSERT and "where" in fields:
        fields["where"].fail("An insert has no old row for `where`.", "Put the demands under `values`.")
    if operation is Operation.DELETE and "values" in fields:
        fields["values"].fail("A delete has no new row for `values`.", "Put the demands under `where`.")
    if operation is not Operation.UPDATE and "only" in fields:
        fields["only"].fail(f"`only` is about updates, not {operation.value}s.", "Remove it.")


def _key(node: Node | None) -> tuple[tuple[str | int, Matcher], ...]:
    if node is None:
        return ()
    if node.is_list():
        return tuple((position, matcher(item, "key")) for position, item in enumerate(node.items("key")))
    if node.is_mapping():
        fields = node.fields("key")
        if not {"is", "in", "from", "to", "contains", "not", "cel"}.intersection(fields):
            return tuple((column, matcher(item, column)) for column, item in fields.items())
    return ((0, matcher(node, "key")),)


def _columns(node: Node | None, name: str) -> tuple[tuple[str, Matcher], ...]:
    if node is None:
        return ()
    return tuple((column, matcher(item, column)) for column, item in node.fields(f"`{name}`").items())


def _checks(node: Node | None) -> tuple[Expression, ...]:
    if node is None:
        return ()
    nodes = node.items("check") if node.is_list() else (node,)
    return tuple(
        compile_expression(
            item.text("check"), given=("old", "new"), lookups=False, source=item.source, place=item.place
        )
        for item in nodes
    )


def _count(node: Node | None, section: str) -> Ref | None:
    """The reference that a requirement's ``times`` is, if it is one."""
    if node is None or section != "require" or not isinstance(node.value, str) or not node.value.startswith("$"):
        return None
    found = operand(node, "`times`")
    return found if isinstance(found, Ref) else None


def _times(node: Node | None, section: str) -> Times:
    if node is None or _count(node, section) is not None:
        return Times(1, 1) if section == "require" else Times(0, None)
    if section == "require":
        return _required_times(node)
    if node.is_mapping():
        fields = node.only_fields("`times` of an allow clause", ("max",))
        return Times(0, fields["max"].number("`max`", at_least=1) if "max" in fields else None)
    return Times(0, node.number("`times`", at_least=1))


def _required_times(node: Node) -> Times:
    if not node.is_mapping():
        times = node.number("`times`", at_least=1)
        return Times(times, times)
    fields = node.only_fields("`times`", ("min", "max"))
    least = fields["min"].number("`min`", at_least=1) if "min" in fields else 1
    most = fields["max"].number("`max`", at_least=1) if "max" in fields else None
    if most is not None and most < least:
        fields["max"].fail(f"`max` {most} is below `min` {least}.", "Swap them.")
    return Times(least, most)
