"""Nodes from rrweb's serialised ones: with their subtree, or one alone."""

from collections.abc import Mapping
from typing import Any

from workbench.domain.values import JsonValue
from workbench.replay.dom.document import Document
from workbench.replay.dom.nodes import Form, Kind, Node, replace

Raw = Mapping[str, Any]
"""What rrweb serialised. Its shape is not to be trusted: reading it may raise LookupError, TypeError or ValueError."""

SPLIT = "/* rr_split */"
"""rrweb's mark between the text nodes of one style element."""

_CONTROLS = ("input", "textarea", "select", "option")


def build(document: Document, raw: Raw, parent: int | None) -> int:
    """Put a serialised node and all below it into ``document`` (not into its parent's children); gives its id."""
    waiting: list[tuple[Raw, int | None]] = [(raw, parent)]
    first = int(raw["id"])
    met = {first}
    while waiting:
        current, above = waiting.pop()
        node = bare(current, above)
        below = [child for child in current.get("childNodes") or () if _is_new(document, child, met)]
        children = tuple(int(child["id"]) for child in below if not child.get("isShadow"))
        shadow = tuple(int(child["id"]) for child in below if child.get("isShadow"))
        document.nodes[node.id] = replace(node, children=children, shadow=shadow)
        waiting.extend((child, node.id) for child in below)
    return first


def _is_new(document: Document, child: Raw, met: set[int]) -> bool:
    """A node can stand in one place only; a damaged recording may say otherwise, and could even go round in circles."""
    number = int(child["id"])
    if number in met:
        document.note(f"Node {number} stands in the page twice.")
        return False
    met.add(number)
    return True


def bare(raw: Raw, parent: int | None) -> Node:
    """One serialised node without what is below it."""
    number, kind = int(raw["id"]), Kind(raw["type"])
    shadow = bool(raw.get("isShadow"))
    if kind is Kind.ELEMENT:
        return _element(raw, number, parent, shadow)
    if kind is Kind.DOCUMENT:
        return Node(number, kind, parent, quirks=raw.get("compatMode") == "BackCompat")
    if kind is Kind.DOCTYPE:
        identifiers = {name: str(raw.get(name) or "") for name in ("publicId", "systemId")}
        return Node(number, kind, parent, tag=str(raw.get("name") or ""), attributes=identifiers)
    return Node(number, kind, parent, text=str(raw.get("textContent") or ""), in_shadow=shadow)


def form_of(given: Raw) -> Form:
    """The state of a control as the page script sends it."""
    value, default = given.get("value"), given.get("default")
    return Form(
        value=None if value is None else str(value),
        checked=bool(given.get("checked")),
        selected=bool(given.get("selected")),
        indeterminate=bool(given.get("indeterminate")),
        default=None if default is None else str(default),
    )


def plain_attributes(given: Raw) -> dict[str, str]:
    """Attributes as the page had them, without rrweb's own."""
    return {
        str(name): "" if value is True else str(value)
        for name, value in given.items()
        if value is not None and value is not False and not internal(name)
    }


def internal(name: str) -> bool:
    """Whether rrweb made that attribute up."""
    return name.startswith("rr_") or name == "_cssText"


def _element(raw: Raw, number: int, parent: int | None, shadow: bool) -> Node:
    tag = str(raw["tagName"])
    given: Raw = raw.get("attributes") or {}
    attributes = plain_attributes(given)
    form = None
    if tag in _CONTROLS:
        form, attributes = _control(tag, given, attributes)
    css = given.get("_cssText")
    return Node(
        id=number,
        kind=Kind.ELEMENT,
        parent=parent,
        tag=tag,
        attributes=attributes,
        in_shadow=shadow,
        svg=bool(raw.get("isSVG")),
        form=form,
        scroll=(float(given.get("rr_scrollLeft") or 0), float(given.get("rr_scrollTop") or 0)),
        modal=given.get("rr_open_mode") == "modal" and "open" in attributes,
        popover=bool(given.get("rr_popover")),
        css=css if isinstance(css, str) else None,
    )


def _control(tag: str, given: Raw, attributes: dict[str, str]) -> tuple[Form, dict[str, str]]:
    """State and true attributes of a control. Our page script sends both; a plain rrweb tape mixes them up."""
    told = given.get("rr_form")
    if isinstance(told, Mapping):
        own: JsonValue = told.get("attributes") or {}
        kept = {name: value for name, value in attributes.items() if name not in ("value", "checked", "selected")}
        return form_of(told), kept | plain_attributes(own if isinstance(own, Mapping) else {})
    if tag == "option":
        return Form(selected="selected" in attributes), attributes
    if attributes.get("type") in ("checkbox", "radio"):
        return Form(checked="checked" in attributes), attributes
    return Form(value=None if tag == "select" else attributes.get("value", "")), attributes
