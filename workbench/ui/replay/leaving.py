"""Asks before a script that was edited and not run is given up."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

_NAME = "replay.unrun"


def ask_about_scripts(parent: QWidget, names: Sequence[str], leave: Callable[[], None]) -> None:
    """Edits of these recordings would get lost. Returns at once; one such question at a time."""
    if parent.findChild(QMessageBox, _NAME) is not None:
        return
    named = names[0] if len(names) == 1 else f"{len(names)} recordings ({', '.join(names)})"
    box = QMessageBox(
        QMessageBox.Icon.NoIcon,
        "Edits that were not run",
        f"The steps of {named} were edited and not run since.",
        QMessageBox.StandardButton.NoButton,
        parent,
    )
    box.setInformativeText("A run becomes an episode of its own, which can be kept; edits alone are not.")
    box.setObjectName(_NAME)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    away = box.addButton("&Leave without them", QMessageBox.ButtonRole.DestructiveRole)
    away.setObjectName(f"{_NAME}.leave")
    away.setProperty("kind", "danger")
    stay = box.addButton("&Stay", QMessageBox.ButtonRole.RejectRole)
    stay.setObjectName(f"{_NAME}.stay")
    box.setDefaultButton(stay)
    away.clicked.connect(leave)
    box.open()
