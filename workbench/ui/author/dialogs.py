"""What the Author perspective asks before something is lost."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_about_edits(parent: QWidget, name: str, save: Callable[[], None], drop: Callable[[], None]) -> None:
    """Edits would get lost: save them, drop them, or stay. Returns at once; one such question at a time."""
    if parent.findChild(QMessageBox, "author.unsaved") is not None:
        return
    buttons = QMessageBox.StandardButton
    box = QMessageBox(
        QMessageBox.Icon.NoIcon,
        "Edits that are not saved",
        f"{name} has edits that are not saved.",
        buttons.Cancel,
        parent,
    )
    box.setObjectName("author.unsaved")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    keep = box.addButton("&Save", QMessageBox.ButtonRole.AcceptRole)
    keep.setObjectName("author.unsaved.save")
    keep.setProperty("kind", "primary")
    away = box.addButton("&Discard", QMessageBox.ButtonRole.DestructiveRole)
    away.setObjectName("author.unsaved.discard")
    away.setProperty("kind", "danger")
    box.button(buttons.Cancel).setObjectName("author.unsaved.cancel")
    box.setDefaultButton(keep)
    keep.clicked.connect(save)
    away.clicked.connect(drop)
    box.open()
