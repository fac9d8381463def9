"""One recorded event folded into a document. A damaged event leaves a note and the rest of the page as it was."""

from collections.abc import Callable, Mapping
from typing import Any

from workbench.domain.values import JsonValue
from workbench.replay.dom.building import build
from workbench.replay.dom.document import Document
from workbench.replay.dom.mutations import mutation
from workbench.replay.dom.nodes import replace
from workbench.replay.dom.state import custom, input_event, resize, scroll
from workbench.replay.dom.styles import adopt, declaration, rule

FULL_SNAPSHOT, INCREMENTAL, META, CUSTOM = 2, 3, 4, 5
"""rrweb's event types that say something of the page."""

Folder = Callable[[Document, Mapping[str, Any]], None]

_INCREMENTAL: dict[int, Folder] = {
    0: mutation,
    3: scroll,
    4: resize,
    5: input_event,
    8: rule,
    13: declaration,
    15: adopt,
}
"""By rrweb's incremental source. The rest (pointer, media, canvas, fonts, selection) leaves no trace in the DOM."""


def apply(document: Document, event: Mapping[str, JsonValue]) -> None:
    """Fold one event in. Never raises."""
    data = event.get("data")
    try:
        if isinstance(data, Mapping):
            _fold(document, event.get("type"), data)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        document.note(f"An event of type {event.get('type')!r} could not be read: {type(error).__name__}: {error}.")


def is_snapshot(event: Mapping[str, JsonValue]) -> bool:
    """Whether the page starts afresh with this event."""
    return event.get("type") == FULL_SNAPSHOT


def _fold(document: Document, kind: JsonValue, data: Mapping[str, Any]) -> None:
    if kind == FULL_SNAPSHOT:
        snapshot(document, data)
    elif kind == META:
        document.href = str(data.get("href") or "")
        resize(document, data)
    elif kind == CUSTOM:
        custom(document, data)
    elif kind == INCREMENTAL:
        folder = _INCREMENTAL.get(data["source"])
        if folder:
            folder(document, data)


def snapshot(document: Document, data: Mapping[str, Any]) -> None:
    """Start afresh with a whole page."""
    fresh = Document()
    root = build(fresh, data["node"], None)
    offset = data.get("initialOffset") or {}
    at = (float(offset.get("left") or 0), float(offset.get("top") or 0))
    fresh.nodes[root] = replace(fresh.nodes[root], scroll=at)
    document.nodes, document.sheets, document.root, document.notes = fresh.nodes, {}, root, fresh.notes
