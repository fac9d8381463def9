"""Clicks on the evidence and on sentences, made into edits of the one text that the editor holds."""

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

Picked = Mapping[tuple[str, str], Meaning]


class Clicks(QObject):
    """Every click is one edit, which one undo takes back. ``made`` after each."""

    made = Signal()
    trouble = Signal(str, str)

    def __init__(self, editor: SpecEditor, pane: EvidencePane, sentences: SentencesPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._editor, self._pane = editor, pane
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

    def _make(self, edit_of: Callable[[str], Edit]) -> None:
        text = self._editor.toPlainText()
        try:
            edit = edit_of(text)
        except NotEditable as problem:
            self.trouble.emit(problem.what, problem.advice)
            return
        if edit.start != edit.stop or edit.text:
            self._editor.apply(edit)
            self.made.emit()
