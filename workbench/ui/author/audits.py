"""The audits of this day: one that runs, and what came of the others, by file. No Qt."""

from dataclasses import dataclass, field
from pathlib import Path

from workbench.authoring.tallying import AuditSummary, Tally
from workbench.authoring.wire import Audited


@dataclass(slots=True)
class Audits:
    """Changes with ``begin``, ``count`` and ``end``."""

    tally: Tally = field(default_factory=Tally)
    """How far the last one that was begun has come."""
    path: Path | None = None
    """The file that it is about."""
    _before: dict[Path, AuditSummary] = field(default_factory=dict)
    _done: dict[Path, Audited] = field(default_factory=dict)

    def begin(self, path: Path) -> None:
        """An audit of this file begins."""
        self.path, self.tally = path, Tally()

    def count(self, tally: Tally) -> None:
        """It has come so far."""
        self.tally = tally

    def end(self, audited: Audited) -> None:
        """It is done."""
        if self.path is None:
            return
        earlier = self._done.get(self.path)
        if earlier is not None and earlier.text != audited.text:
            self._before[self.path] = earlier.summary
        self._done[self.path] = audited

    def of(self, path: Path | None) -> Audited | None:
        """The last finished audit of a file."""
        return self._done.get(path) if path is not None else None

    def before(self, path: Path | None) -> AuditSummary | None:
        """What came of the text before the one that was audited last; None where there was none."""
        return self._before.get(path) if path is not None else None

    def summary(self, path: Path, text: str) -> AuditSummary | None:
        """What came of auditing this very text."""
        audited = self._done.get(path)
        return audited.summary if audited is not None and audited.text == text else None
