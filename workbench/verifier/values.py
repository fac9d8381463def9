"""From YAML to operands and matchers: what may stand to the right of a column."""

import re
from typing import Final

from workbench.verifier.expressions import compile_expression
from workbench.verifier.matchers import NORMALISERS, Between, Contains, Holds, Is, Matcher, Not, OneOf
from workbench.verifier.problems import Place
from workbench.verifier.reading import Node
from workbench.verifier.references import PATTERN, Literal, Operand, Ref

KINDS: Final = ("is", "in", "from", "to", "contains", "not", "cel", "as", "within")


def operand(node: Node, name: str) -> Operand:
    """A literal, or the reference that a text with a leading dollar sign is; ``$$`` begins a literal dollar sign."""
    value = node.scalar(name)
    if not isinstance(value, str) or not value.startswith("$"):
        return Literal(value)
    if value.startswith("$$"):
        return Literal(value[1:])
    found = PATTERN.fullmatch(value)
    if found is None:
        node.fail(
            f"`{value}` is not a reference.",
            "Write `$name`, `$name.field`, or `$$` for a literal dollar sign; compute anything else under `let`.",
        )
    return reference(found, node.place)


def reference(found: "re.Match[str]", place: Place) -> Ref:
    """The reference that a match of ``references.PATTERN`` stands for."""
    return Ref(found.group(1), tuple(part for part in found.group(2).split(".") if part), place)


def matcher(node: Node, name: str) -> Matcher:
    """A plain value, a list of choices, or a mapping such as ``{from: 9, to: 17}``."""
    if node.is_list():
        return OneOf(tuple(operand(item, name) for item in node.items(name)))
    if not node.is_mapping():
        return Is(operand(node, name))
    fields = node.only_fields(name, KINDS)
    heads = [key for key in fields if key not in ("as", "within", "to")] + (
        ["to"] if "to" in fields and "from" not in fields else []
    )
    if len(heads) != 1:
        node.fail(
            f"{name} says {' and '.join(heads) or 'nothing'}; exactly one kind of demand is possible.",
            "Use one of is, in, from/to, contains, not or cel.",
        )
    for extra, allowed in (("as", ("is", "contains")), ("within", ("is",))):
        if extra in fields and heads[0] not in allowed:
            advice = "Write `{is: …, as: …}`, `{contains: …, as: …}` or `{is: …, within: …}`."
            fields[extra].fail(f"`{extra}` only goes with {' and '.join(f'`{head}`' for head in allowed)}.", advice)
    if "to" in fields and heads[0] not in ("from", "to"):
        fields["to"].fail("`to` only goes with `from`.", "Write `{from: …, to: …}`.")
    return _build(heads[0], fields, name)


def _build(head: str, fields: "dict[str, Node] | object", name: str) -> Matcher:
    assert isinstance(fields, dict)
    match head:
        case "is":
            return _is(fields, name)
        case "in":
            return _one_of(fields["in"], name)
        case "contains":
            return Contains(operand(fields["contains"], name), _normalisers(fields, name))
        case "not":
            return Not(matcher(fields["not"], name))
        case "cel":
            node = fields["cel"]
            given = ("value", "old", "new")
            return Holds(
                compile_expression(node.text(name), given=given, lookups=False, source=node.source, place=node.place)
            )
        case _:
            ends = {end: operand(fields[end], name) if end in fields else None for end in ("from", "to")}
            return Between(ends["from"], ends["to"])


def _normalisers(fields: dict[str, Node], name: str) -> tuple[str, ...]:
    if "as" not in fields:
        return ()
    nodes = fields["as"].items(name) if fields["as"].is_list() else (fields["as"],)
    words = tuple(node.text(name) for node in nodes)
    for node, word in zip(nodes, words, strict=True):
        if word not in NORMALISERS:
            node.fail(f"`{word}` is no normalisation.", f"Use one of: {', '.join(NORMALISERS)}.")
    return words


def _is(fields: dict[str, Node], name: str) -> Is:
    tolerance = 0.0
    if "within" in fields:
        given = fields["within"].scalar(name)
        if isinstance(given, bool) or not isinstance(given, (int, float)) or given <= 0:
            fields["within"].fail("A tolerance is a number above zero.", "Write for example `within: 5`.")
        tolerance = float(given)
    return Is(operand(fields["is"], name), _normalisers(fields, name), tolerance)


def _one_of(node: Node, name: str) -> OneOf:
    if node.is_list():
        choices = tuple(operand(item, name) for item in node.items(name))
        if not choices:
            node.fail(f"{name} has an empty list of choices, so nothing can ever match.", "Name at least one value.")
        return OneOf(choices)
    single = operand(node, name)
    if not isinstance(single, Ref):
        node.fail("`in` needs a list or a reference to one.", "Write `in: [a, b]` or `in: $names`.")
    return OneOf((single,), listed=True)
