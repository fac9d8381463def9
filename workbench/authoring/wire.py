"""What the window asks the examining process, and what it answers. Both are the same program, so frames are pickled."""

import pickle
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.authoring.examining import Examination
from workbench.authoring.rejudging_answers import Consequences, Loading, Rejudge
from workbench.authoring.tallying import AuditSummary, Tally

_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Survey:
    """Look at these spec files."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Examine:
    """Examine a text that is being written."""

    number: int
    text: str
    source: str
    recordings: Path


@dataclass(frozen=True, slots=True)
class Audit:
    """Audit a text; answered by Tally after Tally, then Audited."""

    text: str
    source: str
    recordings: Path


@dataclass(frozen=True, slots=True)
class Begin:
    """Write the first lines of a spec for a workout that has none."""

    workout: str


Question = Survey | Examine | Audit | Rejudge | Begin


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One spec file, without its golds."""

    path: Path
    errors: int
    problem: str = ""
    """The first error."""


@dataclass(frozen=True, slots=True)
class Examined:
    """``number`` is the question's."""

    number: int
    examination: Examination


@dataclass(frozen=True, slots=True)
class Audited:
    """The audit's last word about this text."""

    text: str
    summary: AuditSummary


@dataclass(frozen=True, slots=True)
class Begun:
    """A spec that demands nothing yet."""

    workout: str
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It could not be done."""

    what: str
    advice: str


Answer = Surveyed | Examined | Tally | Audited | Begun | Loading | Consequences | Refused


def framed(value: Question | Answer) -> bytes:
    """One frame: four bytes of length, then the pickle."""
    body = pickle.dumps(value)
    return _LENGTH.pack(len(body)) + body


@dataclass(slots=True)
class Frames:
    """Cuts a stream of bytes into values. Changes with ``feed``."""

    rest: bytes = b""

    def feed(self, data: bytes) -> tuple[Any, ...]:
        """The values that are complete now."""
        self.rest += data
        found = []
        while len(self.rest) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self.rest)[0]
            if len(self.rest) < end:
                break
            found.append(pickle.loads(self.rest[_LENGTH.size : end]))
            self.rest = self.rest[end:]
        return tuple(found)
