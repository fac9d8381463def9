"""The dialogs that a page of the embedded browser may raise, as widgets. Each is shown and awaited by its tab area."""

from pathlib import Path

from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget


def script_dialog(kind: str, message: str, default: str, parent: QWidget) -> QDialog:
    """An alert, confirm or prompt."""
    dialog: QDialog
    if kind == "prompt":
        entry = QInputDialog(parent)
        entry.setLabelText(message)
        entry.setTextValue(default)
        dialog = entry
    else:
        box = QMessageBox(parent)
        box.setText(message)
        buttons = QMessageBox.StandardButton.Ok
        box.setStandardButtons(buttons if kind == "alert" else buttons | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Ok)
        dialog = box
    dialog.setObjectName(f"page-{kind}")
    dialog.setWindowTitle("The page says")
    return dialog


def file_dialog(mode: QWebEnginePage.FileSelectionMode, folder: Path | None, parent: QWidget) -> QFileDialog:
    """For a file field; opens in ``folder``."""
    modes = QWebEnginePage.FileSelectionMode
    dialog = QFileDialog(parent, "Choose a file for the page", str(folder or ""))
    dialog.setObjectName("page-files")
    kinds = {
        modes.FileSelectOpenMultiple: QFileDialog.FileMode.ExistingFiles,
        modes.FileSelectUploadFolder: QFileDialog.FileMode.Directory,
    }
    dialog.setFileMode(kinds.get(mode, QFileDialog.FileMode.ExistingFile))
    return dialog


def said_yes(dialog: QDialog) -> bool:
    """Whether it was answered with OK."""
    ok = QMessageBox.StandardButton.Ok if isinstance(dialog, QMessageBox) else QDialog.DialogCode.Accepted
    return dialog.result() == int(ok.value)
