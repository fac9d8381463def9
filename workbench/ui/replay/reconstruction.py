"""The page rebuilt from the DOM recording, in a web view that can reach nothing.

Its one word to us is a console message that begins with a secret of this view: nothing in the rebuilt page can run, so
only the script that builds it can say anything, and what it says is here at once, without asking again and again.
"""

import json
import secrets
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from workbench.ui.resources import resource

_INSIDE = {"file", "data", "blob", "about"}


class _Nothing(QWebEngineUrlRequestInterceptor):
    """Lets the rebuilt page load nothing but what is in the recording."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme() not in _INSIDE:
            info.block(True)


class _Page(QWebEnginePage):
    """Says nothing but what was picked: that the rebuilt page misses its images and scripts is as it should be."""

    def __init__(self, profile: QWebEngineProfile, parent: QWidget, hear: Callable[[str], None]) -> None:
        super().__init__(profile, parent)
        self.token = secrets.token_hex(16)
        self._hear = hear

    def javaScriptConsoleMessage(self, _level: object, message: str, *_where: object) -> None:
        if message.startswith(self.token):
            self._hear(message.removeprefix(self.token))


class Reconstruction(QWebEngineView):
    """Shows snapshots. ``drawn`` when the last one stands. Lets the mouse pick an element from ``pick`` until one of
    ``picked`` and ``picking_ended``."""

    drawn = Signal()
    picked = Signal(object)
    """What ``pick.js`` tells of the element that was clicked, with ``url``, as plain JSON."""
    picking_ended = Signal()
    """Escape was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("replay.dom")
        self.setAccessibleName("The page as reconstructed from its DOM recording")
        self._profile = QWebEngineProfile(QCoreApplication.instance())
        self._guard = _Nothing()
        self._profile.setUrlRequestInterceptor(self._guard)
        self._page = _Page(self._profile, self, self._heard)
        self._page.destroyed.connect(self._profile.deleteLater)  # never before the page: WebEngine insists
        self._ready = False
        self._waiting: str | None = None
        self._picking = False
        self.setPage(self._page)
        settings = self._page.settings()
        settings.setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, False)
        settings.setAttribute(QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled, False)
        self._page.loadFinished.connect(self._loaded)
        self.load(QUrl.fromLocalFile(str(resource("page", "rebuild.html"))))

    def show_snapshot(self, snapshot_json: str, highlight_json: str) -> None:
        """Rebuild the page from that snapshot, with those nodes highlighted."""
        self._waiting = f"workbenchShow({snapshot_json}, {highlight_json}); true"
        if self._ready:
            self._run()

    def pick(self, *, on: bool) -> None:
        """Let the mouse pick an element, or no longer."""
        self._picking = on
        if on:
            self.setFocus()
        if self._ready:
            self._turn_picking()

    def let_go(self) -> None:
        """Say nothing more: a view that is deleted answers what it was asked last."""
        self._ready, self._waiting = False, None

    def _loaded(self, ok: bool) -> None:
        self._ready = ok
        if ok and self._waiting:
            self._run()
        if ok and self._picking:
            self._turn_picking()

    def _turn_picking(self) -> None:
        token = json.dumps(self._page.token) if self._picking else "null"
        self._page.runJavaScript(f"workbenchPick({token}); true")

    def _heard(self, text: str) -> None:
        self._picking = False
        message = json.loads(text)
        if message.get("ended"):
            self.picking_ended.emit()
        else:
            self.picked.emit(message)

    def _run(self) -> None:
        script, self._waiting = self._waiting, None
        if script:
            self._page.runJavaScript(script, lambda _result: self._tell())

    def _tell(self) -> None:
        if self._ready:
            self.drawn.emit()
