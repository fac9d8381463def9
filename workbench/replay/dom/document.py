"""A recorded page at one moment."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.domain.values import JsonValue
from workbench.replay.dom.nodes import Kind, Node

_MOST_NOTES = 100


@dataclass(slots=True)
class Document:
    """All nodes of a page by id. Only folding an event into it (``apply``) changes it; a tape hands out copies."""

    nodes: dict[int, Node] = field(default_factory=dict)
    root: int | None = None
    """Id of the document node; None before the first snapshot."""
    href: str = ""
    viewport: tuple[int, int] = (0, 0)
    """Width and height in CSS pixels."""
    sheets: dict[int, tuple[JsonValue, ...]] = field(default_factory=dict)
    """Constructed style sheets by id: their rules and what was done to them, as rrweb's rule events."""
    notes: tuple[str, ...] = ()
    """What could not be folded, one sentence each."""

    def copy(self) -> "Document":
        """An independent one; nodes are values and are shared."""
        return Document(dict(self.nodes), self.root, self.href, self.viewport, dict(self.sheets), self.notes)

    def node(self, number: int) -> Node | None:
        """The node with that id, None where it is not in the page now."""
        return self.nodes.get(number)

    def note(self, sentence: str) -> None:
        """Remember what could not be folded."""
        if len(self.notes) < _MOST_NOTES:
            self.notes = (*self.notes, sentence)

    def below(self, node: Node) -> tuple[int, ...]:
        """Its shadow tree's top nodes, then its children."""
        return (*node.shadow, *node.children)

    def walk(self, start: int | None = None) -> Iterator[tuple[Node, int]]:
        """Every node with its depth, in document order, shadow trees before light children."""
        first = self.root if start is None else start
        stack = [] if first is None else [(first, 0)]
        while stack:
            number, depth = stack.pop()
            node = self.nodes.get(number)
            if node is None:
                continue
            yield node, depth
            stack.extend((child, depth + 1) for child in reversed(self.below(node)))

    def path(self, number: int) -> tuple[int, ...]:
        """Ids from the root down to that node; empty where it is not in the page."""
        steps: list[int] = []
        node = self.nodes.get(number)
        while node is not None and node.id not in steps:
            steps.append(node.id)
            node = self.nodes.get(node.parent) if node.parent is not None else None
        return tuple(reversed(steps))

    def snapshot(self) -> dict[str, JsonValue]:
        """The page as JSON for ``resources/page/rebuild.html``: ``{href, width, height, root, sheets}``."""
        width, height = self.viewport
        sheets: dict[str, JsonValue] = {str(number): list(rules) for number, rules in self.sheets.items()}
        return {"href": self.href, "width": width, "height": height, "root": self._tree(), "sheets": sheets}

    def _tree(self) -> JsonValue:
        built: dict[int, dict[str, JsonValue]] = {}
        for node, _ in self.walk():
            own = _plain(node)
            built[node.id] = own
            above = built.get(node.parent) if node.parent is not None else None
            if above is not None:
                siblings = above.setdefault("shadow" if node.in_shadow else "children", [])
                if isinstance(siblings, list):
                    siblings.append(own)
        return built.get(self.root) if self.root is not None else None


def _plain(node: Node) -> dict[str, JsonValue]:
    """One node without its children; what is empty is left out."""
    plain: dict[str, JsonValue] = {"id": node.id, "kind": int(node.kind)}
    if node.kind in (Kind.ELEMENT, Kind.DOCTYPE):
        plain |= {"tag": node.tag, "attributes": dict(node.attributes)}
    elif node.kind is not Kind.DOCUMENT:
        plain["text"] = node.text
    if node.form is not None:
        plain["form"] = {name: getattr(node.form, name) for name in node.form.__struct_fields__}
    if node.scroll != (0.0, 0.0):
        plain["scroll"] = list(node.scroll)
    for flag in ("svg", "modal", "popover", "quirks"):
        if getattr(node, flag):
            plain[flag] = True
    if node.css is not None:
        plain["css"] = node.css
    if node.rules:
        plain["rules"] = list(node.rules)
    if node.adopted:
        plain["adopted"] = list(node.adopted)
    return plain
