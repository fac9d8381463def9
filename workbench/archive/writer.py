"""Writes an episode as it happens: append-only, every line handed to the system at once.

A process killed at any moment leaves a folder that opens again; at most the last line, the step in progress, is cut.
"""

import hashlib
import os
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import msgspec
import zstandard

from workbench.archive import layout
from workbench.archive.claim import Claim
from workbench.archive.codec import action_to_json, encode, to_json
from workbench.archive.failures import DiskTrouble
from workbench.domain.actions import Outcome
from workbench.domain.changes import Attempt, Change
from workbench.domain.episodes import FinalState, Header, InitialState
from workbench.domain.exchanges import Exchange
from workbench.domain.pages import PageAtEnd
from workbench.domain.steps import ConsoleEntry, Disturbance, DomEvent, Step

_LEVEL = 12


class EpisodeWriter:
    """The one who may write into an episode's folder, until ``finish`` or ``close``.

    Changes with every call. Raises DiskTrouble when the system refuses; what was written before stays readable.
    """

    def __init__(self, folder: Path, header: Header, initial: InitialState) -> None:
        self.folder = folder
        self._header = header
        self._streams: dict[str, IO[bytes]] = {}
        self._written_blobs: set[str] = set()
        try:
            (folder / layout.BLOBS).mkdir(parents=True)
            self._claim = Claim(folder)
        except OSError as error:
            raise DiskTrouble(folder, error) from error
        try:
            self._replace(layout.INITIAL, zstandard.compress(encode(initial), _LEVEL))
            write_header(folder, header)
        except DiskTrouble:
            self._claim.release()
            raise

    @classmethod
    def create(cls, folder: Path, header: Header, initial: InitialState) -> Self:
        """Make ``folder`` (which must not exist with blobs in it) and begin the episode."""
        return cls(folder, header, initial)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def step(self, step: Step) -> None:
        """Append a step that is complete."""
        self._append(layout.STEPS, step)

    def exchange(self, exchange: Exchange) -> None:
        self._append(layout.EXCHANGES, exchange)

    def change(self, change: Change) -> None:
        self._append(layout.CHANGES, change)

    def attempt(self, attempt: Attempt) -> None:
        self._append(layout.ATTEMPTS, attempt)

    def disturbance(self, disturbance: Disturbance) -> None:
        self._append(layout.DISTURBANCES, disturbance)

    def console(self, entry: ConsoleEntry) -> None:
        self._append(layout.CONSOLE, entry)

    def dom(self, event: DomEvent) -> None:
        self._append(layout.DOM, event)

    def outcome(self, outcome: Outcome, at: float) -> None:
        """The declared end."""
        self._append(layout.END, {"kind": "outcome", "at": at, "outcome": action_to_json(outcome)})

    def page_at_end(self, page: PageAtEnd) -> None:
        """What one tab showed when the end was declared."""
        self._append(layout.END, {"kind": "page", **to_json(page)})

    def interruption(self, reason: str) -> None:
        """A reason why this record can't be trusted; its verdict will be UNDECIDED."""
        self._append(layout.END, {"kind": "interruption", "reason": reason})

    def blob(self, data: bytes) -> str:
        """Store bytes once, under the SHA-256 of their content, which is returned. Text is compressed on disk."""
        name = hashlib.sha256(data).hexdigest()
        if name not in self._written_blobs:
            self._write_blob(name, data)
            self._written_blobs.add(name)
        return name

    def finish(self, final: FinalState) -> None:
        """Record the final state, compress the bulky streams, close."""
        self._append(layout.END, {"kind": "final", "final": to_json(final)})
        self.close()
        for name in layout.BULKY:
            self._seal(name)

    def close(self) -> None:
        """Let go of the files; safe to call twice."""
        for stream in self._streams.values():
            stream.close()
        self._streams.clear()
        self._claim.release()

    def _append(self, name: str, value: Any) -> None:
        path = self.folder / name
        try:
            stream = self._streams.get(name)
            if stream is None:
                stream = self._streams[name] = path.open("ab", buffering=0)
            stream.write(encode(value) + b"\n")
        except OSError as error:
            raise DiskTrouble(path, error) from error

    def _write_blob(self, name: str, data: bytes) -> None:
        path = self.folder / layout.BLOBS / name
        if is_picture(data):
            self._replace(str(path.relative_to(self.folder)), data)
        else:
            self._replace(f"{layout.BLOBS}/{name}{layout.SEALED}", zstandard.compress(data, _LEVEL))

    def _seal(self, name: str) -> None:
        path = self.folder / name
        if path.exists():
            self._replace(name + layout.SEALED, zstandard.compress(path.read_bytes(), 19))
            path.unlink()

    def _replace(self, name: str, data: bytes) -> None:
        replace_file(self.folder / name, data)


def write_header(folder: Path, header: Header) -> None:
    """Write ``episode.json`` anew, wholly or not at all."""
    replace_file(folder / layout.EPISODE, _pretty({"format": layout.FORMAT, **to_json(header)}))


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path`` so that a reader sees the old or the new content, never a part."""
    scratch = path.with_name(path.name + ".part")
    try:
        with scratch.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise DiskTrouble(path, error) from error


def is_picture(data: bytes) -> bool:
    """Whether the bytes are a JPEG or PNG, which compressing again would not shrink."""
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG"))


def _pretty(data: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"
