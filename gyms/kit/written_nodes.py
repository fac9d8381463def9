"""YAML that a person wrote, with the line of every value, so that each complaint says where and what to write."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from gyms.kit.failures import BrokenWorkout

Plain = None | bool | int | float | str
"""What a single value can be; dates and times are ISO text."""


@dataclass(frozen=True)
class Node:
    """One value with its place."""

    value: object
    line: int
    """Counts from 1."""
    source: str
    """The file's name, for people."""

    def fail(self, what: str, advice: str) -> NoReturn:
        """Raises the complaint about this value."""
        raise BrokenWorkout(self.source, self.line, what, advice)

    @property
    def is_mapping(self) -> bool:
        """Whether it has entries by name."""
        return isinstance(self.value, CommentedMap)

    @property
    def is_list(self) -> bool:
        """Whether it has entries in a row."""
        return isinstance(self.value, CommentedSeq)

    def fields(self, name: str, known: tuple[str, ...] = ()) -> dict[str, "Node"]:
        """The entries by key, none outside of ``known`` where that is given; ``name`` is what a complaint calls it."""
        if not isinstance(self.value, CommentedMap):
            self.fail(f"{name} must have entries by name.", "Write it as `key: value` lines.")
        found = dict(self._entries(self.value))
        for key, node in found.items():
            if known and key not in known:
                node.fail(f"{name} can't say `{key}`.", f"Use one of: {', '.join(known)}.")
        return found

    def items(self, name: str) -> list["Node"]:
        """The entries of a list."""
        if not isinstance(self.value, CommentedSeq):
            self.fail(f"{name} must be a list.", "Write it as `[a, b]`.")
        places = self.value.lc
        lines = [places.item(at)[0] + 1 if places.data else self.line for at in range(len(self.value))]
        return [Node(item, line, self.source) for item, line in zip(self.value, lines, strict=True)]

    def text(self, name: str) -> str:
        """Text, never empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.fail(f"{name} must be text.", "Write a word or a quoted sentence.")
        return " ".join(str(self.value).split())

    def number(self, name: str) -> int:
        """A whole number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self.fail(f"{name} must be a whole number, not {self.value}.", "Write digits only.")
        return int(self.value)

    def plain(self, name: str) -> Plain:
        """A single value."""
        value = self.value
        if isinstance(value, bool) or value is None:
            return value
        if isinstance(value, datetime):
            return value.replace(tzinfo=None).isoformat()
        if isinstance(value, date):
            return value.isoformat()
        if not isinstance(value, int | float | str):
            self.fail(f"{name} must be a single value.", "Write a word, a number or a date.")
        kind = int if isinstance(value, int) else float if isinstance(value, float) else str
        return kind(value)  # ruamel's own kinds remember how they were written

    def _entries(self, mapping: CommentedMap) -> Iterator[tuple[str, "Node"]]:
        for key, value in mapping.items():
            line = mapping.lc.key(key)[0] + 1 if mapping.lc.data and key in mapping.lc.data else self.line
            yield str(key), Node(value, line, self.source)


def read(text: str, source: str) -> Node:
    """The whole file. Raises BrokenWorkout for what is no YAML."""
    loader = YAML(typ="rt")
    loader.allow_duplicate_keys = False
    try:
        return Node(loader.load(text), 1, source)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join((error.problem or "it is no YAML").split())
        raise BrokenWorkout(source, mark.line + 1 if mark else 1, f"{said}.", "Correct the YAML there.") from error
    except YAMLError as error:
        raise BrokenWorkout(source, 1, f"this is no YAML ({error}).", "Correct it.") from error
