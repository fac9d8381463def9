"""Reads files of profiles, so that each complaint names the file, the line and what to write instead::

evening:                                   # the profile's name
  about: Slow, and somebody else is at work, too.
  perturbations:                           # the first is outermost
    - P13: {least: 0.2, most: 0.8}         # an id with parameters
    - P25                                  # an id with its defaults
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, get_type_hints

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from gyms.kit.failures import BrokenProfile
from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.registry import parameters_of, registry

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_KEYS = ("about", "perturbations")


@dataclass(frozen=True)
class Written:
    """A profile as a file has it."""

    name: str
    about: str
    perturbations: tuple[Perturbation, ...]
    place: str
    """File and line where its name stands, for people."""


def read_profiles(path: Path) -> Iterator[Written]:
    """The profiles of a file in its order. Raises BrokenProfile."""
    content = _load(path)
    if not isinstance(content, CommentedMap):
        _fail(path, 0, "the file must hold profiles by name", "Write `name:`, and `about:` and `perturbations:` below.")
    for name, entry in content.items():
        line = content.lc.key(name)[0]
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            _fail(path, line, f"{name} is no name for a profile", "Use lower-case letters, digits, hyphens; no spaces.")
        if not isinstance(entry, CommentedMap):
            _fail(path, line, f"{name} says nothing", "Write `about:` and `perturbations:` below it, indented.")
        yield _profile(path, line, name, entry)


def _load(path: Path) -> object:
    loader = YAML(typ="rt")
    loader.allow_duplicate_keys = False
    try:
        return loader.load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        advice = "Correct that line; YAML cares about indentation, and no key may come twice."
        _fail(path, mark.line if mark else 0, f"this is not valid YAML: {error.problem or error.context}", advice)
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise BrokenProfile(f"{path} can't be read ({error}).", "Name a text file with profiles.") from error


def _profile(path: Path, line: int, name: str, entry: CommentedMap) -> Written:
    for key in entry:
        if key not in _KEYS:
            _fail(path, entry.lc.key(key)[0], f"{name} can't say {key}", "Use `about` and `perturbations`.")
    about = entry.get("about")
    if not isinstance(about, str) or not about.strip():
        _fail(path, line, f"{name} does not say what it is about", "Write `about: one sentence`.")
    listed = entry.get("perturbations")
    if not isinstance(listed, CommentedSeq):
        at = entry.lc.key("perturbations")[0] if "perturbations" in entry else line
        _fail(path, at, f"the perturbations of {name} must be a list", "Write `- P14` lines below it, or `[]`.")
    perturbations = tuple(_perturbation(path, listed.lc.item(index)[0], item) for index, item in enumerate(listed))
    return Written(name, " ".join(about.split()), perturbations, _place(path, line))


def _perturbation(path: Path, line: int, item: object) -> Perturbation:
    match item:
        case str():
            name, given = item, CommentedMap()
        case CommentedMap() if len(item) == 1:
            ((name, given),) = item.items()
            given = CommentedMap() if given is None else given
        case _:
            _fail(path, line, f"{item} is no perturbation", "Write `- P14`, or `- P14: {share: 0.1}`.")
    kind = registry().get(str(name))
    if kind is None:
        _fail(path, line, f"there is no perturbation {name}", f"There are: {', '.join(registry())}.")
    if not isinstance(given, CommentedMap):
        _fail(path, line, f"the parameters of {name} must be named", f"Write `- {name}: {{name: value}}`.")
    return kind(**_parameters(path, line, kind, given))


def _parameters(path: Path, line: int, kind: type[Perturbation], given: CommentedMap) -> Mapping[str, Any]:
    """The parameters that were given, each of the kind and in the bounds that the perturbation's field declares."""
    known = [parameter.name for parameter in parameters_of(kind)]
    kinds = get_type_hints(kind, include_extras=True)
    values: dict[str, Any] = {}
    for name, value in given.items():
        at = given.lc.key(name)[0] if given.lc.data else line
        if name not in known:
            advice = f"It has: {', '.join(known)}." if known else "It has no parameters."
            _fail(path, at, f"{kind.id} has no parameter {name}", advice)
        try:
            values[name] = msgspec.convert(_plain(value), kinds[name])
        except msgspec.ValidationError as error:
            _fail(path, at, f"{name} of {kind.id} can't be {_plain(value)}", f"{error}.")
    return values


def _plain(value: object) -> object:
    """YAML's values without the places they stand at."""
    if isinstance(value, CommentedSeq):
        return [_plain(item) for item in value]
    if isinstance(value, CommentedMap):
        return {key: _plain(item) for key, item in value.items()}
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value


def _place(path: Path, line: int) -> str:
    return f"{path}, line {line + 1}"


def _fail(path: Path, line: int, what: str, advice: str) -> NoReturn:
    """``line`` counts from 0, as the YAML reader does."""
    raise BrokenProfile(f"{_place(path, line)}: {what}.", advice)
