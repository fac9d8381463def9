"""One node of a recorded page: a frozen value, so that two moments of a page share what did not change."""

from collections.abc import Mapping
from enum import IntEnum

import msgspec
from msgspec.structs import replace

from workbench.domain.values import JsonValue

__all__ = ["Form", "Kind", "Node", "replace"]


class Kind(IntEnum):
    """rrweb's node types."""

    DOCUMENT = 0
    DOCTYPE = 1
    ELEMENT = 2
    TEXT = 3
    CDATA = 4
    COMMENT = 5


class Form(msgspec.Struct, frozen=True):
    """The live state of a form control, which its attributes don't tell."""

    value: str | None = None
    """None where the control has none of its own: check boxes, radio buttons, options, selects."""
    checked: bool = False
    selected: bool = False
    indeterminate: bool = False
    default: str | None = None
    """A text area's own text, which is its value until someone types."""


class Node(msgspec.Struct, frozen=True):
    """A document, doctype, element, text or comment, by the id that the recording gave it."""

    id: int
    kind: Kind
    parent: int | None = None
    tag: str = ""
    """Element: lower-case name. Doctype: its name."""
    attributes: Mapping[str, str] = {}
    """As they stood in the page; for a doctype ``publicId`` and ``systemId``."""
    text: str = ""
    children: tuple[int, ...] = ()
    shadow: tuple[int, ...] = ()
    """Top nodes of its open shadow root."""
    in_shadow: bool = False
    """It is a top node of its parent's shadow root."""
    svg: bool = False
    form: Form | None = None
    scroll: tuple[float, float] = (0.0, 0.0)
    """x and y in CSS pixels; of a document: of its window."""
    modal: bool = False
    popover: bool = False
    """It is an open popover."""
    css: str | None = None
    """The style sheet of a ``style`` or ``link``, where the text below it does not hold it."""
    rules: tuple[JsonValue, ...] = ()
    """What scripts did to that sheet since, as rrweb's rule events."""
    adopted: tuple[int, ...] = ()
    """Constructed style sheets that a document or shadow host adopted."""
    quirks: bool = False
    """A document without standards mode."""
