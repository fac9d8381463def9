"""Clicks on the evidence and on sentences, made into edits of the one text that the editor holds."""

from collections import deque
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from workbench.authoring import clicking
from workbench.authoring.edits import Edit
from workbench.authoring.from_change import CellOffer, ChangeOffer
from workbench.authoring.meanings import Meaning
from workbench.authoring.outline import NotEditable
from workbench.authoring.proposals import Proposal
from workbench.domain.changes import Operation
from workbench.ui.author.editor import SpecEditor
from workbench.ui.author.evidence.pane import EvidencePane
from workbench.ui.author.sentences_panel import SentencesPanel
from workbench.ui.replay.background import Background

Picked = Mapping[tuple[str, str], Meaning]


class Clicks(QObject):
    """Every click is one edit, which one undo takes back. ``made`` after each."""

    made = Signal()
    trouble = Signal(str, str)

    def __init__(self, editor: SpecEditor, pane: EvidencePane, sentences: SentencesPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._editor, self._pane = editor, pane
        self._work = Background("author-clicks", self)
        self._waiting: deque[Callable[[str], Edit]] = deque()
        pane.changes.wanted.connect(self._say)
        pane.changes.meant.connect(self._mean)
        pane.changes.dropped.connect(self.drop)
        pane.untouched.wanted.connect(self._guard)
        pane.requests.accepted.connect(self.accept)
        pane.suggestions.accepted.connect(self.accept)
        pane.accepted.connect(self.accept)
        sentences.reasoned.connect(lambda id, because: self._make(lambda text: clicking.give_reason(text, id, because)))
        sentences.removed.connect(self.drop)

    def accept(self, proposals: tuple[Proposal, ...]) -> None:
        """Take proposals over."""
        self._make(lambda text: clicking.accept(text, proposals))

    def drop(self, clause: str) -> None:
        """Take a clause out."""
        self._make(lambda text: clicking.drop(text, clause))

    def _say(self, what: str, offered: ChangeOffer, picked: Picked) -> None:
        view = self._pane.view
        if view is not None:
            self._make(lambda text: clicking.say_of_change(text, view.ground, what, offered, picked))

    def _mean(self, clause: str, cell: CellOffer, meaning: Meaning) -> None:
        view = self._pane.view
        table = view.ground.table(self._pane.changes.table) if view is not None else None
        whole = table is not None and len(table.key) == 1
        self._make(lambda text: clicking.mean(text, clause, cell, meaning, whole_key=whole))

    def _guard(self, table: str, operations: tuple[Operation, ...], because: str) -> None:
        view = self._pane.view
        if view is not None:
            self._make(lambda text: clicking.guard(text, view.ground, table, operations, because))

    @property
    def idle(self) -> bool:
        """Whether every click has become an edit."""
        return not self._waiting

    def stop(self) -> None:
        """End the thread."""
        self._waiting.clear()
        self._work.stop()

    def _make(self, edit_of: Callable[[str], Edit]) -> None:
        """Reading a long spec takes its time: that is done on a thread, one click after the other."""
        self._waiting.append(edit_of)
        if len(self._waiting) == 1:
            self._begin()

    def _begin(self) -> None:
        text, edit_of = self._editor.toPlainText(), self._waiting[0]
        self._work.run("edit", lambda: edit_of(text), lambda edit: self._apply(text, edit), self._fail)

    def _apply(self, text: str, edit: Edit) -> None:
        if self._editor.toPlainText() != text:  # somebody typed meanwhile: the click means the text as it is now
            self._begin()
            return
        changed = edit.start != edit.stop or bool(edit.text)
        if changed:
            self._editor.apply(edit)
        self._go_on()
        if changed:
            self.made.emit()

    def _fail(self, error: Exception) -> None:
        self._go_on()
        if not isinstance(error, NotEditable):
            raise error
        self.trouble.emit(error.what, error.advice)

    def _go_on(self) -> None:
        self._waiting.popleft()
        if self._waiting:
            self._begin()
