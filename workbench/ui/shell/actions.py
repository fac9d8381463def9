"""What a person can do, as rows in a table. Menus, buttons, shortcuts, the command palette and the shortcuts page all
come from it, so none of them can offer something the others don't know.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from workbench.ui.shell.theme import Theme


def always() -> bool:
    """For an action that is never greyed out."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do. Perspectives return a tuple of these from ``actions()``."""

    id: str
    """``record.finish``; also the objectName of its QAction."""
    title: str
    """As the menu reads, with ``&`` before its mnemonic."""
    run: Callable[[], Any]
    """Called on the Qt thread; returns at once."""
    shortcut: tuple[str, ...] = ()
    """Qt's portable key names, the first one is shown: ``("Ctrl+Return",)``."""
    menu: str = ""
    """Title of the menu it stands in; empty for one that only the palette and its shortcut reach."""
    icon: str = ""
    """Lucide's name; see resources/icons."""
    hint: str = ""
    """One sentence: what it does. Shown as tooltip and in the palette."""
    enabled: Callable[[], bool] = always
    checked: Callable[[], bool] | None = None
    """For a switch: whether it is on."""


def plain(title: str) -> str:
    """The title without mnemonics and ellipsis."""
    return title.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")


class ActionTable(QObject):
    """Holds every Action with its QAction. Changes when a perspective adds its rows, when another scope comes to the
    front, and by ``refresh`` after anything that an ``enabled`` or ``checked`` depends on.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[str, tuple[Action, str, QAction]] = {}
        self._scope = ""
        self._lent: set[str] = set()
        theme.changed.connect(self._colour)

    def add(self, actions: Iterable[Action], scope: str = "") -> tuple[QAction, ...]:
        """Add rows. Those of a scope live only while that scope is in front, or the one that it is a part of
        (``record.page`` is a part of ``record``); those without one always do."""
        made = tuple(self._add(action, scope) for action in actions)
        self._colour()
        self.refresh()
        return made

    def show_scope(self, scope: str) -> None:
        """Bring a perspective's actions to the front and send the others' to sleep, shortcuts included."""
        self._scope = scope
        self.refresh()

    def lend(self, scope: str, *, on: bool) -> None:
        """Keep a scope awake whichever is in front, or no longer: what its rows act on is shown elsewhere meanwhile.
        Its keys stay asleep there, as they may mean something else."""
        (self._lent.add if on else self._lent.discard)(scope)
        self.refresh()

    def refresh(self) -> None:
        """Ask every row anew whether it is enabled and checked."""
        for action, scope, made in self._rows.values():
            awake = self._is_awake(scope)
            made.setVisible(awake)
            made.setShortcuts(_keys(action) if not awake or self._is_in_front(scope) else [])
            made.setEnabled(awake and action.enabled())
            if action.checked is not None:
                made.setChecked(action.checked())
        self.changed.emit()

    def qaction(self, action_id: str) -> QAction:
        """The QAction of a row, for buttons and menus. Raises KeyError."""
        return self._rows[action_id][2]

    def visible(self) -> tuple[Action, ...]:
        """The rows that are awake now, in the order they were added."""
        return tuple(action for action, scope, _ in self._rows.values() if self._is_awake(scope))

    def everything(self) -> tuple[Action, ...]:
        """All rows, asleep or awake."""
        return tuple(action for action, _, _ in self._rows.values())

    def runnable(self) -> tuple[Action, ...]:
        """The rows that would do something now."""
        return tuple(action for action in self.visible() if action.enabled())

    def nearest(self) -> tuple[Action, ...]:
        """The runnable rows, those of the perspective in front first."""

        def far(action: Action) -> bool:
            scope = self._rows[action.id][1]
            return not scope or not self._is_in_front(scope)

        return tuple(sorted(self.runnable(), key=far))

    def _is_in_front(self, scope: str) -> bool:
        return scope in ("", self._scope) or scope.partition(".")[0] == self._scope

    def _is_awake(self, scope: str) -> bool:
        return self._is_in_front(scope) or scope in self._lent

    def _add(self, action: Action, scope: str) -> QAction:
        if action.id in self._rows:
            raise ValueError(f"There are two actions {action.id}.")
        made = QAction(action.title, self)
        made.setObjectName(action.id)
        made.setShortcuts(_keys(action))
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.setCheckable(action.checked is not None)
        made.setToolTip(_tooltip(action))
        made.setStatusTip(action.hint)
        made.triggered.connect(lambda _checked=False: self._run(action))
        self._rows[action.id] = (action, scope, made)
        return made

    def _run(self, action: Action) -> None:
        action.run()
        self.refresh()

    def _colour(self) -> None:
        for action, _, made in self._rows.values():
            if action.icon:
                made.setIcon(self._theme.icon(action.icon))


def _keys(action: Action) -> list[QKeySequence]:
    return [QKeySequence(key) for key in action.shortcut]


def _tooltip(action: Action) -> str:
    keys = QKeySequence(action.shortcut[0]).toString(QKeySequence.SequenceFormat.NativeText) if action.shortcut else ""
    text = action.hint or plain(action.title)
    return f"{text} ({keys})" if keys else text
