"""The step list; while the steps are edited, the script with what was done to each of them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.replay.opening import Replay
from workbench.replay.position import Phase, Position
from workbench.ui.replay.editing import ScriptEditor
from workbench.ui.replay.editing_bar import EditingBar
from workbench.ui.replay.editing_looks import script_looks
from workbench.ui.replay.editing_verbs import EditingVerbs
from workbench.ui.replay.looks import step_look
from workbench.ui.replay.panel import FollowingPanel
from workbench.ui.replay.playhead import Playhead
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState, IconButton
from workbench.ui.widgets.row_view import RowView


class StepsPanel(FollowingPanel):
    """Every step of the episode, the start page first; row ``n`` is step ``n``, unless the steps are edited."""

    def __init__(self, theme: Theme, playhead: Playhead, editor: ScriptEditor, verbs: EditingVerbs) -> None:
        empty = EmptyState(theme, "footprints", "No episode is open", "Open one from the library.")
        self._view = RowView(theme, empty, name="replay.steps", title="Steps")
        self._editor = editor
        self._verbs = verbs
        self._edit = IconButton(theme, "pencil", "Edit steps (Ctrl+Shift+E)", name="replay.steps.edit")
        self._edit.setCheckable(True)
        self._edit.clicked.connect(lambda: verbs.run("edit"))
        super().__init__(playhead, "Steps", self._body(theme), name="replay.stepsPanel")
        self.header.add_right(self._edit)
        self._view.chosen.connect(self._choose)
        self._view.activated.connect(lambda _: verbs.run("change") if editor.active else None)
        self._view.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.list.customContextMenuRequested.connect(self._open_menu)
        editor.changed.connect(self._follow_editor)

    def reopen(self) -> None:
        self._show_rows()

    def follow(self, _replay: Replay) -> None:
        step = self.playhead.position.step
        row = self._editor.row_of_step(step) + 1 if self._editor.active and step else step
        self._editor.choose(row - 1)
        self._stand_on(row)

    def take_focus(self) -> None:
        """Let the keyboard move through the steps."""
        self._view.list.setFocus()

    def _body(self, theme: Theme) -> QWidget:
        body = QWidget()
        bar = EditingBar(theme, self._editor)
        bar.wanted.connect(self._verbs.run)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._view, 1)
        return body

    def _show_rows(self) -> None:
        replay, editor = self.playhead.replay, self._editor
        looks = [step_look(row) for row in replay.steps] if replay else []
        if replay and editor.active:
            looks = [looks[0], *script_looks(editor.rows, editor.remarks)]
        was, self._following = self._following, True
        self._view.show_looks(looks)
        self._following = was
        self.header.set_of(self._of(replay))
        self._edit.setEnabled(replay is not None)
        self._edit.setChecked(editor.active)

    def _of(self, replay: Replay | None) -> str:
        if replay is None:
            return ""
        history = self._editor.history
        count = len(history.script.steps) if history and self._editor.active else len(replay.episode.steps)
        return f"{count} · script" if self._editor.active else str(count)

    def _follow_editor(self) -> None:
        if self.playhead.replay is None:
            return
        self._show_rows()
        if self._editor.active:
            self._stand_on(self._editor.chosen + 1)
        else:
            self._stand_on(self.playhead.position.step)

    def _stand_on(self, row: int) -> None:
        was, self._following = self._following, True
        self._view.choose(row)
        self._following = was
        self._view.list.scrollTo(self._view.model.index(row))

    def _choose(self, row: int) -> None:
        if self._following:
            return
        if self._editor.active:
            self._editor.choose(row - 1)
        step = self._step_of(row)
        here = self.playhead.position
        if step is not None and step != here.step:
            self.go(Position(step, here.phase if here.step else Phase.ACTION))

    def _step_of(self, row: int) -> int | None:
        """The recorded step that a row shows; None for a new one."""
        if not self._editor.active or row == 0:
            return row
        recorded = self._editor.rows[row - 1].step.recorded
        return recorded.index if recorded else None

    def _open_menu(self, at: QPoint) -> None:
        if self._editor.active:
            self._verbs.open_menu(self._view.list.viewport().mapToGlobal(at))
