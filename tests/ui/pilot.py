"""One pilot for the whole window: verbs that read like the user's story, done with real mouse and keyboard events."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.pointer import move_to
from tests.ui.seeking import Kind, child
from workbench.session.messages import Finished, Trouble
from workbench.ui.app import App
from workbench.ui.models.gym_rows import Place
from workbench.ui.models.record_state import Phase, RecordState
from workbench.ui.shell.window import MainWindow

_SLOW = 60_000
"""Milliseconds that a world, a browser or a verdict may take on a busy machine."""
_WHEEL_RESTS = 1.0
"""Seconds after which a turn of the wheel that moved nothing is made again. All turns without a rest between them go to
what the first one met: where that was a page on its way out, its successor is not moved for as long as one turns."""

_FIND = """
((selector, text) => {
  const said = (element) => (element.getAttribute('aria-label') || element.innerText || element.value || '').trim();
  const found = [...document.querySelectorAll(selector)].filter(
    (element) => element.getClientRects().length && !element.disabled && (text === null || said(element) === text));
  if (document.readyState !== 'complete' || !found.length) return null;
  const box = found[0].getBoundingClientRect();
  return [box.x, box.y, box.width, box.height, innerWidth, innerHeight];
})(%s, %s)
"""


_ACCOUNT = """
JSON.stringify([document.activeElement.outerHTML.slice(0, 200), document.hasFocus(),
  [...document.querySelectorAll('input, select')].map((field) => [field.id, field.value, field.disabled]),
  document.body.innerText.slice(0, 600)])
"""


class Pilot:
    """Drives an assembled app. Each verb waits for what it needs, never for time to pass."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app = app
        self.qtbot = qtbot
        self.troubles: list[str] = []
        app.desk.message.connect(self._listen)

    # In the window

    @property
    def window(self) -> MainWindow:
        return self.app.window

    @property
    def state(self) -> RecordState:
        """What the Record perspective knows."""
        return self.window.record.state

    def child(self, kind: type[Kind], name: str) -> Kind:
        """A widget of the window by its name."""
        return child(self.window, kind, name)

    def until(self, condition: Callable[[], object]) -> None:
        """Wait until something is so; troubles that were said meanwhile explain why it never was."""

        def holds() -> bool:
            assert not self.troubles, self.troubles
            return bool(condition())

        try:
            self.qtbot.waitUntil(holds, timeout=_SLOW)
        except self.qtbot.TimeoutError as error:
            raise AssertionError(f"It never came to that. {self.troubles} {self._account()}") from error

    def press(self, name: str) -> None:
        """Click a button of the window with the mouse, once it can be clicked."""
        button = self.child(QPushButton, name)
        self.until(lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def look_at_workout(self, workout: str) -> None:
        """Choose a workout in the Library's list with the mouse; returns when its page is there."""
        place = Place(workout.partition("/")[0], workout)
        self.until(lambda: place in self.window.library.navigator.found)
        rows = self.child(QListView, "library.places.list")
        row = rows.model().index(self.window.library.navigator.found.index(place), 0)
        rows.scrollTo(row)
        QTest.mouseClick(
            rows.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            rows.visualRect(row).center(),
        )
        self.until(lambda: self.child(QWidget, f"workout.{workout}").isVisible())

    def choose_workout(self, workout: str, *, seed: int = 1, profile: str = "", **options: str) -> None:
        """Set a workout up in the Library and start it; returns when its page is there."""
        self.look_at_workout(workout)
        page = self.child(QWidget, f"workout.{workout}")
        child(page, QSpinBox, "task.seed").setValue(seed)
        if profile:
            child(page, QComboBox, "task.profile").setCurrentText(profile)
        for name, value in options.items():
            child(page, QComboBox, f"task.{name}").setCurrentText(value)
        self.press("task.start")
        self.until(lambda: self.state.phase is Phase.PREVIEW and not self.state.busy)

    def press_record(self) -> None:
        """Begin to record; returns when the page may be used."""
        self.press("overlay.record")
        self.until(lambda: self.state.phase is Phase.RECORDING and not self.state.busy)

    def finish(self) -> Finished:
        """Declare done; returns the verdict once it is shown."""
        return self.ends(lambda: self.press("record.finish.button"))

    def ends(self, declare: Callable[[], None]) -> Finished:
        """Do what leads to the end; returns the verdict once it is shown."""
        with self.qtbot.waitSignal(
            self.app.desk.message, timeout=_SLOW, check_params_cb=lambda message: isinstance(message, Finished)
        ) as heard:
            declare()
        self.until(lambda: self.child(QLabel, "verdict.ruling").isVisible())
        assert heard.args is not None
        finished: Finished = heard.args[0]
        return finished

    def save_as(self, label: str) -> Path:
        """Keep the finished episode as ``gold`` or ``failing``; returns its folder."""
        self.press(f"verdict.save_{label}")
        self.until(lambda: self.state.saved is not None and not self.state.busy)
        assert self.state.folder is not None
        return self.state.folder

    def rows(self, name: str) -> list[str]:
        """The words of each row of a list."""
        model = self.child(QListView, f"{name}.list").model()
        return [model.index(row, 0).data().replace("\N{NO-BREAK SPACE}", " ") for row in range(model.rowCount())]

    # In the page

    @property
    def view(self) -> QWebEngineView:
        """The web view of the tab in front."""
        return next(
            view for view in self.child(QWidget, "record.page").findChildren(QWebEngineView) if view.isVisible()
        )

    def click_in_page(self, selector: str, text: str | None = None, *, left: bool = False) -> None:
        """Click an element, found by CSS and by what it says, with the mouse. ``left``: near its left edge."""
        x, y, width, height = self._in_sight(selector, text)
        point = QPointF(x + (min(14, width / 2) if left else width / 2), y + height / 2).toPoint()
        target = self._surface()
        move_to(target, point)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)

    def type_in_page(self, text: str) -> None:
        """Type on the keyboard into whatever has the focus."""
        QTest.keyClicks(self._surface(), text)

    def attach_in_page(self, selector: str, name: str) -> Path:
        """Click a file field and choose a file in the dialog that opens; returns the folder that it opened in."""
        opened: list[Path] = []

        def answer() -> None:  # from a timer: the page's own loop runs until the dialog is answered
            dialog = self.window.findChild(QFileDialog, "page-files")
            if dialog is not None and dialog.isVisible():
                opened.append(Path(dialog.directory().absolutePath()))
                child(dialog, QLineEdit, "fileNameEdit").setText(name)  # selectFile does nothing once it has the focus
                dialog.accept()

        self.sees(selector)
        looking = QTimer(self.window, interval=50)
        looking.timeout.connect(answer)
        looking.start()
        try:
            self.click_in_page(selector, left=True)
            self.until(lambda: opened)
        finally:
            looking.stop()
        self.until(lambda: self.evaluate(f"document.querySelector({json.dumps(selector)}).files.length") == 1)
        return opened[0]

    def defer(self, reason: str, concerns: str) -> Finished:
        """Hand the task to a human; returns the verdict once it is shown."""
        self.press("record.defer.button")
        dialog = self.child(QDialog, "defer")
        child(dialog, QComboBox, "defer.reason").setCurrentText(reason)
        entity = child(dialog, QComboBox, "defer.entity")
        offered = [entity.itemText(row) for row in range(entity.count())]
        entity.setCurrentText(next(text for text in offered if text.startswith(concerns)))
        return self.ends(lambda: child(dialog, QPushButton, "defer.agree").click())

    def press_key(self, key: Qt.Key) -> None:
        """Press one key in the page."""
        QTest.keyClick(self._surface(), key)

    def choose_in_page(self, label: str, choice: str) -> None:
        """Choose from a drop-down list by its label and the keyboard, as one does without opening it."""
        css = "label:has(+ select:not(:disabled)), label[for]:not(:has(+ select))"
        self.click_in_page(css, label)
        self.until(lambda: self.evaluate("document.activeElement.tagName") == "SELECT")
        self.type_in_page(choice)
        chosen = "document.activeElement.selectedOptions?.[0]?.text"
        self.until(lambda: self.evaluate(chosen) == choice)

    def sees(self, selector: str, text: str | None = None) -> None:
        """Wait until the page shows such an element."""
        self.until(lambda: self._find(selector, text))

    def misses(self, selector: str) -> None:
        """Wait until the page shows no such element any more."""
        self.until(lambda: not self._find(selector, None))

    def evaluate(self, script: str) -> Any:
        """The value of an expression, asked in a world of its own that the page can't see."""
        heard: list[Any] = []
        as_json = f"JSON.stringify([({script.strip()}) ?? null])"  # lists don't cross as they are
        self.view.page().runJavaScript(as_json, 1, heard.append)
        self.qtbot.waitUntil(lambda: bool(heard), timeout=_SLOW)
        return json.loads(heard[0])[0] if heard[0] else None

    def _account(self) -> str:
        """Where things stand, for a failure that must explain itself."""
        heard: list[str] = []
        if self.state.header is not None and self.state.phase in (Phase.RECORDING, Phase.PAUSED):
            self.view.page().runJavaScript(_ACCOUNT, 1, heard.append)
            self.qtbot.waitUntil(lambda: bool(heard), timeout=_SLOW)
        steps = " | ".join(self.rows("record.steps"))
        return f"{self.state.phase} {self.state.busy!r} at {self.state.url}; steps: {steps}; page: {heard}"

    def _find(self, selector: str, text: str | None) -> list[float] | None:
        found: list[float] | None = self.evaluate(_FIND % (json.dumps(selector), json.dumps(text)))
        return found or None

    def _in_sight(self, selector: str, text: str | None) -> tuple[float, float, float, float]:
        places: list[list[float]] = []
        turned: list[tuple[float, float]] = []

        def still() -> bool:
            """It is there, inside the viewport, and where it was when we looked last."""
            found = self._find(selector, text)
            if found is None:
                return False
            middle, now = found[1] + found[3] / 2, time.monotonic()
            if not 0 <= middle <= found[5]:
                if not turned or turned[-1][0] != middle or now - turned[-1][1] > _WHEEL_RESTS:
                    turned.append((middle, now))
                    self._wheel(-1 if middle > found[5] else 1)
                return False
            places.append(found)
            return len(places) > 1 and places[-1] == places[-2]

        self.until(still)
        x, y, width, height = places[-1][:4]
        return x, y, width, height

    def _wheel(self, direction: int) -> None:
        surface = self._surface()
        middle = QPointF(surface.rect().center())
        event = QWheelEvent(
            middle,
            surface.mapToGlobal(middle),
            QPoint(),
            QPoint(0, 240 * direction),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(surface, event)

    def _surface(self) -> QWidget:
        """Where the page takes its events; its popups take theirs there too."""
        surface = self.view.focusProxy()
        assert surface is not None
        return surface

    def _listen(self, message: object) -> None:
        if isinstance(message, Trouble):
            self.troubles.append(f"{message.what} {message.advice}")
