"""Where everything stands in the text of a spec: ruamel's nodes with the offsets that an edit needs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from workbench.domain.failures import Problem

CLAUSE_SECTIONS = ("require", "allow", "never", "order", "page")
"""Sections that are lists of clauses."""


class NotEditable(Problem):
    """The text is no YAML mapping, so no click can alter it."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The text can't be edited by clicks now: {why}.", "Mend the marked line, or undo.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``key: value`` of a mapping."""

    key: str
    start: int
    """Offset of the key."""
    value: Node


@dataclass(frozen=True, slots=True)
class Item:
    """One clause in the text."""

    section: str
    id: str
    node: Node


@lru_cache(maxsize=16)
def composed(text: str) -> MappingNode | None:
    """The text's top mapping; None for a text without one value. Not to be altered: the last ones are kept.

    Raises NotEditable.
    """
    try:
        node = YAML(pure=True).compose(text)
    except YAMLError as error:
        problem = " ".join(str(getattr(error, "problem", None) or "it is no YAML").split())
        raise NotEditable(problem) from error
    if node is None or (isinstance(node, ScalarNode) and not node.value):
        return None
    if not isinstance(node, MappingNode):
        raise NotEditable("it is no list of `key: value` lines")
    return node


def entries(node: Node | None) -> dict[str, Entry]:
    """The entries of a mapping by key, in order; nothing for what is no mapping."""
    if not isinstance(node, MappingNode):
        return {}
    return {key.value: Entry(key.value, key.start_mark.index, value) for key, value in node.value}


def items(text: str) -> Iterator[Item]:
    """Every clause of the text that has an id."""
    top = entries(composed(text))
    for section in CLAUSE_SECTIONS:
        found = top.get(section)
        if found is not None and isinstance(found.value, SequenceNode):
            for node in found.value.value:
                named = entries(node).get("id")
                yield Item(section, str(named.value.value) if named is not None else "", node)


def item(text: str, id: str) -> Item | None:
    """The clause of that id, or None."""
    return next((found for found in items(text) if found.id == id), None)


def end_of(text: str, node: Node) -> int:
    """Offset after the last character that belongs to the node, comments and blank lines behind it left out."""
    if isinstance(node, ScalarNode):
        end = int(node.end_mark.index)
        return len(text[:end].rstrip()) if node.style in ("|", ">") else end
    if not isinstance(node, (MappingNode, SequenceNode)) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end_of(text, last[1] if isinstance(node, MappingNode) else last)


def line_end(text: str, offset: int) -> int:
    """Offset after the line break that ends the line of ``offset``; the text's length where it has none."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def line_start(text: str, offset: int) -> int:
    """Offset of the first character of the line."""
    return text.rfind("\n", 0, offset) + 1


def with_comments(text: str, start: int) -> int:
    """Offset of the first of the comment lines that stand directly above the line at ``start``, equally indented."""
    lead = re.match(r"[ ]*", text[start:])
    indent = lead.group() if lead else ""
    while start > 0:
        above = line_start(text, start - 1)
        if not text[above:start].startswith(f"{indent}#"):
            return start
        start = above
    return start
