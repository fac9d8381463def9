"""Opens episodes. Reading never changes a file, and a verdict is never read: it is always computed anew."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import zstandard

from workbench.archive import layout
from workbench.archive.codec import (
    final_from_json,
    header_from_json,
    initial_from_json,
    outcome_from_json,
    step_from_json,
)
from workbench.archive.failures import DamagedEpisode, NewerEpisode, NotAnEpisode
from workbench.archive.migrations import Content, modernise
from workbench.domain.changes import Attempt, Change
from workbench.domain.episodes import Episode, Header, RunRecord
from workbench.domain.exchanges import Exchange
from workbench.domain.pages import PageAtEnd
from workbench.domain.steps import ConsoleEntry, Disturbance, DomEvent

T = TypeVar("T")

_RUN_STREAMS = (layout.EXCHANGES, layout.CHANGES, layout.ATTEMPTS, layout.DISTURBANCES, layout.END)
CUT_SHORT = "The recording was cut off before its end."


def open_header(folder: Path) -> Header:
    """Only what ``episode.json`` says. Raises NotAnEpisode, DamagedEpisode or NewerEpisode."""
    content = modernise({layout.EPISODE: _read_episode_json(folder)}, folder)
    return _header(folder, content)


def open_run(folder: Path) -> RunRecord:
    """All that a verdict needs, without DOM, pixels, console and steps.

    Raises NotAnEpisode, DamagedEpisode or NewerEpisode. A stream whose last line was cut off by a crash opens; the
    record then says so among its interruptions.
    """
    return _run(folder, *_content(folder, _RUN_STREAMS))


def open_episode(folder: Path) -> Episode:
    """The whole episode but its blobs. Raises as ``open_run`` does."""
    content, cut = _content(folder, layout.STREAMS)
    return Episode(
        run=_run(folder, content, cut),
        steps=_each(folder, layout.STEPS, content[layout.STEPS], step_from_json),
        dom=_many(folder, layout.DOM, content[layout.DOM], DomEvent),
        console=_many(folder, layout.CONSOLE, content[layout.CONSOLE], ConsoleEntry),
    )


def read_blob(folder: Path, name: str) -> bytes:
    """The bytes stored under that hash. Raises DamagedEpisode when they are missing or are not what the hash says."""
    plain = folder / layout.BLOBS / name
    packed = plain.with_name(name + layout.SEALED)
    try:
        data = plain.read_bytes() if plain.exists() else zstandard.decompress(packed.read_bytes())
    except (OSError, zstandard.ZstdError) as error:
        raise DamagedEpisode(plain, f"its content can't be read ({error})") from error
    if hashlib.sha256(data).hexdigest() != name:
        raise DamagedEpisode(plain, "its content does not match its name")
    return data


def _run(folder: Path, content: Content, cut: tuple[str, ...]) -> RunRecord:
    run = RunRecord(
        header=_header(folder, content),
        initial=_initial(folder),
        changes=_many(folder, layout.CHANGES, content[layout.CHANGES], Change),
        final=None,
        exchanges=_many(folder, layout.EXCHANGES, content[layout.EXCHANGES], Exchange),
        outcome=None,
        attempts=_many(folder, layout.ATTEMPTS, content[layout.ATTEMPTS], Attempt),
        disturbances=_many(folder, layout.DISTURBANCES, content[layout.DISTURBANCES], Disturbance),
        interruptions=cut,
    )
    for number, line in enumerate(content[layout.END], start=1):
        run = _guard(folder / layout.END, number, partial(_with_end, run, line))
    return run if run.final else replace(run, interruptions=(*run.interruptions, CUT_SHORT))


def _with_end(run: RunRecord, line: dict[str, Any]) -> RunRecord:
    match line["kind"]:
        case "outcome":
            return replace(run, outcome=outcome_from_json(line["outcome"]), outcome_at=float(line["at"]))
        case "page":
            return replace(run, pages=(*run.pages, msgspec.convert(line, PageAtEnd)))
        case "interruption":
            return replace(run, interruptions=(*run.interruptions, str(line["reason"])))
        case "final":
            return replace(run, final=final_from_json(line["final"]))
        case other:
            raise msgspec.ValidationError(f"unknown kind {other!r}")


def _header(folder: Path, content: Content) -> Header:
    return _guard(folder / layout.EPISODE, None, lambda: header_from_json(content[layout.EPISODE]))


def _initial(folder: Path) -> Any:
    path = folder / layout.INITIAL
    return _guard(path, None, lambda: initial_from_json(msgspec.json.decode(zstandard.decompress(path.read_bytes()))))


def _content(folder: Path, names: Iterable[str]) -> tuple[Content, tuple[str, ...]]:
    content: Content = {layout.EPISODE: _read_episode_json(folder)}
    cut: list[str] = []
    for name in names:
        content[name], whole = _read_lines(folder / name)
        if not whole:
            cut.append(f"The last line of {name} was cut off.")
    return modernise(content, folder), tuple(cut)


def _read_episode_json(folder: Path) -> dict[str, Any]:
    path = folder / layout.EPISODE
    if not path.exists():
        raise NotAnEpisode(folder)
    data = _guard(path, None, lambda: msgspec.json.decode(path.read_bytes()))
    if not isinstance(data, dict) or not isinstance(data.get("format"), int):
        raise DamagedEpisode(path, "it does not say its format")
    if data["format"] > layout.FORMAT:
        raise NewerEpisode(folder, data["format"], layout.FORMAT)
    return data


def _read_lines(path: Path) -> tuple[list[Any], bool]:
    """All lines of a stream, sealed or not, and whether its last line is whole."""
    sealed = path.with_name(path.name + layout.SEALED)
    if sealed.exists():
        data = _guard(sealed, None, lambda: zstandard.decompress(sealed.read_bytes()))
    elif path.exists():
        data = _guard(path, None, path.read_bytes)
    else:
        return [], True
    *lines, rest = data.split(b"\n")
    return _decoded(path, lines), not rest


def _decoded(path: Path, lines: list[bytes]) -> list[Any]:
    decoder = msgspec.json.Decoder()
    try:
        values = decoder.decode(b"[" + b",".join(lines) + b"]")  # at once: a third of the time
        if len(values) == len(lines):
            return list(values)
    except msgspec.MsgspecError:
        pass  # line by line, to name the one that is damaged
    return [_guard(path, number, partial(decoder.decode, line)) for number, line in enumerate(lines, 1)]


def _many(folder: Path, name: str, lines: list[Any], kind: type[T]) -> tuple[T, ...]:
    try:
        return tuple(msgspec.convert(lines, list[kind]))  # type: ignore[valid-type]
    except msgspec.ValidationError:
        return _each(folder, name, lines, lambda line: msgspec.convert(line, kind))  # to name the line


def _each(folder: Path, name: str, lines: list[Any], make: Callable[[Any], T]) -> tuple[T, ...]:
    return tuple(_guard(folder / name, number, partial(make, line)) for number, line in enumerate(lines, start=1))


def _guard(path: Path, line: int | None, read: Callable[[], T]) -> T:
    try:
        return read()
    except (
        msgspec.MsgspecError,
        zstandard.ZstdError,
        OSError,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
    ) as error:
        raise DamagedEpisode(path, f"{type(error).__name__}: {error}", line) from error
