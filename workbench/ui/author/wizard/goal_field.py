"""A line for the goal: an opening brace offers the parameters, with the ways to show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

_FORMS = {
    "date": ("%A %d %B %Y", "%d %B %Y", "%B %d, %Y", ""),
    "datetime": ("%d %B %Y at %H:%M", "%A %d %B %Y", ""),
    "time": ("", "%I:%M %p"),
    "money": ("money",),
}
_SAMPLES = {
    "%A %d %B %Y": "Tuesday 14 July 2026",
    "%d %B %Y": "14 July 2026",
    "%B %d, %Y": "July 14, 2026",
    "%d %B %Y at %H:%M": "14 July 2026 at 10:30",
    "%I:%M %p": "10:30 AM",
    "money": "1,250.00",
}
_PLAIN = {"date": "2026-07-14", "datetime": "2026-07-14T10:30:00", "time": "10:30"}
_BETWEEN = "   ·   "


@dataclass(frozen=True, slots=True)
class Blank:
    """Something that the goal may leave open, in one form."""

    written: str
    """``{date:%d %B %Y}``"""
    shown: str
    """An example of it, or its type."""

    @property
    def words(self) -> str:
        """For a list."""
        return f"{self.written}{_BETWEEN}{self.shown}"


def blanks(placeholders: Sequence[tuple[str, str]]) -> tuple[Blank, ...]:
    """Every way to name every parameter; what people don't read, such as keys, comes last."""
    ordered = sorted(placeholders, key=lambda one: one[0].endswith((".id", "_id")))
    found = []
    for name, kind in ordered:
        for form in _FORMS.get(kind, ("",)):
            written = f"{{{name}:{form}}}" if form else f"{{{name}}}"
            found.append(Blank(written, _SAMPLES.get(form) or _PLAIN.get(kind, kind)))
    return tuple(found)


class GoalField(QLineEdit):
    """One line of text. Holds what may be named; completes it after an opening brace."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("new.goal")
        self.setAccessibleName("Goal")
        self.setToolTip("What the person or the agent is asked to do; { offers the parameters")
        self.setPlaceholderText("Change {member.name}'s phone number to {phone}.")
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setObjectName("new.goal.completer")
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchStartsWith)
        self._popup = QListView()
        self._popup.setObjectName("new.goal.popup")
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(self._complete)
        self.textEdited.connect(lambda _: self._offer())

    def offer(self, found: Sequence[Blank]) -> None:
        """What may be named."""
        words = [blank.words for blank in found]
        if words != self._model.stringList():  # another list closes the pop-up
            self._model.setStringList(words)

    def put(self, written: str) -> None:
        """Write it where the cursor stands."""
        self.insert(written)
        self.textEdited.emit(self.text())
        self._popup.hide()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        if chosen and self._popup.isVisible():
            event.ignore()  # the list of completions takes it
            return
        super().keyPressEvent(event)

    def _opened(self) -> int:
        """Where the brace stands that is open at the cursor, or -1."""
        before = self.text()[: self.cursorPosition()]
        at = before.rfind("{")
        return at if at > before.rfind("}") else -1

    def _offer(self) -> None:
        at = self._opened()
        if at < 0:
            self._popup.hide()
            return
        self._completer.setCompletionPrefix(self.text()[at : self.cursorPosition()])
        if not self._completer.completionCount():
            self._popup.hide()
            return
        self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        self._completer.complete()

    def _complete(self, words: str) -> None:
        at = self._opened()
        if at >= 0:
            self.setSelection(at, self.cursorPosition() - at)
            self.put(words.partition(_BETWEEN)[0])
