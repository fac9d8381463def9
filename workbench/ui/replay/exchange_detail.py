"""Headers, server's account, timing and bodies of one exchange."""

import html
import json

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from workbench.replay.network import BodyText, ExchangeDetail
from workbench.ui.shell.fonts import mono
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import IconButton, Segmented, muted

_TABS = (("headers", "Headers"), ("request", "Request"), ("response", "Response"))


class ExchangeView(QWidget):
    """Shows one exchange; ``closed`` when the user has seen enough."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._detail: ExchangeDetail | None = None
        self.setObjectName("replay.exchange")
        self._tabs = Segmented(_TABS, name="replay.exchange.tabs")
        self._note = muted()
        self._headers = QTextBrowser()
        self._headers.setObjectName("replay.exchange.text")
        self._headers.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._body = QPlainTextEdit()
        self._body.setObjectName("replay.exchange.body")
        self._body.setReadOnly(True)
        self._body.setFont(mono())
        self._body.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        for pane in (self._headers, self._body):
            pane.setStyleSheet("border: none; border-radius: 0;")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._headers)
        self._pages.addWidget(self._body)
        self._close = IconButton(theme, "x", "Close the request's details", name="replay.exchange.close")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._bar())
        layout.addWidget(self._pages, 1)
        self._tabs.chosen.connect(lambda _key: self._draw())
        self._close.clicked.connect(self.closed)
        theme.changed.connect(self._draw)

    def show_detail(self, detail: ExchangeDetail | None) -> None:
        """Show another exchange."""
        self._detail = detail
        self._draw()

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 3, 4, 3)
        bar.addWidget(self._tabs)
        bar.addWidget(self._note, 1)
        bar.addWidget(self._close)
        self._note.setSizePolicy(QLabel().sizePolicy().Policy.Ignored, QLabel().sizePolicy().Policy.Preferred)
        return bar

    def _draw(self) -> None:
        detail = self._detail
        if detail is None:
            return
        if self._tabs.key == "headers":
            self._pages.setCurrentWidget(self._headers)
            self._note.setText("")
            self._headers.setHtml(_headers_html(detail, self._theme.tokens.muted, self._theme.tokens.line))
            return
        self._pages.setCurrentWidget(self._body)
        body = detail.request_body if self._tabs.key == "request" else detail.response_body
        self._note.setText(body.note if body else "")
        self._note.setToolTip(self._note.text())
        self._body.setPlainText(_pretty(body) if body else "No body.")


def _headers_html(detail: ExchangeDetail, faint: str, line: str) -> str:
    parts = [f'<p style="margin:2px 0 6px 0"><span style="font-weight:600">{html.escape(detail.title)}</span></p>']
    for title, rows in detail.sections:
        parts.append(f'<p style="color:{faint};margin:8px 0 2px 0">{html.escape(title)}</p><table cellspacing="0">')
        for name, value in rows:
            cells = (f'<td style="color:{faint};padding:1px 10px 1px 0">{html.escape(name)}</td>', html.escape(value))
            parts.append(f'<tr style="border-color:{line}">{cells[0]}<td style="padding:1px 0">{cells[1]}</td></tr>')
        parts.append("</table>")
    return "".join(parts)


def _pretty(body: BodyText) -> str:
    """JSON indented, anything else as it came."""
    if "json" not in body.note:
        return body.text
    try:
        return json.dumps(json.loads(body.text), indent=2, ensure_ascii=False)
    except ValueError:
        return body.text
