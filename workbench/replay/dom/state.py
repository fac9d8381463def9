"""What a page is beyond its markup: form values, scroll positions, the size of its window, open popovers."""

from collections.abc import Mapping
from typing import Any

from workbench.replay.dom.building import form_of
from workbench.replay.dom.document import Document
from workbench.replay.dom.nodes import Form, Node, replace


def input_event(document: Document, data: Mapping[str, Any]) -> None:
    """A control's live state changed."""
    number = int(data["id"])
    node = document.nodes.get(number)
    if node is None:
        document.note(f"Node {number} got input but is not in the page.")
        return
    told = data.get("form")
    if node.tag == "select":
        _choose(document, node, told.get("selected") if isinstance(told, Mapping) else None, str(data.get("text")))
    elif isinstance(told, Mapping):
        document.nodes[number] = replace(node, form=form_of(told))
    else:
        document.nodes[number] = replace(node, form=_plain_form(node, data))


def scroll(document: Document, data: Mapping[str, Any]) -> None:
    """An element, or with a document's id its window, came to rest at x, y."""
    number = int(data["id"])
    node = document.nodes.get(number)
    if node is None:
        document.note(f"Node {number} scrolled but is not in the page.")
        return
    document.nodes[number] = replace(node, scroll=(float(data["x"]), float(data["y"])))


def resize(document: Document, data: Mapping[str, Any]) -> None:
    """The viewport has this size now."""
    document.viewport = (int(data["width"]), int(data["height"]))


def custom(document: Document, data: Mapping[str, Any]) -> None:
    """What our page script adds to rrweb's stream; other custom events say nothing of the page."""
    told = data.get("payload") or {}
    if data.get("tag") == "workbench.popover":
        number = int(told["id"])
        if number in document.nodes:
            document.nodes[number] = replace(document.nodes[number], popover=bool(told["open"]))
    elif data.get("tag") == "workbench.href":
        document.href = str(told["href"])
    elif data.get("tag") == "workbench.note":
        document.note(str(told["text"]))


def _plain_form(node: Node, data: Mapping[str, Any]) -> Form:
    """As a plain rrweb tape has it: both fields always, meant by the kind of control."""
    if node.attributes.get("type") in ("checkbox", "radio"):
        return Form(checked=bool(data.get("isChecked")))
    return Form(value=str(data.get("text") or ""))


def _choose(document: Document, select: Node, chosen: Any, text: str) -> None:
    """Select exactly the options ``chosen`` (ids); without them, as rrweb does, the first whose value is ``text``."""
    options = [node for node, _ in document.walk(select.id) if node.tag == "option"]
    if not isinstance(chosen, list):
        chosen = [node.id for node in options if _option_value(document, node) == text][:1]
    for node in options:
        selected = node.id in chosen
        if node.form is None or node.form.selected != selected:
            document.nodes[node.id] = replace(node, form=Form(selected=selected))


def _option_value(document: Document, option: Node) -> str:
    if "value" in option.attributes:
        return option.attributes["value"]
    words = " ".join(node.text for node, _ in document.walk(option.id))
    return " ".join(words.split())
