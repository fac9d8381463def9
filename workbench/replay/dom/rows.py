"""The page as rows of a tree: what the DOM panel shows, with what the step did to it."""

from dataclasses import dataclass
from enum import StrEnum

from workbench.replay.dom.changes import Changes, Removed
from workbench.replay.dom.document import Document
from workbench.replay.dom.nodes import Kind, Node

_LONGEST = 120


class Mark(StrEnum):
    """What the step did to a row."""

    NONE = ""
    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One row, in document order."""

    node: int
    """Its id; of a removed row the id it had."""
    parent: int | None
    """The row above in the tree, by node id."""
    depth: int
    tag: str
    """Lower-case element name, ``#document``, ``#comment`` …; empty for text."""
    attributes: tuple[tuple[str, str], ...]
    """As they stand in the page, in the page's order."""
    text: str
    """Text or comment, white space folded, at most 120 characters; of an element with only text in it: that text."""
    state: str
    """Live state that the markup does not show, such as ``value "Ada"`` or ``checked``; empty where there is none."""
    shadow: bool
    """It is a top node of a shadow root."""
    mark: Mark
    details: tuple[str, ...] = ()
    """What changed, in words."""
    children: int = 0
    """How many rows stand directly below."""


def tree_rows(document: Document, changes: Changes | None = None) -> tuple[TreeRow, ...]:
    """All rows. White space between elements is left out; text that is an element's only content stands in its row.

    What the step removed stands where it was, one row for each subtree.
    """
    done = changes or Changes()
    ghosts: dict[tuple[int, int | None], list[Removed]] = {}
    for removed in done.removed:
        ghosts.setdefault((removed.parent, removed.before), []).append(removed)
    if document.root is None:
        return ()
    rows: list[TreeRow] = []
    stack: list[tuple[Node | Removed, int]] = [(document.nodes[document.root], 0)]
    while stack:
        item, depth = stack.pop()
        if isinstance(item, Removed):
            rows.append(_ghost(item, depth))
            continue
        below = _below(document, item, ghosts)
        rows.append(_row(document, item, depth, done, len(below)))
        stack.extend((child, depth + 1) for child in reversed(below))
    return tuple(rows)


def _below(document: Document, node: Node, ghosts: dict[tuple[int, int | None], list[Removed]]) -> list[Node | Removed]:
    if _only_text(document, node) is not None and (node.id, None) not in ghosts:
        return []
    found: list[Node | Removed] = []
    for number in document.below(node):
        found.extend(ghosts.get((node.id, number), ()))
        child = document.nodes.get(number)
        if child is not None and (child.kind is not Kind.TEXT or child.text.strip()):
            found.append(child)
    return found + list(ghosts.get((node.id, None), ()))


def _only_text(document: Document, node: Node) -> Node | None:
    """The text node that is all an element holds."""
    if node.kind is not Kind.ELEMENT or node.shadow or len(node.children) != 1:
        return None
    child = document.nodes.get(node.children[0])
    return child if child is not None and child.kind is Kind.TEXT else None


def _row(document: Document, node: Node, depth: int, changes: Changes, below: int) -> TreeRow:
    only = _only_text(document, node) if not below else None
    details = changes.changed.get(node.id, ()) + (changes.changed.get(only.id, ()) if only else ())
    return TreeRow(
        node=node.id,
        parent=node.parent,
        depth=depth,
        tag=_tag(node),
        attributes=tuple(node.attributes.items()) if node.kind is Kind.ELEMENT else (),
        text=_folded((only or node).text),
        state=_state(node),
        shadow=node.in_shadow,
        mark=_mark(node.id, only.id if only else None, details, changes),
        details=details,
        children=below,
    )


def _ghost(removed: Removed, depth: int) -> TreeRow:
    node = removed.node
    more = f"with {removed.size - 1} below" if removed.size > 1 else ""
    attributes = tuple(node.attributes.items()) if node.kind is Kind.ELEMENT else ()
    state, text = _state(node), _folded(node.text)
    details = (more,) if more else ()
    return TreeRow(
        node.id, removed.parent, depth, _tag(node), attributes, text, state, node.in_shadow, Mark.REMOVED, details
    )


def _mark(number: int, only: int | None, details: tuple[str, ...], changes: Changes) -> Mark:
    if number in changes.added:
        return Mark.ADDED
    if details or (only is not None and only in changes.added):
        return Mark.CHANGED
    return Mark.MOVED if number in changes.moved else Mark.NONE


def _tag(node: Node) -> str:
    names = {Kind.ELEMENT: node.tag, Kind.TEXT: "", Kind.DOCTYPE: f"!doctype {node.tag}"}
    return names.get(node.kind, f"#{node.kind.name.lower()}")


def _state(node: Node) -> str:
    form = node.form
    words: list[str] = []
    if form is not None:
        if form.value is not None and form.value != node.attributes.get("value", ""):
            words.append(f'value "{_folded(form.value)}"')
        words.extend(name for name in ("checked", "selected", "indeterminate") if getattr(form, name))
    words.extend(name for name in ("modal", "popover") if getattr(node, name))
    if node.scroll != (0.0, 0.0):
        words.append("scrolled to {:g}, {:g}".format(*node.scroll))
    return ", ".join(words)


def _folded(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST else folded[:_LONGEST] + "…"
