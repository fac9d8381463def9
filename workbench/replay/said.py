"""Text that appeared in the page, read off the DOM recording as it went by (rrweb's events, in their order)."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.domain.episodes import Episode
from workbench.domain.steps import DomEvent

_FULL_SNAPSHOT, _INCREMENTAL = 2, 3
_MUTATION, _INPUT = 0, 5
_ELEMENT, _TEXT = 2, 3
_SILENT = {"script", "style", "noscript", "template", "head", "title"}
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text node that came into the page, or changed, at that DOM event."""

    event: int
    """How many DOM events of the episode had happened with this one."""
    text: str
    node: int
    whole_page: bool
    """It came with a whole new document, not by a change within one."""


@dataclass(frozen=True, slots=True)
class Said:
    """All texts in order, and what each step newly brought."""

    spoken: tuple[Spoken, ...]
    steps: Mapping[int, tuple[str, ...]]

    def of_step(self, step: int) -> tuple[str, ...]:
        """Texts that the page did not show before the step and showed because of it, at most ten."""
        return self.steps.get(step, ())


def build_said(episode: Episode) -> Said:
    """One pass over the DOM recording."""
    spoken = tuple(_listen(episode.dom))
    ends = [step.dom_after for step in episode.steps]
    shown: set[str] = set()
    page: set[str] = set()
    steps: dict[int, list[str]] = {}
    last_event = 0
    for each in spoken:
        if each.whole_page and each.event != last_event:
            shown, page = page, set()
        last_event = each.event if each.whole_page else last_event
        if each.text not in page and each.text not in shown:
            start = episode.steps[0].dom_before if episode.steps else len(episode.dom)
            step = 0 if each.event <= start else bisect_right(ends, each.event - 1) + 1
            steps.setdefault(step, []).append(each.text)
        page.add(each.text)
    return Said(spoken, {step: tuple(dict.fromkeys(texts))[:10] for step, texts in steps.items()})


def _listen(events: tuple[DomEvent, ...]) -> Iterator[Spoken]:
    for count, heard in enumerate(events, start=1):
        event: Mapping[str, Any] = heard.event
        data = event.get("data") or {}
        if event.get("type") == _FULL_SNAPSHOT:
            for node, text in _texts(data.get("node") or {}):
                yield Spoken(count, text, node, True)
        elif event.get("type") == _INCREMENTAL and data.get("source") == _MUTATION:
            for added in data.get("adds") or ():
                for node, text in _texts(added.get("node") or {}):
                    yield Spoken(count, text, node, False)
            for changed in data.get("texts") or ():
                text = _tidy(changed.get("value") or "")
                if text:
                    yield Spoken(count, text, changed.get("id", 0), False)


def _texts(root: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """(node id, text) of a serialized tree, in document order; what no reader sees is left out."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.get("type") == _TEXT and not node.get("isStyle"):
            text = _tidy(node.get("textContent") or "")
            if text:
                yield int(node.get("id") or 0), text
        elif node.get("type") != _ELEMENT or node.get("tagName") not in _SILENT:
            waiting.extend(reversed(node.get("childNodes") or ()))


def _tidy(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
