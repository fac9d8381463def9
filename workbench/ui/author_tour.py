"""The pictures of the tutorial: specifications are clicked together in the real window, out of shipped recordings.

It works on copies in a folder of its own; the shipped specifications and recordings are left alone.
"""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QWidget

from workbench.archive.specs import spec_path
from workbench.replay.position import Phase, Position
from workbench.session.folders import Folders
from workbench.ui.app import App
from workbench.ui.author.evidence.pane import CHANGES, REQUESTS, UNTOUCHED
from workbench.ui.author.wizard.wizard import NewWorkoutWizard
from workbench.ui.touring import THEMES, Scene, Tour

SIZE = (1280, 800)
BOOK, SEND = "clinic/book_visit", "mail/send"
LENT = (
    f"{BOOK}/gold-native",
    f"{BOOK}/gold-flatpickr",
    f"{BOOK}/gold-selects",
    f"{BOOK}/failing-wrong-month",
    f"{BOOK}/failing-double-submit",
    f"{SEND}/gold",
)
_Part = TypeVar("_Part", bound=QWidget)
_REASON = "closing days are the clinic's business"
_PLACE = """(css => {
  const frame = document.querySelector('iframe');
  const box = frame.contentDocument.querySelector(css)?.getBoundingClientRect();
  const scale = Math.min(1, innerWidth / frame.offsetWidth, innerHeight / frame.offsetHeight);
  return box ? JSON.stringify([(box.x + box.width / 2) * scale, (box.y + box.height / 2) * scale]) : '';
})(%s)"""


def borrow(shipped: Folders, private: Path) -> Folders:
    """Folders of the tour's own: no specification, and copies of some recordings."""
    folders = Folders(private / "specs", private / "recordings", private / "drafts")
    folders.specs.mkdir()
    for name in LENT:
        shutil.copytree(shipped.recordings / name, folders.recordings / name)
    return folders


class AuthorTour(Tour):
    """From a demonstration to a tested specification, then the harder bits, a new workout, and an edited recording."""

    def __init__(self, app: App, folder: Path, folders: Folders) -> None:
        super().__init__(app, folder)
        self._folders = folders
        self._author = app.window.author
        self._evidence = self._author.evidence
        self._point: QPointF | None = None

    def script(self) -> Sequence[Scene]:
        """The story."""
        return (
            *self._beginning(),
            *self._suggesting(),
            *self._clicking(),
            *self._reading_and_guarding(),
            *self._testing(),
            *self._picking(),
            *self._sending(),
            *self._making(),
            *self._editing(),
            Scene(lambda: True, self.app.window.close),
            Scene(lambda: bool(self._leaving()), self._leave),
        )

    def _beginning(self) -> Sequence[Scene]:
        episode = self._folders.recordings / BOOK / "gold-native"
        return (
            Scene(self._knows_gyms, lambda: self.app.window.open_spec(spec_path(self._folders.specs, BOOK))),
            Scene(lambda: self._evidence.view is not None, lambda: self._evidence.open_episode(episode)),
            Scene(lambda: self._evidence.folder == episode and self._author.examination is not None, self._first_page),
            Scene(lambda: True, self.pause),
            *self._shown("authoring-begin"),
        )

    def _suggesting(self) -> Sequence[Scene]:
        return (
            Scene(lambda: True, self.trigger("author.suggest")),
            Scene(lambda: self._evidence.suggestions.list.model.rowCount() > 0, self.pause),
            *self._shown("authoring-suggest"),
            Scene(lambda: True, lambda: self._evidence.tabs.setCurrentIndex(CHANGES)),
        )

    def _clicking(self) -> Sequence[Scene]:
        card = self._evidence.changes.card
        return (
            Scene(lambda: True, lambda: self._choose("visits")),
            Scene(lambda: True, self.pause),
            *self._shown("authoring-card"),
            Scene(lambda: True, card.buttons["require"].click),
            Scene(lambda: self._charged("visits"), lambda: self._author.results.setCurrentWidget(self._author.flips)),
            Scene(lambda: True, self.pause),
            Scene(lambda: True, self.pause),
            *self._shown("authoring-required"),
            *self._say("audit_log", "ignore"),
            *self._say("sessions", "ignore"),
            *self._say("page_views", "ignore"),
            *self._say("members", "allow"),
            Scene(lambda: True, lambda: self._choose("visits")),
            Scene(lambda: True, self.pause),
            *self._shown("authoring-charged"),
        )

    def _reading_and_guarding(self) -> Sequence[Scene]:
        requests, untouched = self._evidence.requests, self._evidence.untouched
        return (
            Scene(lambda: True, lambda: self._evidence.tabs.setCurrentIndex(REQUESTS)),
            Scene(lambda: True, self._choose_read),
            Scene(lambda: requests.offers.model.rowCount() > 0, self.pause),
            *self._shown("authoring-requests"),
            Scene(lambda: True, lambda: requests.offers.activated.emit(0)),
            Scene(lambda: self._has("read-back"), lambda: self._evidence.tabs.setCurrentIndex(UNTOUCHED)),
            Scene(lambda: True, self._choose_untouched),
            Scene(lambda: True, self.pause),
            *self._shown("authoring-untouched"),
            Scene(lambda: True, untouched.add.click),
            Scene(lambda: self._has("closures"), lambda: self._evidence.tabs.setCurrentIndex(CHANGES)),
        )

    def _testing(self) -> Sequence[Scene]:
        author = self._author
        return (
            Scene(lambda: True, lambda: author.results.setCurrentWidget(author.audit)),
            Scene(self._audited, self.pause),
            *self._shown("authoring-audit", dark=True),
            Scene(lambda: True, lambda: author.arrange(form="both")),
            Scene(lambda: True, self.pause),
            *self._shown("authoring-both"),
            Scene(lambda: True, lambda: author.arrange(form="sentences", evidence=True)),
            Scene(lambda: True, self.trigger("author.save")),
            Scene(lambda: not author.dirty, self.pause),
        )

    def _picking(self) -> Sequence[Scene]:
        page = self._evidence.page
        return (
            Scene(lambda: True, self._to_the_list),
            Scene(lambda: True, page.pick_button.click),
            Scene(lambda: bool(page.stage.property("drawn")), self.pause),
            Scene(lambda: True, lambda: self._find("a[href='/visits/252']")),
            Scene(lambda: self._point is not None, lambda: self._mouse(QEvent.Type.MouseMove)),
            Scene(lambda: True, self.pause),
            *self._shown("authoring-pick"),
            Scene(lambda: True, self._click),
            Scene(lambda: self._evidence.element.picked is not None, self.pause),
            *self._shown("authoring-element"),
            Scene(lambda: True, self._evidence.element.closed.emit),
        )

    def _sending(self) -> Sequence[Scene]:
        window, evidence = self.app.window, self._evidence
        return (
            Scene(lambda: True, lambda: window.open_spec(spec_path(self._folders.specs, SEND))),
            Scene(lambda: evidence.view is not None and SEND in str(evidence.folder), self._first_page),
            Scene(lambda: self._author.examination is not None, lambda: evidence.tabs.setCurrentIndex(CHANGES)),
            Scene(lambda: True, lambda: self._choose("emails")),
            Scene(lambda: True, self.pause),
            *self._shown("authoring-lookup"),
            *self._say("emails", "require"),
            Scene(lambda: True, lambda: self._choose("recipients")),
            Scene(lambda: True, self.pause),
            *self._shown("authoring-row"),
            Scene(lambda: True, self.trigger("author.save")),
            Scene(lambda: not self._author.dirty, self.pause),
        )

    def _making(self) -> Sequence[Scene]:
        return (
            Scene(lambda: True, self.trigger("window.new_workout")),
            Scene(lambda: bool(self.dialogs()), self._name_workout),
            Scene(lambda: bool(self._new().workout.facts.tables), lambda: self._new().go(2)),
            Scene(lambda: True, self._add_parameter),
            Scene(lambda: len(self._new().tasks) == 10, lambda: self._new().go(3)),
            Scene(lambda: True, self._write_goal),
            Scene(lambda: len(self._new().tasks) == 10 and "555" in self._new().tasks[0].goal, self.pause),
            Scene(lambda: True, lambda: None, "authoring-wizard", THEMES[:1], alone=True),
            Scene(lambda: True, self.close_dialogs),
        )

    def _editing(self) -> Sequence[Scene]:
        window = self.app.window
        editor = window.replay.editor
        episode = self._folders.recordings / BOOK / "gold-native"
        return (
            Scene(lambda: not self.dialogs(), lambda: window.open_episode(episode)),
            Scene(lambda: window.replay.playhead.replay is not None, self.trigger("replay.edit")),
            Scene(lambda: editor.active, lambda: editor.choose(7)),
            Scene(lambda: True, editor.delete),
            Scene(lambda: True, lambda: window.replay.playhead.go(Position(5, Phase.BEFORE))),
            Scene(lambda: True, self.pause),
            *self._shown("authoring-editing"),
        )

    def _leaving(self) -> list[QPushButton]:
        """What gives up the edits that were not run, once the window asks."""
        return self.app.window.findChildren(QPushButton, "replay.unrun.leave")

    def _leave(self) -> None:
        self._leaving()[0].click()

    def _shown(self, name: str, *, dark: bool = False) -> Sequence[Scene]:
        return (Scene(lambda: True, lambda: None, name, THEMES if dark else THEMES[:1]),)

    def _say(self, table: str, what: str) -> Sequence[Scene]:
        """Point at a change of that table, and say what the spec is to say of it."""
        return (
            Scene(lambda: True, lambda: self._choose(table)),
            Scene(lambda: True, self._evidence.changes.card.buttons[what].click),
            Scene(lambda: self._charged(table), lambda: None),
        )

    def _knows_gyms(self) -> bool:
        return bool(self.app.window.library.offer.gyms)

    def _first_page(self) -> None:
        """The page as it was in the end, where the result is seen."""
        self._evidence.playhead.last()

    def _choose(self, table: str) -> None:
        view = self._evidence.view
        assert view is not None
        at = next(number for number, one in enumerate(view.offers) if one.change.table == table)
        self._evidence.changes.choose(view.offers[at].change.seq)

    def _charged(self, table: str) -> bool:
        """Whether the text that is judged by has a clause for every change of the table."""
        view = self._evidence.view
        if view is None or not self._author.clicks.idle:
            return False
        charges = view.replay.verdict.charges
        return any(charges.get(one.change.seq) for one in view.offers if one.change.table == table)

    def _has(self, words: str) -> bool:
        return self._author.clicks.idle and words in self._author.editor.toPlainText()

    def _audited(self) -> bool:
        return self._author.headline[1].endswith("killed") and not self._author.examinations.auditing

    def _choose_read(self) -> None:
        """The last look at the visit itself."""
        view = self._evidence.view
        assert view is not None
        looks = [one for one in view.run.exchanges if one.server is not None and "/visits/2" in one.server.path]
        self._evidence.requests.choose(looks[-1].id)

    def _choose_untouched(self) -> None:
        view, untouched = self._evidence.view, self._evidence.untouched
        assert view is not None
        untouched.list.choose(view.untouched.index("closures"))
        untouched.reason.setText(_REASON)

    def _to_the_list(self) -> None:
        replay = self._evidence.playhead.replay
        assert replay is not None
        listed = next(step for step in reversed(replay.episode.steps) if step.url.endswith("/visits"))
        self._evidence.playhead.go(Position(listed.index - 1, Phase.AFTER))

    def _page(self) -> QWebEngineView:
        found = self._evidence.page.findChild(QWebEngineView, "replay.dom")
        assert isinstance(found, QWebEngineView)
        return found

    def _find(self, css: str) -> None:
        self._page().page().runJavaScript(_PLACE % json.dumps(css), self._aim)

    def _aim(self, told: str) -> None:
        self._point = QPointF(*json.loads(told)) if told else None

    def _mouse(self, kind: QEvent.Type) -> None:
        surface, point = self._page().focusProxy(), self._point
        assert surface is not None
        assert point is not None
        moving = kind is QEvent.Type.MouseMove
        button = Qt.MouseButton.NoButton if moving else Qt.MouseButton.LeftButton
        held = Qt.MouseButton.LeftButton if kind is QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        over = QPointF(surface.mapToGlobal(point))
        QApplication.sendEvent(surface, QMouseEvent(kind, point, over, button, held, Qt.KeyboardModifier.NoModifier))

    def _click(self) -> None:
        self._mouse(QEvent.Type.MouseButtonPress)
        self._mouse(QEvent.Type.MouseButtonRelease)

    def _new(self) -> NewWorkoutWizard:
        (wizard,) = self.dialogs()
        assert isinstance(wizard, NewWorkoutWizard)
        return wizard

    def _name_workout(self) -> None:
        self._new().resize(*SIZE)
        listed = self._part(QListWidget, "new.gyms")
        rows = (row for row in range(listed.count()))
        listed.setCurrentRow(next(row for row in rows if listed.item(row).data(Qt.ItemDataRole.UserRole) == "clinic"))
        self._write("new.name", "change_phone")
        self._write("new.title", "Change a phone number")

    def _add_parameter(self) -> None:
        menu = self._part(QPushButton, "new.parameter.add").menu()
        next(action for action in menu.actions() if action.objectName() == "new.parameter.add.one_of").trigger()
        self._write("new.parameter.name", "phone")
        self._write("new.parameter.words", "+1 555 0101; +1 555 0102; +1 555 0103")

    def _write_goal(self) -> None:
        self._write("new.goal", "Change {member.name}'s phone number to {phone}.")

    def _write(self, name: str, text: str) -> None:
        """As if it were typed: a field tells what a person typed, not what it was set to."""
        field = self._part(QLineEdit, name)
        field.setText(text)
        field.textEdited.emit(text)

    def _part(self, kind: type[_Part], name: str) -> _Part:
        found = self.app.window.findChild(kind, name)
        assert isinstance(found, kind)
        return found
