"""What happened to a page between two moments, node by node."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.replay.dom.document import Document
from workbench.replay.dom.nodes import Kind, Node
from workbench.replay.dom.tape import DomTape

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Removed:
    """The top node of a subtree that went away."""

    node: Node
    parent: int
    """The node it stood in, which is still there."""
    before: int | None
    """The sibling that stood behind it and is still there; None where it was last."""
    size: int
    """How many nodes went, itself included."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Node ids by what happened to them. Where the page was loaded afresh everything is new and nothing is listed."""

    fresh: bool = False
    """Another document was loaded in between."""
    added: frozenset[int] = frozenset()
    changed: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """By id: what changed, such as ``class "day" → "day chosen"`` or ``value "" → "Ada"``."""
    moved: frozenset[int] = frozenset()
    """Still there, below another parent or in another place among its siblings."""
    removed: tuple[Removed, ...] = ()

    @property
    def touched(self) -> frozenset[int]:
        """Ids worth highlighting: added, changed and moved."""
        return self.added | self.moved | frozenset(self.changed)

    @property
    def empty(self) -> bool:
        """Nothing happened to the page."""
        return not (self.fresh or self.added or self.changed or self.moved or self.removed)


def changed(tape: DomTape, start: int, end: int) -> Changes:
    """What happened between the first ``start`` and the first ``end`` of the episode's events."""
    if start >= end:
        return Changes()
    if tape.snapshots_between(start, end):
        return Changes(fresh=True)
    return compare(tape.at(start), tape.at(end))


def compare(before: Document, after: Document) -> Changes:
    """What differs between two moments of one document. Nodes that did not change are shared, so this is quick."""
    old, new = before.nodes, after.nodes
    different = [number for number, node in new.items() if old.get(number) is not node]
    details = {number: _details(old[number], new[number]) for number in different if number in old}
    moved = {child for number in different if number in old for child in _moved(old[number], new[number], before)}
    return Changes(
        added=frozenset(number for number in different if number not in old),
        changed={number: told for number, told in details.items() if told},
        moved=frozenset(moved),
        removed=_removed(before, after),
    )


def _moved(old: Node, new: Node, before: Document) -> list[int]:
    """Children that came here from elsewhere in the page, or swapped places here."""
    now, then = (*new.shadow, *new.children), (*old.shadow, *old.children)
    if now == then:
        return []
    places = {child: place for place, child in enumerate(then)}
    came = [child for child in now if child not in places and child in before.nodes]
    stayed = [child for child in now if child in places]
    kept = _longest_rising([places[child] for child in stayed])
    return came + [child for child in stayed if places[child] not in kept]


def _longest_rising(numbers: list[int]) -> set[int]:
    """The most of them that stand in growing order (patience sorting): the fewest others have moved."""
    tops: list[int] = []
    below: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tops, number)
        below[number] = tops[place - 1] if place else None
        tops[place : place + 1] = [number]
    found: set[int] = set()
    number_or_none = tops[-1] if tops else None
    while number_or_none is not None:
        found.add(number_or_none)
        number_or_none = below[number_or_none]
    return found


def _removed(before: Document, after: Document) -> tuple[Removed, ...]:
    gone = [number for number in before.nodes if number not in after.nodes]
    tops = [before.nodes[number] for number in gone if before.nodes[number].parent in after.nodes]
    return tuple(
        Removed(node, node.parent, _behind(before, after, node), sum(1 for _ in before.walk(node.id)))
        for node in tops
        if node.parent is not None
    )


def _behind(before: Document, after: Document, node: Node) -> int | None:
    parent = before.nodes[node.parent] if node.parent is not None else node
    siblings = parent.shadow if node.in_shadow else parent.children
    place = siblings.index(node.id) if node.id in siblings else len(siblings)
    now = after.nodes[parent.id]
    left = {*now.shadow, *now.children}
    return next((sibling for sibling in siblings[place + 1 :] if sibling in left), None)


def _details(old: Node, new: Node) -> tuple[str, ...]:
    told = [
        f"{name} {_shown(old.attributes.get(name))} → {_shown(new.attributes.get(name))}"
        for name in sorted({*old.attributes, *new.attributes})
        if old.attributes.get(name) != new.attributes.get(name)
    ]
    if old.text != new.text:
        told.append(f"{'text' if new.kind is Kind.TEXT else 'comment'} {_shown(old.text)} → {_shown(new.text)}")
    if old.form != new.form:
        told.extend(_form_details(old, new))
    if old.scroll != new.scroll:
        told.append("scroll {:g}, {:g} → {:g}, {:g}".format(*old.scroll, *new.scroll))
    told.extend(
        f"{'opened' if getattr(new, flag) else 'closed'} as {flag}"
        for flag in ("modal", "popover")
        if getattr(old, flag) != getattr(new, flag)
    )
    if (old.css, old.rules, old.adopted) != (new.css, new.rules, new.adopted):
        told.append("style sheet")
    return tuple(told)


def _form_details(old: Node, new: Node) -> list[str]:
    names = ("value", "checked", "selected", "indeterminate")
    pairs = [(name, getattr(old.form, name, None), getattr(new.form, name, None)) for name in names]
    return [f"{name} {_shown(one)} → {_shown(other)}" for name, one, other in pairs if one != other]


def _shown(value: str | bool | None) -> str:
    if value is None:
        return "(none)"
    if isinstance(value, bool):
        return "on" if value else "off"
    return f'"{value}"' if len(value) <= _LONGEST else f'"{value[:_LONGEST]}…"'
