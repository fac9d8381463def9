"""The embedded browser's tabs as widgets: one profile per sitting, one view per tab, a tab bar when there are several.

Only ``embedded`` uses this. Everything here lives on the window's thread.
"""

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    qWebEngineChromiumVersion,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QDialog, QInputDialog, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from workbench.session.browser import DialogEvent, DialogPolicy, DialogReply, Refusal
from workbench.session.embedded_camera import EmbeddedCamera
from workbench.session.embedded_dialogs import file_dialog, said_yes, script_dialog
from workbench.session.embedded_pointing import Pointing
from workbench.session.origin_rule import OriginRule

_OFF = (
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.ScreenCaptureEnabled,
)
_ON = (
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.WebRTCPublicInterfacesOnly,
)

_LAST_WORDS = 150
"""Milliseconds that a tab which closes itself stays: what its page said last must not come after its end."""


class Tab:
    """One tab: its page, its view, its DevTools when asked for. Gone after ``destroy``."""

    def __init__(self, id: str, page: "TabPage", opener: str | None) -> None:
        self.id = id
        self.page = page
        self.opener = opener
        self.view = QWebEngineView(page)
        self.view.setObjectName(f"page-{id}")
        self.camera = EmbeddedCamera(self.view)
        self._devtools: QWebEngineView | None = None
        self._devtools_profile: QWebEngineProfile | None = None
        self._devtools_page: QWebEnginePage | None = None

    @property
    def target(self) -> str:
        """DevTools target id. A window that a page opens gets its lasting one only after ``createWindow`` returned."""
        return self.page.devToolsId() if shiboken6.isValid(self.page) else ""

    def devtools(self) -> QWidget:
        """Chromium's own DevTools, on a profile that the world's rules don't bind."""
        if self._devtools is None or not shiboken6.isValid(self._devtools):
            self._devtools_profile = QWebEngineProfile()
            self._devtools_page = QWebEnginePage(self._devtools_profile)
            self._devtools = QWebEngineView(self._devtools_page)
            self._devtools.setObjectName(f"devtools-{self.id}")
            self.page.setDevToolsPage(self._devtools_page)
        return self._devtools

    def destroy(self) -> None:
        """Delete views, then pages, then the DevTools' profile: a page must not outlive its profile."""
        if self._devtools is not None:
            for thing in (self._devtools, self._devtools_page, self._devtools_profile):
                _delete(thing)
        for thing in (self.view, self.page):
            _delete(thing)


class OriginGuard(QWebEngineUrlRequestInterceptor):
    """Refuses every request that leaves the world: fetches, WebSockets, frames, images, beacons, other schemes."""

    def __init__(self, rule: OriginRule, refuse: Callable[[str, str], None]) -> None:
        super().__init__()
        self._rule = rule
        self._refuse = refuse

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl().toString()
        if self._rule.allows(url):
            return
        info.block(True)
        is_socket = info.resourceType() == QWebEngineUrlRequestInfo.ResourceType.ResourceTypeWebSocket
        self._refuse("websocket" if is_socket else "request", url)


class TabPage(QWebEnginePage):
    """A page that opens windows as tabs, has its dialogs answered by ``area``, and stays in its world."""

    def __init__(self, profile: QWebEngineProfile, area: "TabArea", rule: OriginRule) -> None:
        super().__init__(profile)
        self.tab_id = ""
        self._area = area
        self._rule = rule
        self.permissionRequested.connect(_deny)
        self.windowCloseRequested.connect(self._close_myself)
        self.renderProcessTerminated.connect(self._lost)
        self.titleChanged.connect(self._retitle)

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        return self._area.open_tab(
            self.tab_id, background=kind == QWebEnginePage.WebWindowType.WebBrowserBackgroundTab
        ).page

    def javaScriptAlert(self, _origin: QUrl | str, message: str) -> None:
        self._area.ask(self.tab_id, "alert", message, "")

    def javaScriptConfirm(self, _origin: QUrl | str, message: str) -> bool:
        return self._area.ask(self.tab_id, "confirm", message, "").accepted

    def javaScriptPrompt(self, _origin: QUrl | str, message: str, default: str) -> tuple[bool, str]:
        reply = self._area.ask(self.tab_id, "prompt", message, default)
        return reply.accepted, reply.text

    def javaScriptConsoleMessage(self, *_: object) -> None:
        """Heard through the recorder instead of being printed."""

    def acceptNavigationRequest(
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, _is_main_frame: bool
    ) -> bool:
        address = url if isinstance(url, str) else url.toString()
        if self._rule.allows(address):
            return True
        self._area.refuse(self.tab_id, "navigation", address)
        return False

    def chooseFiles(
        self, mode: QWebEnginePage.FileSelectionMode, _old: Sequence[str], _mimes: Sequence[str]
    ) -> list[str]:
        return self._area.choose_files(self.tab_id, mode)

    def _close_myself(self) -> None:
        QTimer.singleShot(_LAST_WORDS, self, lambda: self._area.close_tab(self.tab_id))

    def _lost(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self._area.lost.emit(f"The page in tab {self.tab_id} crashed (code {code}).")

    def _retitle(self, title: str) -> None:
        self._area.retitle(self.tab_id, title)


class TabArea(QWidget):
    """Holds a sitting's tabs between ``begin`` and ``end``; empty otherwise."""

    opened = Signal(object)
    """A page opened a window: the new Tab."""
    shown = Signal(str)
    closed = Signal(str)
    dialog_answered = Signal(object)
    refused = Signal(object)
    lost = Signal(str)
    escaped = Signal()
    """Escape was pressed while keys are held back."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("browser")
        self._pointing: Pointing | None = None
        self.dialog_policy: DialogPolicy | None = None
        self._bar = QTabBar(tabsClosable=True, expanding=False, documentMode=True)
        self._bar.setObjectName("browser-tabs")
        self._bar.setAutoHide(True)
        self._bar.currentChanged.connect(self._switched)
        self._bar.tabCloseRequested.connect(self._close_at)
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._stack, 1)
        self._tabs: list[Tab] = []
        self._profile: QWebEngineProfile | None = None
        self._guard: OriginGuard | None = None
        self._rule = OriginRule("")
        self._files: Path | None = None
        self._numbers = count(1)
        self._dialogs: list[QDialog] = []
        self._asking = 0
        self._retired: list[tuple[list[Tab], QWebEngineProfile | None]] = []

    def tab(self, id: str) -> Tab | None:
        """The tab of that id, or None."""
        return next((tab for tab in self._tabs if tab.id == id), None)

    def begin(self, origin: str, script: str, size: tuple[int, int], files: Path | None = None) -> Tab:
        """A fresh profile bound to ``origin``, and its first tab; ``script`` runs first in every document, and file
        choosers open in the folder ``files``.
        """
        self.end()
        self._files = files
        self._rule = OriginRule(origin)
        self._numbers = count(1)
        self._guard = OriginGuard(self._rule, lambda what, url: self.refuse(None, what, url))
        self._profile = _new_profile(self._guard, script)
        self._profile.downloadRequested.connect(self._refuse_download)
        if self.parent() is None and not self.isVisible():
            self.resize(*size)
            self.show()  # nobody placed it in a window: a page only lives where it is shown
        tab = self._add(None)
        tab.page.load(QUrl("about:blank"))  # gives the page a target to attach to
        return tab

    def end(self) -> None:
        """Delete the tabs and then their profile."""
        self.hold_keys(held=False)
        tabs, self._tabs = self._tabs, []
        profile, self._profile = self._profile, None
        self._bar.blockSignals(True)
        while self._bar.count():
            self._bar.removeTab(0)
        self._bar.blockSignals(False)
        for tab in tabs:
            self._stack.removeWidget(tab.view)
        self._retired.append((tabs, profile))
        for dialog in self._dialogs:
            dialog.reject()
        if not self._asking:
            self._bury()

    def open_tab(self, opener: str, *, background: bool) -> Tab:
        """A tab that a page asked for; it comes to the front unless it is to stay behind."""
        tab = self._add(opener)
        self.opened.emit(tab)
        if not background:
            self.show_tab(tab.id)
        return tab

    def show_tab(self, id: str) -> None:
        """Bring a tab to the front."""
        position = self._position(id)
        if position is not None:
            self._bar.setCurrentIndex(position)

    def close_tab(self, id: str) -> None:
        """Close one tab; the last one stays, as a world without a page can't be acted in."""
        position = self._position(id)
        if position is None or len(self._tabs) == 1:
            return
        tab = self._tabs.pop(position)
        self._stack.removeWidget(tab.view)
        self._bar.removeTab(position)
        self.closed.emit(id)
        self._retired.append(([tab], None))
        QTimer.singleShot(0, self._bury)  # it may be the page itself that asks

    def hold_keys(self, *, held: bool) -> None:
        """While a person points at elements: no key reaches a page, the mouse is a cross, Escape is told of."""
        if self._pointing is not None:
            self._pointing.end()
            self._pointing = None
        if held:
            self._pointing = Pointing(self, self.escaped.emit)
            for tab in self._tabs:
                self._pointing.watch(tab.view)

    def retitle(self, id: str, title: str) -> None:
        """Name a tab after its page."""
        position = self._position(id)
        if position is not None:
            self._bar.setTabText(position, title[:40] or id)
            self._bar.setTabToolTip(position, title)

    def refuse(self, page: str | None, what: str, url: str) -> None:
        """Say that something was refused."""
        self.refused.emit(Refusal(page, what, url))

    def ask(self, page: str, kind: str, message: str, default: str) -> DialogReply:
        """Answer a JavaScript dialog: by policy, or by the person. Says afterwards what the answer was."""
        if self.dialog_policy is not None:
            reply = self.dialog_policy(kind, message, default)
        else:
            reply = self._ask_person(page, kind, message, default)
        self.dialog_answered.emit(DialogEvent(page, kind, message, reply.accepted, reply.text))
        return reply

    def choose_files(self, page: str, mode: QWebEnginePage.FileSelectionMode) -> list[str]:
        """What the person chooses for a file field; nothing where no person is there."""
        if self.dialog_policy is not None:
            return []
        tab = self.tab(page)
        dialog = file_dialog(mode, self._files, tab.view if tab else self)
        self._await(dialog)
        return dialog.selectedFiles() if dialog.result() == QDialog.DialogCode.Accepted else []

    def _ask_person(self, page: str, kind: str, message: str, default: str) -> DialogReply:
        tab = self.tab(page)
        dialog = script_dialog(kind, message, default, tab.view if tab else self)
        self._await(dialog)
        accepted = said_yes(dialog)
        text = dialog.textValue() if isinstance(dialog, QInputDialog) else ""
        return DialogReply(accepted or kind == "alert", text if accepted else "")

    def _await(self, dialog: QDialog) -> None:
        """Returns once it is answered; whoever calls may ask it then, as it goes later."""
        loop = QEventLoop()  # Chromium waits for this answer; the window goes on meanwhile
        answered: list[int] = []
        dialog.finished.connect(answered.append)
        dialog.finished.connect(loop.quit)
        self._dialogs.append(dialog)
        self._asking += 1
        try:
            dialog.open()
            if not answered:  # what is answered while it opens ends no loop that has not begun
                loop.exec()
        finally:
            self._asking -= 1
            self._dialogs.remove(dialog)
            dialog.deleteLater()
            if self._retired:
                QTimer.singleShot(0, self._bury)

    def _add(self, opener: str | None) -> Tab:
        assert self._profile is not None
        page = TabPage(self._profile, self, self._rule)
        tab = Tab(f"t{next(self._numbers)}", page, opener)
        page.tab_id = tab.id
        self._tabs.append(tab)
        self._stack.addWidget(tab.view)
        self._bar.addTab(tab.id)
        if self._pointing is not None:
            self._pointing.watch(tab.view)
        return tab

    def _bury(self) -> None:
        if self._asking:
            return
        retired, self._retired = self._retired, []
        for tabs, profile in retired:
            for tab in tabs:
                tab.destroy()
            _delete(profile)

    def _switched(self, position: int) -> None:
        if 0 <= position < len(self._tabs):
            tab = self._tabs[position]
            self._stack.setCurrentWidget(tab.view)
            tab.view.setFocus()
            self.shown.emit(tab.id)

    def _close_at(self, position: int) -> None:
        self.close_tab(self._tabs[position].id)

    def _position(self, id: str) -> int | None:
        return next((number for number, tab in enumerate(self._tabs) if tab.id == id), None)

    def _refuse_download(self, download: QWebEngineDownloadRequest) -> None:
        page = download.page()
        self.refuse(page.tab_id if isinstance(page, TabPage) else None, "download", download.url().toString())
        download.cancel()


def _new_profile(guard: OriginGuard, script: str) -> QWebEngineProfile:
    profile = QWebEngineProfile()  # without a name it is off the record
    profile.setUrlRequestInterceptor(guard)
    profile.setHttpAcceptLanguage("en-US,en")
    major = str(qWebEngineChromiumVersion()).partition(".")[0]
    profile.setHttpUserAgent(
        f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 Safari/537.36"
    )
    settings = profile.settings()
    for attribute in _OFF:
        settings.setAttribute(attribute, False)
    for attribute in _ON:
        settings.setAttribute(attribute, True)
    if script:
        first = QWebEngineScript()
        first.setName("workbench")
        first.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        first.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
        first.setRunsOnSubFrames(True)
        first.setSourceCode(script)
        profile.scripts().insert(first)
    return profile


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()


def _delete(thing: shiboken6.Object | None) -> None:
    if thing is not None and shiboken6.isValid(thing):
        shiboken6.delete(thing)
