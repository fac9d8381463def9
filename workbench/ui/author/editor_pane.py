"""The middle: the spec's file, its editor, and below it what is to be said of the text."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workbench.ui.author.editor import SpecEditor
from workbench.ui.author.find_bar import FindBar
from workbench.ui.author.remarks import Gravity, Remark, remark_looks, remark_summary
from workbench.ui.author.strip import DiskStrip, MessageStrip
from workbench.ui.models.wording import count
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import Badge, EmptyState, IconButton, Panel, RowView, push_button

_FINE = "No problems, nothing to advise"


class EditorPane(QWidget):
    """Holds the editor and the remarks about its text."""

    def __init__(self, theme: Theme, table: ActionTable, editor: SpecEditor, search: FindBar) -> None:
        super().__init__()
        self.remarks: tuple[Remark, ...] = ()
        self._listed: tuple[Remark, ...] = ()
        self._readable = False
        self.editor, self._search = editor, search
        self.disk = DiskStrip(theme)
        self._message = MessageStrip(theme)
        self._panel = Panel("", self._column(), name="author.editorPanel")
        self._edited = Badge(theme, "", "disturbed")
        self._edited.setObjectName("author.edited")
        self._panel.header.add_left(self._edited)
        for key, icon in (("undo", "undo-2"), ("redo", "rotate-cw"), ("find", "search"), ("save", "save")):
            self._panel.header.add_right(IconButton.of(theme, table.qaction(f"author.{key}"), icon))
        self._panel.header.add_right(push_button(theme, table.qaction("author.start")))
        self._nothing = EmptyState(theme, "circle-check", _FINE)
        self._list = RowView(theme, self._nothing, name="author.remarks", title="Findings")
        self._findings = Panel("Findings", self._list, name="author.findingsPanel")
        self._list.list.clicked.connect(lambda index: self._go(index.row()))
        self._list.activated.connect(self._go)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setObjectName("author.middle")
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._panel)
        split.addWidget(self._findings)
        split.setStretchFactor(0, 1)
        split.setSizes([560, 150])
        empty = EmptyState(theme, "file-text", "No spec is open", "Choose one at the left.", name="author.nothing")
        self._pages = QStackedWidget()
        self._pages.addWidget(empty)
        self._pages.addWidget(split)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.editor.moved.connect(lambda _line, _column: self._say())

    def show_file(self, path: Path, name: str) -> None:
        """Another file is in the editor."""
        self._pages.setCurrentIndex(1)
        self._panel.header.set_title(f"{name}.yaml")
        self._panel.setToolTip("")
        self._panel.header.set_of(f"in {path.parent.parent.name}")
        self._panel.header.setToolTip(str(path))
        self.show_remarks((), readable=False)

    def show_edited(self, edited: bool) -> None:
        """Whether there are edits that the file has not."""
        self._edited.show_as("not saved" if edited else "", "disturbed")

    def show_remarks(self, remarks: Sequence[Remark], *, readable: bool) -> None:
        """Mark the text, list the remarks, say the one about the cursor's line. Survivors are listed by the audit."""
        self.remarks, self._readable = tuple(remarks), readable
        self.editor.show_remarks(remarks)
        self._listed = tuple(remark for remark in remarks if remark.gravity is not Gravity.WARNING)
        self._list.show_looks(remark_looks(self._listed))
        self._findings.header.set_of(remark_summary(self._listed))
        others = len(remarks) - len(self._listed)
        self._nothing.say(_FINE, f"{count(others, 'survivor')} listed under Audit." if others else "")
        self._say()

    def step(self, by: int) -> None:
        """Go to the next remark after the cursor, or to the one before it."""
        places = sorted({(remark.line, remark.column) for remark in self.remarks})
        if not places:
            return
        here = self.editor.place
        later = [place for place in places if (place > here if by > 0 else place < here)]
        self.editor.go_to(*((later or places)[0] if by > 0 else (later or places)[-1]))

    def _column(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.disk)
        column.addWidget(self._search)
        column.addWidget(self.editor, 1)
        column.addWidget(self._message)
        return holder

    def _say(self) -> None:
        self._message.say_remarks(self.remarks, self.editor.place[0], readable=self._readable)

    def _go(self, row: int) -> None:
        remark = self._listed[row]
        self.editor.go_to(remark.line, remark.column)
