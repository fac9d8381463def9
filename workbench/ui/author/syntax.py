"""YAML in coloured spans, by line: Pygments reads it, the two palettes here say how it looks. No Qt."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pygments.lexers import YamlLexer
from pygments.token import Comment, Keyword, Literal, Name, Number, String, Token

_REFERENCE = re.compile(r"\$\$?[A-Za-z_][\w.-]*")
_TOP = re.compile(r"^[A-Za-z_]\w*(?=:)")


@dataclass(frozen=True, slots=True)
class Run:
    """A few characters of one line in one style; counted as Python counts them."""

    start: int
    length: int
    style: str
    """section, key, text, reference, constant, comment or sign."""


LIGHT: Final = {
    "section": "#1d2430",
    "key": "#2c4cc4",
    "text": "#6b4a9e",
    "reference": "#0b7285",
    "constant": "#9c4668",
    "comment": "#7a8494",
    "sign": "#8a93a1",
}
DARK: Final = {
    "section": "#f1f4f9",
    "key": "#93abff",
    "text": "#c6a6f5",
    "reference": "#5cc8d8",
    "constant": "#f0a3c0",
    "comment": "#7d8797",
    "sign": "#6f7988",
}
_STYLES: Final = (
    (Comment, "comment"),
    (Name.Tag, "key"),
    (String, "text"),
    (Literal.Scalar.Plain, ""),
    (Keyword, "constant"),
    (Number, "constant"),
    (Name.Constant, "constant"),
    (Token.Punctuation, "sign"),
)
_CONSTANT = re.compile(r"(true|false|null|-?\d+(\.\d+)?|\d{4}-\d\d-\d\d|\d+(ms|s|m|h))$")


def runs(text: str) -> tuple[tuple[Run, ...], ...]:
    """The styled runs of each line."""
    lines: list[list[Run]] = [[] for _ in range(text.count("\n") + 1)]
    line = column = 0
    for token, value in YamlLexer(stripnl=False, ensurenl=False).get_tokens(text):
        style = _style_of(token)
        for number, piece in enumerate(value.split("\n")):
            if number:
                line, column = line + 1, 0
            if piece.strip() and line < len(lines):
                lines[line] += _styled(piece, column, style)
            column += len(piece)
    return tuple(map(tuple, lines))


@lru_cache(maxsize=200)
def _style_of(token: object) -> str:
    return next((style for kind, style in _STYLES if token in kind), "")


def _styled(piece: str, column: int, style: str) -> list[Run]:
    column, piece = column + len(piece) - len(piece.lstrip(" ")), piece.lstrip(" ")
    if style == "key" and column == 0 and _TOP.match(f"{piece}:"):
        style = "section"
    elif not style and _CONSTANT.match(piece.strip()):
        style = "constant"
    made = [Run(column, len(piece), style)] if style and piece else []
    if style in ("", "text") and "$" in piece:
        made += [Run(column + found.start(), len(found.group()), "reference") for found in _REFERENCE.finditer(piece)]
    return made
