"""The small cards in which a step gets another value or another locator, or a new step is written."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from workbench.authoring.trajectory_values import Attachment, Value, preferring, target_of, value_of
from workbench.domain.actions import Action, Check, Fill, Locator, Navigate, Press, Select, Upload
from workbench.domain.sentences import describe
from workbench.ui.models.emphasis import shortened
from workbench.ui.replay.editing_looks import locator_words
from workbench.ui.shell.fonts import mono
from workbench.ui.widgets import RichLabel

_WIDTH = 460
_LONG = 56
_LABELS: dict[type[object], str] = {
    Fill: "&Text to type",
    Select: "&Choice, as the page shows it",
    Press: "&Key, such as Enter or Control+a",
    Navigate: "&Address, within the site",
    Upload: "&File to attach",
}


class Card(QDialog):
    """A title, fields, and two buttons."""

    def __init__(self, parent: QWidget, name: str, title: str, said: str, agree: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.agree = QPushButton(agree)
        self.agree.setObjectName(f"{name}.agree")
        self.agree.setToolTip("Change the script; nothing is run yet (Enter)")
        self.agree.setProperty("kind", "primary")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self.accept)
        cancel = QPushButton("Cancel")
        cancel.setObjectName(f"{name}.cancel")
        cancel.setToolTip("Leave the step as it is (Esc)")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.agree)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(14)
        layout.addWidget(RichLabel(said))
        layout.addLayout(self.fields)
        layout.addLayout(row)

    def add(self, title: str, field: QWidget) -> None:
        """A field with its label above it; ``&`` before the letter that leads to it."""
        label = QLabel(title)
        label.setProperty("role", "muted")
        label.setBuddy(field)
        field.setAccessibleName(title.replace("&", ""))
        self.fields.addWidget(label)
        self.fields.addWidget(field)


class ChangeCard(Card):
    """Asks for another value and for another way to find the element, whichever the step has."""

    chosen = Signal(object, object)
    """The Value and the locators; None for one that the step hasn't."""
    file_chosen = Signal(Path)
    """Read this file, then call ``attach``."""

    def __init__(self, parent: QWidget, action: Action, number: int) -> None:
        super().__init__(parent, "change", f"Change step {number}", f"Step {number}: {describe(action)}", "&Change")
        self._action = action
        self._value: Callable[[], Value | None] = lambda: None
        self._locators: Callable[[], tuple[Locator, ...] | None] = lambda: None
        self._attached: tuple[Attachment, ...] | None = None
        self._add_value(action)
        self._add_locators(action)
        self.accepted.connect(lambda: self.chosen.emit(self._value(), self._locators()))

    def attach(self, name: str, data: bytes) -> str:
        """A chosen file's content is known now. Returns its SHA-256 in hex."""
        blob = sha256(data).hexdigest()
        self._attached = (Attachment(name, blob),)
        self._file.setText(name)
        self.agree.setEnabled(True)
        return blob

    def _add_value(self, action: Action) -> None:
        value = value_of(action)
        if isinstance(action, Check):
            box = QCheckBox("The box is to be &checked")
            box.setObjectName("change.checked")
            box.setToolTip("Whether the box is checked after this step")
            box.setChecked(action.checked)
            self.fields.addWidget(box)
            self._value = box.isChecked
        elif isinstance(action, Upload):
            self._add_file(action)
        elif isinstance(action, Select):
            self._add_choices(str(value))
        elif isinstance(value, str):
            line = QLineEdit(value)
            line.setObjectName("change.value")
            line.setToolTip("The value that this step is to have")
            line.selectAll()
            self.add(_LABELS[type(action)], line)
            if not isinstance(action, Fill):
                line.textChanged.connect(lambda text: self.agree.setEnabled(bool(text.strip())))
            self._value = line.text

    def offer(self, choices: tuple[str, ...]) -> None:
        """What the list offered when it was recorded; anything else may be typed as well."""
        typed = self._choices.currentText()
        self._choices.clear()
        self._choices.addItems(choices)
        self._choices.setCurrentText(typed)

    def _add_choices(self, value: str) -> None:
        self._choices = QComboBox()
        self._choices.setObjectName("change.choices")
        self._choices.setToolTip("What the list offered when it was recorded; anything else may be typed as well")
        self._choices.setEditable(True)
        self._choices.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = QLineEdit(value)
        line.setObjectName("change.value")
        self._choices.setLineEdit(line)
        self.add(_LABELS[Select], self._choices)
        self._choices.setCurrentText(value)
        line.selectAll()
        line.textChanged.connect(lambda text: self.agree.setEnabled(bool(text.strip())))
        self._value = self._choices.currentText

    def _add_file(self, action: Upload) -> None:
        self._file = QPushButton(", ".join(action.files) or "Choose a file…")
        self._file.setObjectName("change.file")
        self._file.setToolTip("Choose another file from this computer")
        self._file.setAutoDefault(False)
        self._file.clicked.connect(self._choose_file)
        self.add(_LABELS[Upload], self._file)
        self._value = lambda: self._attached

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, "Choose a file to attach")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.file_chosen.emit(Path(path)))
        dialog.open()

    def _add_locators(self, action: Action) -> None:
        target = target_of(action)
        if target is None:
            return
        self._group = QButtonGroup(self)
        label = QLabel("Find the element by")
        label.setProperty("role", "muted")
        self.fields.addSpacing(4)
        self.fields.addWidget(label)
        for number, locator in enumerate(target.locators):
            self._add_radio(number, shortened(locator_words(locator), _LONG), locator_words(locator))
        own = len(target.locators)
        self._add_radio(own, "a CSS selector of &your own", "Nothing else is tried then")
        self._group.button(own).setObjectName("change.locator.own")
        self._own = QLineEdit()
        self._own.setObjectName("change.css")
        self._own.setAccessibleName("CSS selector")
        self._own.setToolTip("A CSS selector that matches exactly one element")
        self._own.setPlaceholderText("button.primary, #confirm, …")
        self._own.setFont(mono())
        self._own.textEdited.connect(lambda _: self._group.button(own).setChecked(True))
        self._group.button(own).toggled.connect(lambda on: self._own.setFocus() if on else None)
        self.fields.addWidget(self._own)
        self._group.button(0 if target.locators else own).setChecked(True)

        def locators() -> tuple[Locator, ...] | None:
            number, css = self._group.checkedId(), self._own.text().strip()
            if number < own:
                return preferring(target, target.locators[number])
            return (Locator("css", css),) if css else None

        self._locators = locators

    def _add_radio(self, number: int, words: str, hint: str) -> None:
        radio = QRadioButton(words)
        radio.setObjectName(f"change.locator.{number}")
        radio.setToolTip(hint)
        self._group.addButton(radio, number)
        self.fields.addWidget(radio)


class InsertCard(Card):
    """Asks for the address or the key of a new step."""

    written = Signal(object)
    """The Action."""

    def __init__(self, parent: QWidget, what: str, number: int) -> None:
        """``what`` is ``address`` or ``key``."""
        kind: type[Action] = Navigate if what == "address" else Press
        said = f"A new step before step {number}: **{'go to an address' if what == 'address' else 'press a key'}**"
        super().__init__(parent, "insert", "Insert a step", said, "&Insert")
        line = QLineEdit("/" if what == "address" else "Enter")
        line.setObjectName("insert.value")
        line.setToolTip("What the new step is to do")
        line.selectAll()
        line.textChanged.connect(lambda text: self.agree.setEnabled(bool(text.strip())))
        self.add(_LABELS[kind], line)
        self.accepted.connect(lambda: self.written.emit(_written(what, line.text().strip())))


def _written(what: str, text: str) -> Action:
    return Navigate(text) if what == "address" else Press(None, text)
