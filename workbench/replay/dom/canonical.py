"""One text for one state of a page, made alike from a recording here and from the live page by the page script.

The format and what it leaves out are described in ``resources/page/src/dom/canonical.js``.
"""

import json
import math
import re
from dataclasses import dataclass

from workbench.replay.dom.document import Document
from workbench.replay.dom.nodes import Kind, Node

_ORIGIN = re.compile(r"^https?://[^/]*")
_CHILDLESS = ("script", "style", "textarea")
"""Their text is code, a sheet, or a default value that the form state tells."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two canonical texts part."""

    line: int
    """From 1."""
    expected: str
    """Empty where the expected text had ended."""
    got: str
    path: str
    """The elements above, outermost first, such as ``html > body > main#top``."""


def canonical(document: Document) -> str:
    """The text of a page, lines ended by newlines; of a page without a snapshot only its first line."""
    lines = [_first_line(document)]
    stack = [] if document.root is None else _children(document, document.nodes[document.root], 0)
    while stack:
        text, node, depth = stack.pop()
        lines.append(" " * depth + text)
        if node is not None:
            stack.extend(_children(document, node, depth + 1))
    return "\n".join(lines) + "\n"


def difference(expected: str, got: str) -> Difference | None:
    """Where two texts first part; None where they are equal."""
    if expected == got:
        return None
    left, right = expected.split("\n"), got.split("\n")
    same = (number for number, (one, other) in enumerate(zip(left, right, strict=False)) if one != other)
    at = next(same, min(len(left), len(right)))
    one, other = (lines[at].strip() if at < len(lines) else "" for lines in (left, right))
    return Difference(at + 1, one, other, _path(left if at < len(left) else right, at))


def first_difference(expected: str, got: str) -> str | None:
    """The same in one sentence."""
    found = difference(expected, got)
    if found is None:
        return None
    return f"Line {found.line}, below {found.path}: expected {found.expected!r}, got {found.got!r}."


def quote(text: str) -> str:
    """As JSON; half a surrogate pair becomes the replacement character, as on its way out of the page."""
    quoted = json.dumps(text, ensure_ascii=False)
    try:
        quoted.encode()
    except UnicodeEncodeError:
        return quoted.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return quoted


def _first_line(document: Document) -> str:
    root = document.nodes.get(document.root) if document.root is not None else None
    return f"page {quote(_ORIGIN.sub('', document.href))}{_scroll(root) if root else ''}"


def _children(document: Document, node: Node, depth: int) -> list[tuple[str, Node | None, int]]:
    """What stands below a node, last first: line, node to descend into, depth."""
    if node.tag in _CHILDLESS and node.kind is Kind.ELEMENT:
        return []
    found: list[tuple[str, Node | None, int]] = []
    for prefix, numbers in (("#shadow ", node.shadow), ("", node.children)):
        below = filter(None, map(document.nodes.get, numbers))
        found.extend((prefix + _line(child), child, depth) for child in below if child.kind is not Kind.CDATA)
    found.reverse()
    return found


def _line(node: Node) -> str:
    if node.kind is Kind.TEXT:
        return quote(node.text)
    if node.kind is Kind.COMMENT:
        return f"<!--{quote(node.text)}-->"
    if node.kind is Kind.DOCTYPE:
        public, system = node.attributes.get("publicId", ""), node.attributes.get("systemId", "")
        return f"<!DOCTYPE {node.tag} {quote(public)} {quote(system)}>"
    if node.kind is Kind.DOCUMENT:
        return f"#document{_scroll(node)}"
    attributes = "".join(f" {name}={quote(value)}" for name, value in sorted(node.attributes.items()))
    return f"<{node.tag}{attributes}>{_state(node)}"


def _state(node: Node) -> str:
    words = _form(node)
    if node.modal:
        words += " .modal"
    if node.popover:
        words += " .popover"
    return words + _scroll(node)


def _form(node: Node) -> str:
    form = node.form
    if form is None:
        return ""
    words = "" if form.value is None else f" .value={quote(form.value)}"
    words += "" if form.default is None else f" .default={quote(form.default)}"
    flags = (("checked", form.checked), ("selected", form.selected), ("indeterminate", form.indeterminate))
    return words + "".join(f" .{name}" for name, on in flags if on)


def _scroll(node: Node) -> str:
    x, y = (math.floor(amount + 0.5) for amount in node.scroll)
    return f" .scroll={x},{y}" if x or y else ""


def _path(lines: list[str], at: int) -> str:
    """The elements above a line, told by its indentation."""
    names: list[str] = []
    depth = _depth(lines[at])
    for line in reversed(lines[1:at]):
        if _depth(line) < depth and line.strip().startswith(("<", "#")):
            depth = _depth(line)
            names.append(_name(line.strip()))
        if depth == 0:
            break
    return " > ".join(reversed(names)) or "page"


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _name(line: str) -> str:
    tag = line.removeprefix("#shadow ").lstrip("<").split(" ")[0].rstrip(">")
    marked = line.partition(' id="')[2].partition('"')[0]
    return f"{tag}#{marked}" if marked else tag
