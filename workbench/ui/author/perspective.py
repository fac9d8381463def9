"""Author: one spec in an editor, and beside it what it says and how well it tells right from wrong."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from workbench.archive.specs import spec_path
from workbench.authoring.completing import Completion, complete
from workbench.authoring.edits import Edit
from workbench.authoring.examining import Examination
from workbench.authoring.signing import signing
from workbench.authoring.wire import Surveyed
from workbench.session.folders import Folders
from workbench.session.messages import TaskRequest
from workbench.ui.author import saying
from workbench.ui.author.audit_panel import AuditPanel
from workbench.ui.author.auditing import Auditing
from workbench.ui.author.audits import Audits
from workbench.ui.author.clicks import Clicks
from workbench.ui.author.columns import Columns
from workbench.ui.author.commands import author_actions
from workbench.ui.author.consequences import StoredVerdicts
from workbench.ui.author.draft import Draft
from workbench.ui.author.editor import SpecEditor
from workbench.ui.author.editor_pane import EditorPane
from workbench.ui.author.evidence.pane import EvidencePane
from workbench.ui.author.evidence.viewing import View
from workbench.ui.author.examinations import Examinations
from workbench.ui.author.files import SpecFiles
from workbench.ui.author.find_bar import FindBar
from workbench.ui.author.flips_panel import FlipsPanel
from workbench.ui.author.opening import Opening
from workbench.ui.author.remarks import remarks_of
from workbench.ui.author.rows import clause_at, spec_name
from workbench.ui.author.saving import Saving
from workbench.ui.author.sentences_panel import SentencesPanel
from workbench.ui.author.shelf import Shelf
from workbench.ui.author.specs_panel import SpecsPanel
from workbench.ui.author.toolbar import BOTH, EVIDENCE, SENTENCES, SPECS, YAML, AuthorToolbar
from workbench.ui.author.trial_panel import TrialPanel
from workbench.ui.models.offer import CLEAN, Offer
from workbench.ui.models.status_items import StatusItem
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.theme import Theme
from workbench.verifier.audit import Survivor

SCOPE = "author"


class AuthorPerspective(QWidget):
    """Holds the draft, what was said of it, and the audits of this day. ``shutdown`` before it is deleted."""

    changed = Signal()
    """The headline or the status are others now."""
    started = Signal(object)
    """A TaskRequest: the user wants to do what the spec judges."""
    new_wanted = Signal()
    """The user wants a new workout."""
    trouble = Signal(str, str)

    def __init__(self, theme: Theme, table: ActionTable, folders: Folders) -> None:
        super().__init__()
        self.setObjectName("author")
        self.draft: Draft | None = None
        self.examination: Examination | None = None
        self._table, self._folders = table, folders
        self._begun = False
        self._profiles: tuple[str, ...] = (CLEAN,)
        self.files = SpecFiles(folders.specs, self)
        self.examinations = Examinations(folders.recordings, self)
        self.editor = SpecEditor(theme)
        self._saving = Saving(self.files, self.editor, lambda: self.draft, self)
        self._opening = Opening(folders.specs, self.files, self.examinations, self._saving, lambda: self.draft)
        self._auditing = Auditing(self.examinations, lambda: self.draft, lambda: self.examination, self)
        self._shelf = Shelf(self.audits)
        self.search = FindBar(theme, self.editor)
        table.add(author_actions(self._runs(), self._when()), SCOPE)
        self.specs = SpecsPanel(theme)
        self.pane = EditorPane(theme, table, self.editor, self.search)
        self.sentences = SentencesPanel(theme)
        self.audit = AuditPanel(theme, table)
        self.flips = FlipsPanel(theme)
        self.trials = TrialPanel(theme, folders)
        self.stored = StoredVerdicts(folders.recordings, self)
        self.evidence = EvidencePane(theme, folders.specs, folders.recordings)
        self.clicks = Clicks(self.editor, self.evidence, self.sentences, self)
        self.toolbar = AuthorToolbar(theme, table)
        self._lay_out()
        self._connect()

    def know(self, offer: Offer) -> None:
        """The gyms' offer: under which profiles a spec can be tried."""
        self._profiles = tuple(profile.name for profile in offer.profiles) or (CLEAN,)

    @property
    def audits(self) -> Audits:
        """The audits of this day."""
        return self._auditing.audits

    @property
    def dirty(self) -> bool:
        """Whether there are edits that are not saved."""
        return self.draft is not None and self.draft.dirty

    @property
    def headline(self) -> tuple[str, str, str]:
        """Sentence, badge and its tone, for the window's bar."""
        return saying.headline(self.draft, self.audits.of(self.draft.path if self.draft is not None else None))

    @property
    def status(self) -> tuple[StatusItem, ...]:
        """What the status strip says of it."""
        if self.draft is None:
            return (StatusItem("spec", "No spec is open"), StatusItem("audit", ""))
        line, column = self.editor.place
        where = saying.whereabouts(line, column, clause_at(self.sentences.clauses, line))
        auditing = self.audits.path if self.examinations.auditing else None
        progress = saying.progress(auditing, self.audits.tally, self.examination)
        return (saying.validity(self.examination), where, saying.saved(self.draft), progress)

    def open_spec(self, path: Path, line: int = 0, column: int = 1) -> None:
        """Open a file, at a line if one is given; edits of the one before are asked about first."""
        self._opening.open(path, line, column)

    def open_workout(self, workout: str, line: int = 0) -> None:
        """Open the spec of a workout."""
        self.open_spec(spec_path(self._folders.specs, workout), line)

    def settle(self, then: Callable[[], Any]) -> None:
        """Do something that would lose edits: at once where there are none, else once the user has said so."""
        self._saving.settle(then)

    def shutdown(self) -> None:
        """End the processes and join the threads."""
        self._auditing.stop()
        self.examinations.stop()
        self.stored.stop()
        self.trials.stop()
        self.clicks.stop()
        self.evidence.shutdown()
        self.files.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self.files.list_specs()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, *, specs: bool | None = None, evidence: bool | None = None, form: str = "") -> None:
        """Show or hide the list of specs and the evidence; show the spec as ``sentences``, ``yaml`` or ``both``."""
        self._columns.arrange(specs=specs, evidence=evidence, form=form)

    def _lay_out(self) -> None:
        self.results = QTabWidget()
        self.results.setObjectName("author.results")
        self.results.setDocumentMode(True)
        for title, panel in (("Audit", self.audit), ("If you save this", self.flips), ("Trials", self.trials)):
            self.results.addTab(panel, title)
        self.results.currentChanged.connect(self._show_trials)
        self._columns = Columns(self.toolbar, self.specs, self.evidence, self.pane, self.sentences, self.results)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._columns)

    def _show_line(self, line: int, column: int) -> None:
        """A place in the text is asked for: the text must be in sight."""
        self._columns.show_text()
        self.editor.go_to(line, column)

    def _connect(self) -> None:
        files, examinations, editor = self.files, self.examinations, self.editor
        saving, auditing = self._saving, self._auditing
        files.listed.connect(self._list)
        files.read.connect(self._show)
        self._opening.here.connect(self._show_line)
        saving.differs.connect(self.pane.disk.setVisible)
        saving.minded.connect(self._minded)
        saving.written.connect(self._written)
        files.trouble.connect(self._trouble)
        examinations.examined.connect(self._examined)
        examinations.surveyed.connect(self._surveyed)
        auditing.moved.connect(self._show_audit)
        auditing.done.connect(self._audit_done)
        examinations.trouble.connect(self.trouble)
        examinations.begun.connect(lambda workout, text: self._show(spec_path(self._folders.specs, workout), text, ""))
        self._columns.shown.connect(self._table.refresh)
        self.toolbar.new.clicked.connect(self.new_wanted)
        self.stored.judged.connect(self.flips.show_consequences)
        self.stored.loading.connect(self.flips.show_loading)
        self.stored.trouble.connect(self.trouble)
        self.flips.went.connect(self._see)
        self.evidence.viewed.connect(self._viewed)
        self.evidence.trouble.connect(self.trouble)
        self.clicks.trouble.connect(self.trouble)
        self.clicks.made.connect(self._clicked)
        self.sentences.shown.connect(self._show_line)
        self.sentences.pointed.connect(self._point_at)
        editor.textChanged.connect(self._typed)
        editor.moved.connect(self._moved)
        editor.completer.ask = self._complete
        editor.completer.insert = self._insert
        self.specs.wanted.connect(self.open_spec)
        self.sentences.went.connect(self._go_to)
        self.audit.went.connect(self._show_line)
        self.audit.signed.connect(self._sign)
        self.pane.disk.load.clicked.connect(saving.take_other)
        self.pane.disk.keep.clicked.connect(saving.keep_own)

    def _runs(self) -> Mapping[str, Callable[[], Any]]:
        return {
            "save": self._saving.save,
            "undo": self.editor.undo,
            "redo": self.editor.redo,
            "find": self.search.open,
            "find_next": self.search.next,
            "find_previous": self.search.previous,
            "complete": self.editor.completer.open,
            "next_remark": lambda: self.pane.step(1),
            "previous_remark": lambda: self.pane.step(-1),
            "audit": self._auditing.begin,
            "cancel_audit": self.examinations.cancel,
            "start": self._start,
            "wrap": lambda: self.editor.set_wrap(not self.editor.wraps),
            "reload": self.files.look,
            "suggest": self._suggest,
            "quietly": self._auditing.switch,
            "sentences": lambda: self.arrange(form=SENTENCES),
            "yaml": lambda: self.arrange(form=YAML),
            "both": lambda: self.arrange(form=BOTH),
            "show_specs": lambda: self.arrange(specs=not self.toolbar.shows(SPECS)),
            "show_evidence": lambda: self.arrange(evidence=not self.toolbar.shows(EVIDENCE)),
        }

    def _when(self) -> Mapping[str, Callable[[], bool]]:
        return {
            "open": lambda: self.draft is not None,
            "save": lambda: self.dirty,
            "undo": lambda: self.draft is not None and self.editor.document().isUndoAvailable(),
            "redo": lambda: self.draft is not None and self.editor.document().isRedoAvailable(),
            "audit": lambda: self.examination is not None and self.examination.readable,
            "cancel_audit": lambda: self.examinations.auditing,
            "start": lambda: self.examination is not None and bool(self.examination.workout),
            "wrapped": lambda: self.editor.wraps,
            "suggest": lambda: self.evidence.view is not None,
            "audits": lambda: self._auditing.follows,
            "always": lambda: True,
        }

    def _list(self, paths: tuple[Path, ...]) -> None:
        self._shelf.hold(paths)
        self._show_specs()
        self.examinations.survey(paths)
        if self.draft is None and not self._opening.waiting and paths:
            self.open_spec(paths[0])

    def _show(self, path: Path, text: str, disk: str | None = None) -> None:
        """The file was read, or is to be written for the first time: it is the draft now."""
        place = self._opening.arrived(path)
        self.draft, self.examination = Draft(path, text, text if disk is None else disk), None
        self.sentences.clear()
        self.pane.disk.hide()
        self.pane.show_file(path, spec_name(path))
        self.editor.load(text)
        self.examinations.examine(text, str(path), now=True)
        self.flips.clear()
        self._show_trials(self.results.currentIndex())
        self.evidence.show_text(text, str(path), now=True)
        self.evidence.show_workout(spec_name(path))
        self._judge_stored(now=True)
        if place is not None:
            self._show_line(*place)
        self._show_specs()
        self._show_audit()

    def _typed(self) -> None:
        if self.draft is None or self.editor.toPlainText() == self.draft.text:
            return
        was_dirty, self.draft.text = self.draft.dirty, self.editor.toPlainText()
        self.examinations.examine(self.draft.text, str(self.draft.path))
        self.evidence.show_text(self.draft.text, str(self.draft.path))
        self._judge_stored()
        if self.draft.dirty != was_dirty:
            self._show_specs()
        self._show_remarks()
        self._show_audit()

    def _moved(self, line: int, _column: int) -> None:
        self.sentences.stand_at(line)
        self.changed.emit()

    def _judge_stored(self, *, now: bool = False) -> None:
        if self.draft is not None:
            draft = self.draft
            self.stored.ask(draft.text, draft.disk, str(draft.path), self.evidence.folder, now=now)

    def _show_trials(self, tab: int) -> None:
        if self.results.widget(tab) is self.trials and self.draft is not None:
            draft = self.draft
            self.trials.show_workout(spec_name(draft.path), self._profiles, text=lambda: draft.text)

    def _viewed(self, view: View) -> None:
        self.flips.show_shown(view.opened.folder)
        self._tell()

    def _see(self, folder: Path) -> None:
        self.arrange(evidence=True)
        self.evidence.open_episode(folder)

    def _suggest(self) -> None:
        self.arrange(evidence=True)
        self.evidence.suggest()

    def _go_to(self, line: int, column: int) -> None:
        """Stand at a clause; the keyboard stays where it is while the text is out of sight."""
        if self.pane.isVisible():
            self.editor.go_to(line, column)
        else:
            self.sentences.stand_at(line)

    def _point_at(self, clause: str) -> None:
        """Show the change that the clause takes in the episode in view."""
        view = self.evidence.view
        taken = [seq for seq, id in view.replay.verdict.charges.items() if id == clause] if view is not None else []
        if taken:
            self.evidence.changes.choose(taken[0])

    def _clicked(self) -> None:
        """A click has made an edit: examine it at once, and audit it once the clicking rests."""
        if self.draft is not None:
            self.examinations.examine(self.draft.text, str(self.draft.path), now=True)
            self._auditing.clicked()

    def _examined(self, examination: Examination) -> None:
        self.examination = examination
        self.sentences.show_examination(examination)
        self._show_remarks()
        self._tell()

    def _show_remarks(self) -> None:
        if self.draft is None or self.examination is None:
            return
        remarks = remarks_of(self.examination.marks, self._auditing.summary())
        self.pane.show_remarks(remarks, readable=self.examination.readable)

    def _written(self, path: Path) -> None:
        self.examinations.survey((path,))
        self._minded()

    def _minded(self) -> None:
        self._show_specs()
        self._tell()

    def _audit_done(self) -> None:
        self._show_remarks()
        self._show_specs()

    def _show_audit(self) -> None:
        self._auditing.show_in(self.audit)
        self._tell()

    def _sign(self, survivor: Survivor) -> None:
        self.editor.apply(signing(self.editor.toPlainText(), survivor))
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start(self) -> None:
        if self.examination is not None and self.examination.workout:
            self.started.emit(TaskRequest(self.examination.workout))

    def _complete(self) -> Completion:
        known = self.examination
        schema, names = (known.schema, known.names) if known is not None else (None, ())
        return complete(self.editor.toPlainText(), self.editor.offset, schema, names)

    def _insert(self, start: int, word: str) -> None:
        self.editor.apply(Edit("Complete", start, self.editor.offset, word))

    def _surveyed(self, survey: Surveyed) -> None:
        self._shelf.note(survey)
        self._show_specs()

    def _show_specs(self) -> None:
        self.specs.show_rows(self._shelf.rows(self.draft), self.draft.path if self.draft is not None else None)

    def _trouble(self, what: str, advice: str) -> None:
        self._saving.forget()
        self._opening.forget()
        self.trouble.emit(what, advice)

    def _tell(self) -> None:
        self.pane.show_edited(self.dirty)
        self._table.refresh()
        self.changed.emit()
