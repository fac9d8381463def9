"""YAML with a place for every value, so that each complaint can point at its line and column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from workbench.domain.values import Scalar
from workbench.verifier.problems import Place, SpecProblem


@dataclass(frozen=True, slots=True)
class Node:
    """One YAML value with its place and the file it stands in."""

    value: object
    place: Place
    source: str
    named: Place | None = None
    """Where its key stands, for an entry of a mapping."""

    def fail(self, what: str, advice: str, rule: str = "syntax") -> NoReturn:
        """Raises the problem that this node is."""
        raise SpecProblem(what, advice, source=self.source, place=self.place, rule=rule)

    def fields(self, name: str) -> Mapping[str, "Node"]:
        """The node's entries by key; ``name`` is what a complaint calls it."""
        if not isinstance(self.value, CommentedMap):
            self.fail(f"{name} must be a mapping, not {_kind(self.value)}.", "Write it as `key: value` lines.")
        return {key: node for key, _, node in self._pairs()}

    def only_fields(self, name: str, known: tuple[str, ...]) -> Mapping[str, "Node"]:
        """The node's entries, none of them outside ``known``."""
        fields = self.fields(name)
        for key, place, _ in self._pairs():
            if key not in known:
                advice = f"Use one of: {', '.join(known)}."
                raise SpecProblem(f"{name} has no key `{key}`.", advice, source=self.source, place=place)
        return fields

    def items(self, name: str) -> tuple["Node", ...]:
        """The node's list entries."""
        if not isinstance(self.value, CommentedSeq):
            self.fail(f"{name} must be a list, not {_kind(self.value)}.", "Write it as `- item` lines or `[a, b]`.")
        places = self.value.lc
        return tuple(Node(item, _place(places.item(index)), self.source) for index, item in enumerate(list(self.value)))

    def text(self, name: str) -> str:
        """The node's text, never empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.fail(f"{name} must be text, not {_kind(self.value)}.", "Write a word or a quoted sentence.")
        return str(self.value)

    def number(self, name: str, *, at_least: int) -> int:
        """The node's whole number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value < at_least:
            self.fail(
                f"{name} must be a whole number from {at_least} up, not {_kind(self.value)}.",
                f"Write {at_least} or more.",
            )
        return int(self.value)

    def scalar(self, name: str) -> Scalar:
        """The node's scalar in domain form: dates and times become ISO strings."""
        value = self.value
        if isinstance(value, datetime):
            return datetime.isoformat(value.replace(tzinfo=None) if value.tzinfo is None else value)
        if isinstance(value, (date, time)):
            return value.isoformat()
        for kind in (bool, int, float, str):
            if isinstance(value, kind):
                return kind(value)
        if value is not None:
            self.fail(f"{name} must be one plain value, not {_kind(value)}.", "Write a number, text, true or null.")
        return None

    def is_mapping(self) -> bool:
        return isinstance(self.value, CommentedMap)

    def is_list(self) -> bool:
        return isinstance(self.value, CommentedSeq)

    def _pairs(self) -> Iterator[tuple[str, Place, "Node"]]:
        mapping = self.value
        assert isinstance(mapping, CommentedMap)
        for key, value in mapping.items():
            place = _place(mapping.lc.key(key))
            if not isinstance(key, str):
                raise SpecProblem(
                    f"The key `{key}` must be text.", "Put it in quotes.", source=self.source, place=place
                )
            yield key, place, Node(value, _place(mapping.lc.value(key)), self.source, place)


def read(text: str, source: str) -> Node:
    """The root of a YAML document that is a mapping."""
    loader = YAML(typ="rt")
    loader.allow_duplicate_keys = False
    try:
        value = loader.load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        what = f"This is not valid YAML: {error.problem or error.context}."
        advice = "Correct the line; YAML cares about indentation."
        if "mapping values are not allowed" in what:
            advice = "Put text that contains a colon and a space, such as an expression, in quotes."
        raise SpecProblem(what, advice, source=source, place=place) from None
    except YAMLError as error:
        what = f"This is not valid YAML: {' '.join(str(error).split())}."
        raise SpecProblem(what, "Remove what YAML does not allow.", source=source, place=Place(1, 1)) from None
    if not isinstance(value, CommentedMap):
        raise SpecProblem(
            f"A spec is a mapping, not {_kind(value)}.",
            "Begin with `version: 1`.",
            source=source,
            place=Place(1, 1),
        )
    return Node(value, Place(1, 1), source)


def _place(pair: tuple[int, int]) -> Place:
    return Place(pair[0] + 1, pair[1] + 1)


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, CommentedMap):
        return "a mapping"
    if isinstance(value, CommentedSeq):
        return "a list"
    return f"`{value}`"
