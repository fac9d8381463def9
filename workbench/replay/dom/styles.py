"""Style sheets: where their text stands, and what scripts did to them through the CSSOM.

Sheets are carried along so that the rebuilt page looks right; the canonical text does not compare them.
"""

from collections.abc import Mapping
from typing import Any

from workbench.replay.dom.document import Document
from workbench.replay.dom.nodes import replace


def rule(document: Document, data: Mapping[str, Any]) -> None:
    """``insertRule``, ``deleteRule``, ``replace`` and ``replaceSync``."""
    _remember(document, data, {name: data[name] for name in _RULE if name in data})


def declaration(document: Document, data: Mapping[str, Any]) -> None:
    """``setProperty`` and ``removeProperty`` on a rule."""
    _remember(document, data, {name: data[name] for name in _DECLARATION if name in data})


_RULE = ("adds", "removes", "replace", "replaceSync")
_DECLARATION = ("set", "remove", "index")


def adopt(document: Document, data: Mapping[str, Any]) -> None:
    """A document or shadow host adopted constructed sheets."""
    for sheet in data.get("styles") or ():
        document.sheets[int(sheet["styleId"])] = ({"adds": list(sheet["rules"])},)
    number = int(data["id"])
    node = document.nodes.get(number)
    if node is None:
        document.note(f"Node {number} adopted style sheets but is not in the page.")
        return
    document.nodes[number] = replace(node, adopted=tuple(int(each) for each in data["styleIds"]))


def settle_style(document: Document, parent: int, child: int) -> None:
    """Text added below a ``style`` is its sheet from now on; empty text stands for the sheet recorded with it."""
    if document.nodes[child].text:
        forget_sheet(document, parent)


def forget_sheet(document: Document, parent: int | None) -> None:
    """The text below a ``style`` changed: what was known of its sheet no longer holds."""
    node = document.nodes.get(parent) if parent is not None else None
    if node is not None and node.tag == "style" and (node.css is not None or node.rules):
        document.nodes[node.id] = replace(node, css=None, rules=())


def _remember(document: Document, data: Mapping[str, Any], operation: dict[str, Any]) -> None:
    number, sheet = data.get("id"), data.get("styleId")
    if isinstance(sheet, int) and sheet in document.sheets:
        document.sheets[sheet] = (*document.sheets[sheet], operation)
        return
    node = document.nodes.get(number) if isinstance(number, int) else None
    if node is None:
        document.note(f"A rule of a style sheet that isn't there changed (node {number}, sheet {sheet}).")
        return
    document.nodes[node.id] = replace(node, rules=(*node.rules, operation))
