"""rrweb's mutation events: nodes removed and added, texts and attributes changed.

Additions name their parent and next sibling; those that come before what they name are tried again, as rrweb's own
player does.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.replay.dom.building import Raw, build, internal, plain_attributes
from workbench.replay.dom.document import Document
from workbench.replay.dom.nodes import Kind, Node, replace
from workbench.replay.dom.styles import forget_sheet, settle_style


def mutation(document: Document, data: Mapping[str, Any]) -> None:
    """Fold one mutation event."""
    for each in data.get("removes") or ():
        remove(document, int(each["id"]))
    _add_all(document, list(data.get("adds") or ()), replacing=bool(data.get("isAttachIframe")))
    for each in data.get("texts") or ():
        _set_text(document, int(each["id"]), str(each.get("value") or ""))
    for each in data.get("attributes") or ():
        _set_attributes(document, int(each["id"]), each["attributes"])


def remove(document: Document, number: int) -> None:
    """Take a node and all below it out of the page. rrweb also names nodes that went with one above them."""
    node = document.nodes.get(number)
    if node is None:
        return
    _unlink(document, node)
    forget_sheet(document, node.parent)
    _forget(document, number)


def _forget(document: Document, number: int) -> None:
    waiting = [number]
    while waiting:
        gone = document.nodes.pop(waiting.pop(), None)
        if gone is not None:
            waiting.extend(document.below(gone))


def _unlink(document: Document, node: Node) -> None:
    parent = document.nodes.get(node.parent) if node.parent is not None else None
    if parent is None:
        return
    if node.in_shadow:
        shadow = tuple(child for child in parent.shadow if child != node.id)
        document.nodes[parent.id] = replace(parent, shadow=shadow)
    else:
        children = tuple(child for child in parent.children if child != node.id)
        document.nodes[parent.id] = replace(parent, children=children)


def _add_all(document: Document, adds: Sequence[Raw], *, replacing: bool) -> None:
    waiting = list(adds)
    while waiting:
        left = [each for each in waiting if not _add(document, each, replacing=replacing)]
        if len(left) == len(waiting):
            break
        waiting = left
    for each in waiting:
        _add_astray(document, each)


def _add_astray(document: Document, each: Raw) -> None:
    """Its parent or next sibling never came: put it last where that is possible, and say so."""
    number, parent = each["node"].get("id"), each.get("parentId")
    if _add(document, {**each, "nextId": None}, replacing=False):
        document.note(f"Node {number} was added before node {each.get('nextId')}, which is not there.")
    else:
        document.note(f"Node {number} was added below node {parent}, where it can't be.")


def _add(document: Document, each: Raw, *, replacing: bool) -> bool:
    raw, number, parent_id, next_id = each["node"], int(each["node"]["id"]), each.get("parentId"), each.get("nextId")
    parent = document.nodes.get(parent_id) if isinstance(parent_id, int) else None
    shadow = bool(raw.get("isShadow"))
    if parent is None or (next_id is not None and next_id not in (parent.shadow if shadow else parent.children)):
        return False
    if number in document.path(parent.id):
        return False  # it can't stand below itself
    if replacing:
        for child in parent.children:
            _forget(document, child)
        document.nodes[parent.id] = replace(parent, children=())
    kept = _moved(document, number)
    build(document, raw, parent.id)
    if kept is not None and not raw.get("childNodes"):
        document.nodes[number] = replace(document.nodes[number], children=kept.children, shadow=kept.shadow)
    _link(document, number, parent.id, next_id, shadow)
    settle_style(document, parent.id, number)
    return True


def _moved(document: Document, number: int) -> Node | None:
    """A node that is added although it is there has moved: take it from where it was, with what is below it."""
    node = document.nodes.get(number)
    if node is not None:
        _unlink(document, node)
    return node


def _link(document: Document, number: int, parent_id: int, next_id: int | None, shadow: bool) -> None:
    parent = document.nodes[parent_id]
    siblings = parent.shadow if shadow else parent.children
    at = len(siblings) if next_id is None else siblings.index(next_id)
    siblings = (*siblings[:at], number, *siblings[at:])
    changed = replace(parent, shadow=siblings) if shadow else replace(parent, children=siblings)
    document.nodes[parent_id] = changed


def _set_text(document: Document, number: int, text: str) -> None:
    node = document.nodes.get(number)
    if node is None:
        document.note(f"The text of node {number} changed, which is not in the page.")
        return
    document.nodes[number] = replace(node, text=text)
    forget_sheet(document, node.parent)


def _set_attributes(document: Document, number: int, given: Raw) -> None:
    node = document.nodes.get(number)
    if node is None or node.kind is not Kind.ELEMENT:
        document.note(f"Attributes of node {number} changed, which is not an element of the page.")
        return
    gone = {name for name, value in given.items() if value is None or value is False}
    attributes = {name: value for name, value in node.attributes.items() if name not in gone}
    attributes |= plain_attributes({name: value for name, value in given.items() if not isinstance(value, Mapping)})
    for name, value in given.items():
        if isinstance(value, Mapping) and not internal(name):
            attributes[name] = _restyled(attributes.get(name, ""), value)
    css = given.get("_cssText")
    if isinstance(css, str):
        node = replace(node, css=css, rules=())
    modal = given["rr_open_mode"] == "modal" if "rr_open_mode" in given else node.modal
    document.nodes[number] = replace(node, attributes=attributes, modal=modal and "open" in attributes)


def _restyled(style: str, difference: Raw) -> str:
    """A plain rrweb tape gives changed style properties alone; our page script sends the whole attribute."""
    properties = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    declared = {name.strip(): value.strip() for name, value in properties.items()}
    for name, value in difference.items():
        if value is False or value is None:
            declared.pop(name, None)
        else:
            declared[name] = f"{value[0]} !{value[1]}" if isinstance(value, list) else str(value)
    return " ".join(f"{name}: {value};" for name, value in declared.items())
