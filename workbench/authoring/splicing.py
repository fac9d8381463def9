"""Alterations of a spec's text that touch nothing else in it: comments, order and the author's own layout stay.

Each is made of ruamel's offsets and a few characters. Writing the whole tree back would lay out anew what nobody
edited. All raise NotEditable for a text that is no YAML.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from workbench.authoring.edits import Edit
from workbench.authoring.outline import (
    CLAUSE_SECTIONS,
    composed,
    end_of,
    entries,
    item,
    items,
    line_end,
    line_start,
    with_comments,
)
from workbench.authoring.writing import entry_lines, in_line, item_lines
from workbench.domain.values import JsonValue
from workbench.verifier.clauses import KEYS
from workbench.verifier.parsing import TOP

Path = tuple[str, ...]
"""Where in a clause: ``("values", "date")``."""


def between(old: str, new: str, title: str) -> Edit:
    """The smallest edit that leads from one text to the other."""
    start = _alike(old, new)
    room = min(len(old), len(new)) - start
    tail = _alike(old[::-1][:room], new[::-1][:room])
    return Edit(title, start, len(old) - tail, new[start : len(new) - tail])


def add_clause(text: str, section: str, entry: Mapping[str, JsonValue]) -> str:
    """The clause at the end of its section; the section in its usual place where there is none yet."""
    return add_item(text, section, entry, spread=section == "require")


def add_item(text: str, section: str, entry: Mapping[str, JsonValue], *, spread: bool = False) -> str:
    """One more item in a top-level list."""
    found = entries(composed(text)).get(section)
    if found is None:
        return _add_section(text, section, item_lines(entry, 2, spread=spread))
    node = found.value
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        indent = int(node.start_mark.column)
        end = line_end(text, end_of(text, node.value[-1]))
        return _with_lines(text, end, item_lines(entry, indent, spread=spread))
    if isinstance(node, SequenceNode) and node.value:
        return _cut(text, end_of(text, node.value[-1]), end_of(text, node.value[-1]), f", {in_line(entry)}")
    body = "".join(f"\n{line}" for line in item_lines(entry, 2, spread=spread))
    colon = text.index(":", found.start) + 1
    return _cut(text, colon, max(end_of(text, node), colon), body)


def remove_clause(text: str, id: str) -> str:
    """The text without that clause, without the comment right above it, and without a section that is empty then."""
    found = item(text, id)
    return text if found is None else _remove_item(text, found.section, found.node)


def forget_clause(text: str, id: str) -> str:
    """Without the clause, without the order lines about it, and without what was signed for it."""
    for held in reversed([one for one in items(text) if one.section == "order" and _speaks_of(one.node, id)]):
        text = _remove_item(text, "order", held.node)
    return remove_clause(_unsigned(text, re.compile(rf"(?!stray-|insert-delete)[^:]*:{re.escape(id)}(?![\w-])")), id)


def unsign(text: str, mutant: str) -> str:
    """Without that signature."""
    return _unsigned(text, re.compile(rf"{re.escape(mutant)}\Z"))


def set_part(text: str, id: str, path: Path, value: JsonValue) -> str:
    """Another value at that place of a clause; the place is made where there is none."""
    found = item(text, id)
    return text if found is None else _set_in(text, found.node, path, value, KEYS)


def remove_part(text: str, id: str, path: Path) -> str:
    """The clause without what stands at that place, and without a mapping that is empty then."""
    found = item(text, id)
    return text if found is None else _remove_in(text, found.node, path)


def set_top(text: str, key: str, value: JsonValue | Mapping[str, JsonValue]) -> str:
    """A top-level value, such as the outcome or the goal."""
    found = entries(composed(text)).get(key)
    if found is None:
        return _add_lines(text, key, entry_lines(key, value, 0))
    return _replace_value(text, found.start, found.value, value)


def set_in(text: str, section: str, key: str, value: JsonValue) -> str:
    """An entry of a top-level mapping: the policy of a table, a ``let``, a parameter's type."""
    found = entries(composed(text)).get(section)
    if found is None or not isinstance(found.value, MappingNode):
        return _add_section(text, section, entry_lines(key, value, 2)) if found is None else text
    return _set_in(text, found.value, (key,), value, ())


def remove_in(text: str, section: str, key: str) -> str:
    """The top-level mapping without that entry; without the mapping where that was the last."""
    found = entries(composed(text)).get(section)
    if found is None or key not in entries(found.value):
        return text
    if len(entries(found.value)) == 1:
        return _remove_lines(text, found.start, end_of(text, found.value))
    return _remove_in(text, found.value, (key,))


def _set_in(text: str, mapping: Node, path: Path, value: JsonValue, order: Sequence[str]) -> str:
    held = entries(mapping)
    here = held.get(path[0])
    if len(path) > 1:
        if here is not None and isinstance(here.value, MappingNode):
            return _set_in(text, here.value, path[1:], value, ())
        return _set_in(text, mapping, path[:1], {path[1]: value}, order)
    if here is not None:
        return _replace_value(text, here.start, here.value, value)
    return _add_entry(text, mapping, path[0], value, order)


def _add_entry(text: str, mapping: Node, key: str, value: JsonValue, order: Sequence[str]) -> str:
    assert isinstance(mapping, MappingNode)
    held = list(entries(mapping).values())
    rank = _rank(order)
    before = [entry for entry in held if rank(entry.key) <= rank(key)]
    if mapping.flow_style:
        written = f"{in_line(key)}: {in_line(value)}"
        if not held:
            opening = int(mapping.start_mark.index) + 1
            return _cut(text, opening, opening, written)
        if not before:
            return _cut(text, held[0].start, held[0].start, f"{written}, ")
        end = end_of(text, before[-1].value)
        return _cut(text, end, end, f", {written}")
    indent = int(mapping.start_mark.column)
    if not before:  # the first entry may share its line with the dash of its item
        return _cut(text, held[0].start, held[0].start, f"{in_line(key)}: {in_line(value)}\n{' ' * indent}")
    end = line_end(text, _value_end(text, before[-1].start, before[-1].value))
    return _with_lines(text, end, entry_lines(key, value, indent))


def _replace_value(text: str, start: int, node: Node, value: JsonValue | Mapping[str, JsonValue]) -> str:
    """Put a value in the place of another, on the line of its key."""
    begin = int(node.start_mark.index)
    if isinstance(node, ScalarNode) and not node.value and begin == end_of(text, node):
        begin = text.index(":", start) + 1
        return _cut(text, begin, begin, f" {in_line(value)}")
    if isinstance(node, (MappingNode, SequenceNode)) and not node.flow_style:
        begin = len(text[:begin].rstrip())
        return _cut(text, begin, end_of(text, node), f" {in_line(value)}")
    return _cut(text, begin, end_of(text, node), in_line(value))


def _remove_in(text: str, mapping: Node, path: Path) -> str:
    held = entries(mapping)
    here = held.get(path[0])
    if here is None:
        return text
    if len(path) > 1:
        inner = entries(here.value)
        if set(inner) - {path[1]} or path[1] not in inner or len(path) > 2:
            return _remove_in(text, here.value, path[1:])
    assert isinstance(mapping, MappingNode)
    if mapping.flow_style:
        return _remove_from_flow(text, mapping, path[0])
    names = list(held)
    if names[0] == path[0] and len(names) > 1:  # the first entry may share its line with the dash of its item
        return _cut(text, here.start, held[names[1]].start, "")
    return _remove_lines(text, here.start, _value_end(text, here.start, here.value))


def _remove_from_flow(text: str, mapping: MappingNode, key: str) -> str:
    held = list(entries(mapping).values())
    at = next(number for number, entry in enumerate(held) if entry.key == key)
    if at:
        return _cut(text, end_of(text, held[at - 1].value), _value_end(text, held[at].start, held[at].value), "")
    stop = held[1].start if len(held) > 1 else _value_end(text, held[0].start, held[0].value)
    return _cut(text, held[0].start, stop, "")


def _remove_item(text: str, section: str, node: Node) -> str:
    whole = entries(composed(text))[section]
    sequence = whole.value
    assert isinstance(sequence, SequenceNode)
    if len(sequence.value) == 1:
        return _remove_lines(text, whole.start, end_of(text, sequence))
    if sequence.flow_style:
        at = next(number for number, one in enumerate(sequence.value) if one.start_mark.index == node.start_mark.index)
        if at:
            return _cut(text, end_of(text, sequence.value[at - 1]), end_of(text, node), "")
        return _cut(text, int(node.start_mark.index), int(sequence.value[1].start_mark.index), "")
    return _remove_lines(text, line_start(text, int(node.start_mark.index)), end_of(text, node))


def _speaks_of(node: Node, id: str) -> bool:
    held = entries(node)
    return any(word in held and held[word].value.value == id for word in ("after", "before", "clause"))


def _unsigned(text: str, signed: re.Pattern[str]) -> str:
    """Without the signatures that begin so; what is about several clauses (``*:draft-*``) names none and stays."""
    found = entries(composed(text)).get("accepts")
    if found is None or not isinstance(found.value, SequenceNode):
        return text
    for node in reversed(found.value.value):
        named = entries(node).get("mutant")
        if named is not None and signed.match(str(named.value.value)):
            return _unsigned(_remove_item(text, "accepts", node), signed)
    return text


def _remove_lines(text: str, start: int, end: int) -> str:
    """Whole lines go, with the comments right above; two blank lines don't stay where one was."""
    first, last = with_comments(text, line_start(text, start)), line_end(text, end)
    if text[last:].startswith("\n") and (first == 0 or text[:first].endswith("\n\n")):
        last += 1
    return _cut(text, first, last, "")


def _add_section(text: str, section: str, lines: list[str]) -> str:
    return _add_lines(text, section, [f"{section}:", *lines])


def _add_lines(text: str, key: str, lines: list[str]) -> str:
    """Lines before the first section that usually comes later, with a blank line where its neighbours have one."""
    rank = _rank(TOP)
    later = [entry for entry in entries(composed(text)).values() if rank(entry.key) > rank(key)]
    body = "\n".join(lines) + "\n"
    long = len(lines) > 1
    if not later:
        ended = text if not text or text.endswith("\n") else f"{text}\n"
        gap = "\n" if long and ended.strip() and not ended.endswith("\n\n") else ""
        return f"{ended}{gap}{body}"
    start = with_comments(text, line_start(text, min(entry.start for entry in later)))
    above, below = text[:start], text[start:]
    gap = "\n" if long and above.strip() and not above.endswith("\n\n") else ""
    return f"{above}{gap}{body}{chr(10) if long else ''}{below}"


def _with_lines(text: str, offset: int, lines: list[str]) -> str:
    lead = "" if offset == 0 or text[:offset].endswith("\n") else "\n"
    return _cut(text, offset, offset, lead + "\n".join(lines) + "\n")


def _value_end(text: str, start: int, node: Node) -> int:
    """Where an entry ends, also one without a value."""
    return max(end_of(text, node), text.index(":", start) + 1)


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(text: str, start: int, stop: int, put: str) -> str:
    return text[:start] + put + text[stop:]


def _rank(order: Sequence[str]) -> Callable[[str], int]:
    """Where a key usually stands; unknown ones last, and all alike where there is no usual order."""
    places = {name: number for number, name in enumerate(order)}
    return lambda key: places.get(key, len(places))


__all__ = [
    "CLAUSE_SECTIONS",
    "add_clause",
    "add_item",
    "between",
    "forget_clause",
    "remove_clause",
    "remove_in",
    "remove_part",
    "set_in",
    "set_part",
    "set_top",
    "unsign",
]
