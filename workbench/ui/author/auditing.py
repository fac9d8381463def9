"""When the open spec is audited: asked for, or by itself once the clicking rests."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.authoring.examining import Examination
from workbench.authoring.tallying import AuditSummary, Tally
from workbench.authoring.wire import Audited
from workbench.ui.author.audit_panel import AuditPanel
from workbench.ui.author.audits import Audits
from workbench.ui.author.draft import Draft
from workbench.ui.author.examinations import Examinations

_AFTER = 1_500
"""Milliseconds after a click until the audit of what it made begins."""


class Auditing(QObject):
    """Holds the audits of this day, and whether they follow clicks by themselves."""

    moved = Signal()
    """An audit began, has come further, or ended."""
    done = Signal()
    """There is a finished audit that was not there before."""

    def __init__(
        self,
        examinations: Examinations,
        draft: Callable[[], Draft | None],
        examination: Callable[[], Examination | None],
        parent: QObject,
    ) -> None:
        """``draft`` tells which is in hand, ``examination`` what was said of it last."""
        super().__init__(parent)
        self.audits = Audits()
        self.follows = True
        self._examinations, self._draft, self._examination = examinations, draft, examination
        self._rest = QTimer(self, singleShot=True, interval=_AFTER)
        self._rest.timeout.connect(self._follow)
        examinations.tallied.connect(self._count)
        examinations.audited.connect(self._end)
        examinations.audit_ended.connect(self.moved)

    def begin(self) -> None:
        """Audit the draft as it is now; one that is running is about an older text."""
        draft = self._draft()
        if draft is not None:
            self.audits.begin(draft.path)
            self._examinations.audit(draft.text, str(draft.path))
            self.moved.emit()

    def clicked(self) -> None:
        """A click has made an edit: audit it once the clicking rests, if audits follow."""
        if self.follows:
            self._rest.start()

    def switch(self) -> None:
        """Let audits follow clicks by themselves, or no longer."""
        self.follows = not self.follows

    def stop(self) -> None:
        """Begin none by itself any more."""
        self._rest.stop()

    def summary(self) -> AuditSummary | None:
        """What came of auditing the draft's very text."""
        draft = self._draft()
        return self.audits.summary(draft.path, draft.text) if draft is not None else None

    def show_in(self, panel: AuditPanel) -> None:
        """The audit of the file in hand, as far as there is one."""
        draft = self._draft()
        path = draft.path if draft is not None else None
        audited = self.audits.of(path)
        if self._examinations.auditing and path == self.audits.path:
            panel.show_tally(self.audits.tally)
        elif audited is not None and draft is not None:
            stale = audited.text != draft.text
            panel.show_summary(audited.summary, stale=stale, before=self.audits.before(path))
        else:
            panel.clear()

    def _follow(self) -> None:
        known, draft = self._examination(), self._draft()
        ready = known is not None and known.readable and known.golds > 0
        if self.follows and ready and draft is not None and draft.dirty:
            self.begin()

    def _count(self, tally: Tally) -> None:
        self.audits.count(tally)
        self.moved.emit()

    def _end(self, audited: Audited) -> None:
        self.audits.end(audited)
        self.done.emit()
