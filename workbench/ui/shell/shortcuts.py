"""The shortcuts page: every action that has a key, by menu, from the same table that the menus come from."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from workbench.ui.models.look import Chip, Look, faint, stressed
from workbench.ui.shell.actions import Action, ActionTable, plain
from workbench.ui.shell.palette import keys_text
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.row_view import RowView


class ShortcutsPage(QDialog):
    """A list to read; Escape closes it."""

    def __init__(self, theme: Theme, table: ActionTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        empty = EmptyState(theme, "keyboard", "There are no shortcuts")
        rows = RowView(theme, empty, name="shortcuts.rows", title="Keyboard shortcuts", lead=6, selectable=False)
        rows.show_looks(shortcut_looks(table.everything()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 10)
        layout.addWidget(rows)
        self.resize(520, 620)


def shortcut_looks(actions: tuple[Action, ...]) -> tuple[Look, ...]:
    """Headings and rows, in the order of the table."""
    keyed = sorted((action for action in actions if action.shortcut), key=lambda action: _place(actions, action.menu))
    rows: list[Look] = []
    for menu, group in groupby(keyed, key=lambda action: action.menu):
        rows.append(Look((faint(plain(menu) or "Anywhere"),), heading=True))
        rows.extend(_row(action) for action in group)
    return tuple(rows)


def _row(action: Action) -> Look:
    hint = faint(action.hint) if action.hint else ()
    chips = tuple(Chip(keys_text(key)) for key in action.shortcut)
    return Look(tuple(filter(None, (stressed(plain(action.title)), hint))), chips=chips)


def _place(actions: tuple[Action, ...], menu: str) -> int:
    return next(place for place, action in enumerate(actions) if action.menu == menu)
