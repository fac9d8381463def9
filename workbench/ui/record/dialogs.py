"""The questions that the Record perspective asks: why it is deferred or given up, and whether one is sure."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.actions import Defer, GiveUp, Outcome
from workbench.ui.models.deferring import REASONS, entities, reasons
from workbench.ui.models.record_state import RecordState
from workbench.ui.widgets.rich import RichLabel


class _Ask(QDialog):
    """A question with a form and two buttons; ``then`` hears the outcome."""

    def __init__(self, parent: QWidget, name: str, title: str, said: str, agree: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self.form = QFormLayout()
        self.form.setSpacing(10)
        self.agree = QPushButton(agree)
        self.agree.setObjectName(f"{name}.agree")
        self.agree.setProperty("kind", "primary")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self.accept)
        cancel = QPushButton("&Cancel")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.agree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(14)
        layout.addWidget(RichLabel(said))
        layout.addLayout(self.form)
        layout.addLayout(row)


class DeferDialog(_Ask):
    """Asks for a reason code and the entity it concerns."""

    def __init__(self, parent: QWidget, state: RecordState, then: Callable[[Outcome], None]) -> None:
        said = (
            "Deferring **ends** the task: a human takes over. It is right only where the task can't or must not be "
            "done, for the right reason and about the right thing."
        )
        super().__init__(parent, "defer", "Defer to a human", said, "&Defer and finish")
        self._reason, self._entity = QComboBox(), QComboBox()
        self._reason.setEditable(True)
        self._reason.setObjectName("defer.reason")
        for code in reasons(state.reasons):
            self._reason.addItem(code)
            self._reason.setItemData(self._reason.count() - 1, REASONS.get(code, ""), Qt.ItemDataRole.ToolTipRole)
        self._reason.setCurrentText("")
        self._entity.setObjectName("defer.entity")
        self._entity.setEditable(True)
        for called, id in entities(state.header.parameters if state.header else {}):
            self._entity.addItem(called, id)
        self._entity.setCurrentText("")
        for field, hint in ((self._reason, "A reason code"), (self._entity, "A date, a name or an id")):
            line = field.lineEdit()
            assert line is not None  # they are editable
            line.setPlaceholderText(hint)
        self.form.addRow("&Reason", self._reason)
        self.form.addRow("&Concerns", self._entity)
        self._reason.currentTextChanged.connect(lambda text: self.agree.setEnabled(bool(text.strip())))
        self.agree.setEnabled(False)
        self.accepted.connect(lambda: then(Defer(self._reason.currentText().strip(), self._about())))

    def _about(self) -> str:
        """What was chosen from the list by its id, and anything else as it was typed."""
        typed = self._entity.currentText().strip()
        chosen = self._entity.findText(typed)
        return str(self._entity.itemData(chosen)) if chosen >= 0 else typed


class GiveUpDialog(_Ask):
    """Asks why, if one cares to say."""

    def __init__(self, parent: QWidget, then: Callable[[Outcome], None]) -> None:
        said = "Giving up **ends** the task without claiming success. The run is kept and judged like any other."
        super().__init__(parent, "give_up", "Give up", said, "&Give up and finish")
        self._why = QLineEdit()
        self._why.setObjectName("give_up.why")
        self._why.setPlaceholderText("Optional")
        self.form.addRow("&Why", self._why)
        self.accepted.connect(lambda: then(GiveUp(self._why.text().strip())))


def ask_first(parent: QWidget, name: str, title: str, said: str, agree: str, then: Callable[[], None]) -> None:
    """Ask before something is thrown away; returns at once."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, said, QMessageBox.StandardButton.Cancel, parent)
    box.setObjectName(name)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.button(QMessageBox.StandardButton.Cancel).setIcon(QIcon())  # the desktop's own looks foreign here
    sure = box.addButton(agree, QMessageBox.ButtonRole.DestructiveRole)
    sure.setObjectName(f"{name}.agree")
    sure.setProperty("kind", "danger")
    sure.clicked.connect(then)
    box.open()
