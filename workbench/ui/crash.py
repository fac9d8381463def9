"""What happens after a bug: the log goes to a file, and a dialog says so once and offers it."""

import logging
import traceback
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs
import structlog
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from workbench.ui.shell.fonts import mono
from workbench.ui.widgets.rich import RichLabel

_LINES = 200


class Logbook(logging.Handler):
    """Keeps the last lines of the log at hand, and writes all of them to a file."""

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self.folder = folder or Path(platformdirs.user_log_dir("workbench", appauthor=False))
        self.lines: deque[str] = deque(maxlen=_LINES)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        self._file: logging.Handler | None = None

    def install(self) -> None:
        """Hear everything that is logged from now on."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._file = RotatingFileHandler(
            self.folder / "workbench.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
        self._file.setFormatter(self.formatter)
        root = logging.getLogger()
        root.setLevel(logging.INFO)
        for handler in (self, self._file):
            root.addHandler(handler)
        structlog.configure(
            processors=[
                structlog.stdlib.filter_by_level,
                structlog.processors.format_exc_info,
                structlog.stdlib.render_to_log_kwargs,
            ],
            logger_factory=structlog.stdlib.LoggerFactory(),
            wrapper_class=structlog.stdlib.BoundLogger,
        )

    def remove(self) -> None:
        """Hear no more."""
        root = logging.getLogger()
        for handler in (self, self._file):
            if handler is not None:
                root.removeHandler(handler)
        if self._file is not None:
            self._file.close()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def text(self, error: BaseException) -> str:
        """The error with its traceback, after the last lines of the log."""
        return "\n".join([*self.lines, "", *traceback.format_exception(error)])


class CrashDialog(QDialog):
    """Says that a bug was met and what became of the work, with the log to copy."""

    def __init__(self, error: BaseException, logbook: Logbook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle("The workbench met a bug")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._logbook = logbook
        self._log = QPlainTextEdit(logbook.text(error))
        self._log.setObjectName("crash.log")
        self._log.setReadOnly(True)
        self._log.setFont(mono())
        self._log.setAccessibleName("Log")
        said = f"**This is a bug in the workbench, not something you did.** It said: {type(error).__name__}: {error}"
        kept = "What was recorded is on disk. You can go on; if things look odd, save and start the workbench again."
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(RichLabel(said))
        layout.addWidget(RichLabel(kept))
        layout.addWidget(self._log, 1)
        layout.addLayout(self._buttons())
        self.resize(720, 480)

    def _buttons(self) -> QHBoxLayout:
        copy, folder, close = QPushButton("&Copy the log"), QPushButton("Open the log's &folder"), QPushButton("&Go on")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._log.toPlainText()))
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._logbook.folder))))
        close.clicked.connect(self.accept)
        close.setProperty("kind", "primary")
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addWidget(folder)
        row.addStretch(1)
        row.addWidget(close)
        return row
