"""From the text of a spec file to a Spec, or to one SpecProblem with line and column."""

import hashlib
import re
from collections.abc import Mapping
from typing import Final

from workbench.domain.schema import Schema
from workbench.domain.values import JsonValue
from workbench.verifier.call_lines import call, is_call, requests
from workbench.verifier.calls import Call
from workbench.verifier.clauses import clause, identifier, outcome_word
from workbench.verifier.expressions import compile_expression
from workbench.verifier.fitting import check_against, check_references
from workbench.verifier.page_lines import page_clause
from workbench.verifier.pages import PageClause
from workbench.verifier.problems import Place
from workbench.verifier.reading import Node, read
from workbench.verifier.spec import Clause, Ending, Let, Order, Policy, Signature, Spec
from workbench.verifier.values import operand

TOP: Final = (
    "version",
    "workout",
    "goal",
    "params",
    "task",
    "let",
    "require",
    "allow",
    "never",
    "order",
    "page",
    "outcome",
    "tables",
    "drain",
    "accepts",
)
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h)?")
_SECONDS: Final = {"ms": 0.001, "s": 1.0, None: 1.0, "m": 60.0, "h": 3600.0}
PARAMETER_TYPES: Final = (
    "any",
    "integer",
    "float",
    "string",
    "boolean",
    "date",
    "time",
    "datetime",
    "money",
    "list",
)
DEFAULT_DRAIN: Final = 30.0
SIGNED: Final = "this spec accepts: "


def parse_spec(text: str, *, source: str, schema: Schema | None = None) -> Spec:
    """The spec that the text says. With a schema its tables, columns and types are checked too. Raises SpecProblem."""
    root = read(text, source)
    fields = root.only_fields("A spec", TOP)
    version = fields["version"].number("`version`", at_least=1) if "version" in fields else None
    if version != 1:
        fields.get("version", root).fail(
            "This spec has no version." if version is None else f"Version {version} of the language is not known.",
            "Write `version: 1`.",
        )
    if "workout" not in fields:
        root.fail("This spec does not name its workout.", "Add `workout: gym/workout`.")
    lines = _clauses(fields)
    clauses = tuple(line for line in lines if isinstance(line, Clause))
    orders = _orders(fields.get("order"), {line.id for line in lines})
    spec = Spec(
        source=source,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        workout=fields["workout"].text("`workout`"),
        goal=fields["goal"].text("`goal`") if "goal" in fields else None,
        params=_params(fields.get("params")),
        lets=_lets(fields.get("let")),
        clauses=clauses,
        orders=orders,
        ending=_ending(fields.get("outcome"), root),
        tables=_tables(fields.get("tables")),
        drain=_duration(fields["drain"]) if "drain" in fields else DEFAULT_DRAIN,
        places=_places(fields),
        accepts=_accepts(fields.get("accepts")),
        pages=_pages(fields.get("page"), {*(line.id for line in lines), *(order.id for order in orders)}),
        calls=tuple(line for line in lines if isinstance(line, Call)),
        written="task" in fields,
    )
    check_references(spec)
    if schema is not None:
        check_against(spec, schema)
    return spec


def _clauses(fields: Mapping[str, Node]) -> tuple[Clause | Call, ...]:
    found: dict[str, Clause | Call] = {}
    for section in ("require", "allow", "never"):
        if section not in fields:
            continue
        for node in fields[section].items(f"`{section}`"):
            made = call(node) if section == "never" and is_call(node) else clause(node, section)
            if made.id in found:
                node.fail(
                    f"`{made.id}` already names the clause of line {found[made.id].place.line}.",
                    "Give every clause an id of its own.",
                )
            found[made.id] = made
    return tuple(found.values())


def _params(node: Node | None) -> Mapping[str, JsonValue] | None:
    if node is None:
        return None
    if node.is_list():
        return {item.text("A parameter"): "any" for item in node.items("`params`")}
    return {name: _param(item, name) for name, item in node.fields("`params`").items()}


def _param(node: Node, name: str) -> JsonValue:
    if node.is_mapping():
        return {part: _param(item, f"{name}.{part}") for part, item in node.fields(name).items()}
    word = node.text(name)
    if word not in PARAMETER_TYPES:
        node.fail(f"`{word}` is no type.", f"Use one of: {', '.join(PARAMETER_TYPES)}.")
    return word


def _lets(node: Node | None) -> tuple[Let, ...]:
    if node is None:
        return ()
    return tuple(
        Let(name, compile_expression(_text(item), given=(), lookups=True, source=item.source, place=item.place))
        for name, item in node.fields("`let`").items()
    )


def _text(node: Node) -> str:
    value = node.value
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (int, float)) else node.text("An expression")


def _orders(node: Node | None, taken: set[str]) -> tuple[Order, ...]:
    if node is None:
        return ()
    orders: list[Order] = []
    for number, item in enumerate(node.items("`order`"), start=1):
        order = _order(item, number)
        if order.id in taken:
            item.fail(f"`{order.id}` already names another clause.", "Give every clause an id of its own.")
        taken.add(order.id)
        orders.append(order)
    return tuple(orders)


def _order(node: Node, number: int) -> Order:
    fields = node.only_fields("An order clause", ("id", "read", "clause", "after", "before", "because", "outcome"))
    subjects = [word for word in ("read", "clause") if word in fields]
    relations = [word for word in ("after", "before") if word in fields]
    if len(subjects) != 1 or len(relations) != 1:
        node.fail(
            "An order clause needs one subject and one anchor.",
            "Write `{read: GET /path, after: clause-id}` or `{clause: id, before: other-id}`.",
        )
    return Order(
        id=identifier(fields["id"]) if "id" in fields else f"order-{number}",
        subject=requests(fields["read"], "read") if "read" in fields else fields["clause"].text("`clause`"),
        relation=relations[0],
        anchor=fields[relations[0]].text(f"`{relations[0]}`"),
        place=node.place,
        because=fields["because"].text("because") if "because" in fields else "",
        outcome=outcome_word(fields.get("outcome")),
    )


def _pages(node: Node | None, taken: set[str]) -> tuple[PageClause, ...]:
    if node is None:
        return ()
    pages: list[PageClause] = []
    for item in node.items("`page`"):
        made = page_clause(item)
        if made.id in taken:
            item.fail(f"`{made.id}` already names another clause.", "Give every clause an id of its own.")
        taken.add(made.id)
        pages.append(made)
    return tuple(pages)


def _ending(node: Node | None, root: Node) -> Ending:
    if node is None:
        return Ending("done", root.place)
    if node.value == "done":
        return Ending("done", node.place)
    if not node.is_mapping():
        node.fail(f"`{node.value}` is no outcome.", "Write `outcome: done` or `outcome: {defer: {reason: some_code}}`.")
    fields = node.only_fields("`outcome`", ("defer",))
    if "defer" not in fields:
        node.fail("This outcome is empty.", "Write `outcome: done` or `outcome: {defer: {reason: some_code}}`.")
    defer = fields["defer"].only_fields("`defer`", ("reason", "entity", "when"))
    if "reason" not in defer:
        fields["defer"].fail("A deferral needs a reason code.", "Add `reason: some_code`.")
    when = defer.get("when")
    return Ending(
        "defer",
        node.place,
        reason=defer["reason"].text("`reason`"),
        entity=operand(defer["entity"], "`entity`") if "entity" in defer else None,
        when=compile_expression(_text(when), given=(), lookups=True, source=when.source, place=when.place)
        if when
        else None,
    )


def _tables(node: Node | None) -> Mapping[str, Policy]:
    if node is None:
        return {}
    policies: dict[str, Policy] = {}
    for table, item in node.fields("`tables`").items():
        word = item.text(f"The policy of {table}")
        if word not in list(Policy):
            item.fail(f"`{word}` is no table policy.", "Use strict, repairable or ephemeral.")
        policies[table] = Policy(word)
    return policies


def _accepts(node: Node | None) -> tuple[Signature, ...]:
    return tuple(_signature(item) for item in node.items("`accepts`")) if node is not None else ()


def _signature(node: Node) -> Signature:
    fields = node.only_fields("A signature", ("mutant", "sentence"))
    for key in ("mutant", "sentence"):
        if key not in fields:
            node.fail(f"This signature has no {key}.", f'Write `{{mutant: …, sentence: "{SIGNED}…"}}`.')
    mutant, sentence = fields["mutant"].text("`mutant`"), fields["sentence"].text("`sentence`")
    family, colon, target = mutant.partition(":")
    if not colon or not (family.strip("*?[]") or target.strip("*?[]")):
        fields["mutant"].fail(
            f"`{mutant}` names no mutant.", "Write its name as the audit does, such as `column:the-visit.note=*`."
        )
    if not sentence.startswith(SIGNED) or not sentence[len(SIGNED) :].strip():
        fields["sentence"].fail(
            "This sentence does not say what is accepted.", f"Begin it with `{SIGNED}` and finish it."
        )
    return Signature(mutant, sentence, node.place)


def _duration(node: Node) -> float:
    found = _DURATION.fullmatch(str(node.value).strip()) if not isinstance(node.value, bool) else None
    if found is None:
        node.fail(f"`{node.value}` is no duration.", "Write for example `30s` or `2m`.")
    return float(found.group(1)) * _SECONDS[found.group(2)]


def _places(fields: Mapping[str, Node]) -> Mapping[str, Place]:
    places = {name: node.place for name, node in fields.items()}
    for section in ("tables", "let", "params"):
        if section in fields and fields[section].is_mapping():
            named = fields[section].fields(section)
            places.update({f"{section}.{name}": node.named or node.place for name, node in named.items()})
    return places
