"""Plain data as the YAML that a person would write: on one line where it fits, else a line for each entry."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from workbench.domain.values import JsonValue

WIDTH = 118
"""Columns of the longest line that is written."""
_SWITCHES = frozenset(("y", "n", "yes", "no", "on", "off"))
"""Words that older readers of YAML, in editors above all, take for true and false, as they take 10:30 for 630."""


def in_line(value: JsonValue | Mapping[str, JsonValue]) -> str:
    """The value on one line: ``{id: the-visit, date: $date}``."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {in_line(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_line(item) for item in value) + "]"
    return _scalar(value) if isinstance(value, str) else json.dumps(value)


def entry_lines(key: str, value: JsonValue | Mapping[str, JsonValue], indent: int) -> list[str]:
    """``key: value`` as lines that begin with ``indent`` blanks, without line breaks."""
    lead, name = " " * indent, _scalar(key)
    line = f"{lead}{name}: {in_line(value)}"
    if len(line) <= WIDTH or not value or not isinstance(value, (Mapping, list)):
        return [line]
    if isinstance(value, list):
        return [f"{lead}{name}:", *(part for item in value for part in item_lines(item, indent + 2))]
    return [f"{lead}{name}:", *(part for inner, item in value.items() for part in entry_lines(inner, item, indent + 2))]


def item_lines(value: JsonValue | Mapping[str, JsonValue], indent: int, *, spread: bool = False) -> list[str]:
    """A list's item as lines. ``spread`` gives each entry of a mapping a line of its own, even where one would do."""
    lead = " " * indent
    line = f"{lead}- {in_line(value)}"
    if not isinstance(value, Mapping) or not value or (not spread and len(line) <= WIDTH):
        return [line]
    lines = [part for key, item in value.items() for part in entry_lines(key, item, indent + 2)]
    return [f"{lead}- {lines[0].lstrip()}", *lines[1:]]


def texts(values: Sequence[str]) -> list[JsonValue]:
    """A list of texts, as a value."""
    return list(values)


@lru_cache(maxsize=4096)
def _scalar(text: str) -> str:
    """Bare where that reads back as the same text, also within brackets; else in quotes."""
    bare = text and text == text.strip() and not any(letter in text for letter in "\n\t\"'{}[],#&*!|>%@`")
    bare = bare and text.lower() not in _SWITCHES and re.fullmatch(r"\d+(:\d+)+", text) is None
    return text if bare and _reads_back(text) else json.dumps(text, ensure_ascii=False)


def _reads_back(text: str) -> bool:
    try:
        return bool(YAML(typ="safe", pure=True).load(f"[{text}]") == [text])
    except (YAMLError, ValueError):
        return False
