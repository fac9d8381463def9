"""How the real app is led through a story while pictures of it are taken."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QCoreApplication, QObject, QPoint, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog

from workbench.session.messages import Trouble
from workbench.ui.app import App
from workbench.ui.shell.theme import Choice

THEMES: tuple[Choice, ...] = ("light", "dark")
_LOOK = 25
"""Milliseconds between two looks at whether the next scene can begin."""
_PATIENCE = 60_000


@dataclass(frozen=True, slots=True)
class Scene:
    """Once ``ready``, ``do`` something, and take a picture called ``name`` before it, where there is one."""

    ready: Callable[[], bool]
    do: Callable[[], Any]
    name: str = ""
    themes: tuple[Choice, ...] = THEMES
    alone: bool = False
    """Of the dialog that is open, without the window behind it."""


class Tour(QObject):
    """Plays the scenes one after another, then closes the window. ``failure`` says why it could not.

    ``script`` is asked for once, at ``start``.
    """

    def __init__(self, app: App, folder: Path) -> None:
        """Pictures go into ``folder``."""
        super().__init__()
        self.failure = ""
        self.app = app
        self._folder = folder
        self._scenes: list[Scene] = []
        self._played = self._waited = 0
        self._last = ""
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._look)
        app.desk.message.connect(self._hear)
        app.desk.bug.connect(lambda error: self.give_up(repr(error)))
        app.window.author.trouble.connect(lambda what, advice: self.give_up(f"{what} {advice}"))

    @abstractmethod
    def script(self) -> Sequence[Scene]:
        """The story."""

    def start(self) -> None:
        """Begin to look."""
        self._scenes = list(self.script())
        self._timer.start()

    def trigger(self, name: str) -> Callable[[], None]:
        """What a menu's row does."""
        return lambda: self.app.window.table.qaction(name).trigger()

    def pause(self) -> None:
        """Let the page paint for a moment: a picture shows what a person would see."""
        self._timer.stop()
        QTimer.singleShot(900, self, self._timer.start)

    def give_up(self, why: str) -> None:
        """End the tour: it could not go on."""
        self.failure = self.failure or why
        self._timer.stop()
        QCoreApplication.exit()  # a window with edits would ask first

    def dialogs(self) -> list[QDialog]:
        """Those that are open over the window."""
        return [dialog for dialog in self.app.window.findChildren(QDialog) if dialog.isVisible()]

    def close_dialogs(self) -> None:
        """Close them all."""
        for dialog in self.dialogs():
            dialog.close()

    def _look(self) -> None:
        self._waited += _LOOK
        if self._waited > _PATIENCE:
            self.give_up(f"scene {self._played + 1} never came, after {self._last or 'the beginning'}")
        elif self._scenes[0].ready():
            self._waited = 0
            self._played += 1
            scene = self._scenes.pop(0)
            if scene.name:
                self._last = scene.name
                self._draw(scene)
            scene.do()
            if not self._scenes:
                self._timer.stop()
                QTimer.singleShot(_PATIENCE, self, lambda: self.give_up("the window did not close"))

    def _draw(self, scene: Scene) -> None:
        for choice in scene.themes:
            self.app.theme.choose(choice)
            picture = self.dialogs()[0].grab() if scene.alone else self.app.window.grab()
            if not scene.alone:
                self._draw_dialogs(picture)
            _save(picture, self._folder / f"{scene.name}-{choice}.png")
        self.app.theme.choose("light")

    def _draw_dialogs(self, picture: QPixmap) -> None:
        painter = QPainter(picture)
        for dialog in self.dialogs():
            place = self.app.window.mapFromGlobal(dialog.mapToGlobal(QPoint(0, 0)))
            painter.drawPixmap(place, dialog.grab())
        painter.end()

    def _hear(self, message: object) -> None:
        if isinstance(message, Trouble):
            self.give_up(message.what)


def _save(picture: QPixmap, path: Path) -> None:
    """As a PNG of 256 colours: a third of the size, and no eye sees it."""
    picture.save(str(path))
    with Image.open(path) as image:
        small = image.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
