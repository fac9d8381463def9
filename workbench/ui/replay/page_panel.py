"""The page: before, while and after the step; as pixels, as reconstructed DOM, or wiped between the two."""

from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from workbench.domain.actions import Click
from workbench.domain.picking import Picked
from workbench.domain.steps import Step
from workbench.replay.dom.fidelity import Mismatch, StepFidelity, Unproven
from workbench.replay.intent import target_of
from workbench.replay.opening import Replay
from workbench.replay.position import Phase, Position, address, page_of, pixels, step_of
from workbench.ui.replay.background import Background
from workbench.ui.replay.canvas import Acted, Shown
from workbench.ui.replay.dom_reading import DomReader, Snapshot
from workbench.ui.replay.explaining import Explainer
from workbench.ui.replay.panel import FollowingPanel
from workbench.ui.replay.pictures import Pictures
from workbench.ui.replay.playhead import Playhead
from workbench.ui.replay.stage import Stage
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import Badge, IconButton, Segmented

_PICK = "Pick an element: click one in the reconstructed page to see where its text comes from (Ctrl+Shift+C; Esc ends)"
_HINT = "Esc ends picking"
_PAIRS = {"wipe": "Pixels ↔ DOM", "wipe_time": "Before ↔ After"}


class PagePanel(FollowingPanel):
    """Holds which view of the page is taken, and whether one picks an element in it; everything else follows the
    playhead."""

    picked = Signal(object)
    """The element that was pointed at: a Picked. The playhead stands where it did."""
    picking_changed = Signal(bool)
    """Whether the mouse picks elements now."""
    explained = Signal(object, object)
    """The Picked with its Origins, the likeliest first, as the card over the page tells them."""

    def __init__(
        self, theme: Theme, playhead: Playhead, pictures: Pictures, dom: Background, *, explains: bool = False
    ) -> None:
        """``explains``: a card over the page tells of a picked element, where nobody else shows one."""
        self._pictures, self._dom, self._explains = pictures, dom, explains
        self._reader: DomReader | None = None
        self._mode, self._pair = "pixels", "wipe"
        self.stage = Stage(theme)
        super().__init__(playhead, "", self.stage, name="replay.pagePanel")
        self.setAccessibleName("Page")
        self.phases = Segmented([(phase.value, phase.value.capitalize()) for phase in Phase], name="replay.phase")
        self.modes = Segmented([("pixels", "Pixels"), ("dom", "DOM"), ("wipe", "Wipe")], name="replay.mode")
        self._swap = QPushButton(_PAIRS[self._pair])
        self._swap.setObjectName("replay.wipePair")
        self._swap.setProperty("kind", "flat")
        self._swap.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._swap.setToolTip("Wipe between pixels and reconstruction, or between before and after")
        self._swap.hide()
        self.pick_button = IconButton(theme, "crosshair", _PICK, name="replay.pick")
        self.pick_button.setCheckable(True)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.stop_picking)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.setEnabled(False)
        QShortcut(QKeySequence("Ctrl+Shift+C"), self, self.pick_button.click)
        self.explainer = Explainer(theme, self.stage, dom)
        self.explainer.card.offer(offered=False)  # whoever writes a spec from here says so
        self.badge = Badge(theme)
        self.badge.setObjectName("replay.fidelity")
        self.badge.show_as("")
        self._arrange()

    def _arrange(self) -> None:
        self.header.add_left(self.modes)
        self.header.add_left(self.phases)
        self.header.add_right(self._swap)
        self.header.add_right(self.pick_button)
        self.header.add_right(self.badge)
        self.phases.chosen.connect(lambda key: self.go(Position(self.playhead.position.step, Phase(key))))
        self.modes.chosen.connect(self.set_mode)
        self._swap.clicked.connect(self._swap_pair)
        self.pick_button.clicked.connect(lambda on: self.start_picking() if on else self.stop_picking())
        self.stage.picked.connect(self._take)
        self.explainer.explained.connect(self.explained)
        self.stage.picking_ended.connect(self.stop_picking)
        self._pictures.arrived.connect(lambda _blob: self.refresh())
        self.stage.drawn.connect(lambda: self.stage.setProperty("drawn", True))

    @property
    def picking(self) -> bool:
        """Whether the mouse picks elements now."""
        return self._escape.isEnabled()

    def start_picking(self) -> None:
        """Show the reconstruction and let the mouse pick an element of it: one, or Escape, ends it."""
        if self.playhead.replay is None:
            self.pick_button.setChecked(False)
            return
        if self._mode != "dom":
            self.set_mode("dom")
        self.explainer.close()
        self._tell_picking(on=True)

    def stop_picking(self) -> None:
        """The mouse picks nothing any more."""
        self._tell_picking(on=False)

    def set_reader(self, reader: DomReader | None) -> None:
        """The DOM of the episode that is opened next."""
        self._reader = reader

    def set_mode(self, mode: str) -> None:
        """``pixels``, ``dom`` or ``wipe``. Only in the reconstruction something can be picked."""
        if mode != "dom":
            self.stop_picking()
        self._mode = mode
        self.modes.choose(mode)
        self._swap.setVisible(mode == "wipe")
        self.stage.set_mode(self._shown_mode)
        self.refresh()

    @property
    def _shown_mode(self) -> str:
        return self._pair if self._mode == "wipe" else self._mode

    def follow(self, replay: Replay) -> None:
        here = self.playhead.position
        self.explainer.follow(here)
        step = step_of(replay.episode, here)
        self.phases.choose(here.phase.value)
        for phase in (Phase.BEFORE, Phase.ACTION):
            self.phases.allow(phase.value, step is not None)
        viewport = replay.episode.run.header.viewport
        self.stage.show_page(self._pixels(replay, here, step), viewport)
        self.say(_address(replay, here))
        if self.picking:
            self.header.set_of(_HINT)
        self._ask_dom(here)

    def hideEvent(self, event: QHideEvent) -> None:
        self.stop_picking()
        super().hideEvent(event)

    def reopen(self) -> None:
        self.stop_picking()
        self.explainer.close()

    def clear(self) -> None:
        self.stop_picking()
        self.stage.show_page(Shown(message="No episode is open."), (1280, 800))
        self.badge.show_as("")
        self.say("")

    def _pixels(self, replay: Replay, here: Position, step: Step | None) -> Shown:
        blob = pixels(replay.episode, here)
        image = self._pictures.picture(blob)
        message = "No picture was taken here." if blob is None else "Loading…"
        if image is not None and image.isNull():
            message = "The picture is missing or damaged."
        if self._shown_mode == "wipe_time" and step:
            after = self._pictures.picture(step.after)
            return Shown(after, self._pictures.picture(step.before), None, message)
        return Shown(image, None, _acted(step, here.phase), message)

    def _ask_dom(self, here: Position) -> None:
        reader = self._reader
        if reader is None:
            return
        if self._shown_mode in {"dom", "wipe"}:
            self._dom.run("snapshot", lambda: reader.snapshot(here), self._show_snapshot)
        else:
            self._dom.forget("snapshot")
        self._dom.run("fidelity", lambda: reader.fidelity(here), self._show_fidelity)  # the page need not wait for it

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        self.stage.setProperty("drawn", False)
        self.stage.show_snapshot(snapshot.page, snapshot.highlight)

    def _show_fidelity(self, fidelity: StepFidelity) -> None:
        what = "Reconstruction" if self._mode == "dom" else "DOM"
        match fidelity:
            case None:
                self.badge.show_as(f"{what} = live page", "met")
                self.badge.setToolTip(
                    "The reconstructed DOM equals the DOM that the live page had, node for node. Image files are not "
                    "recorded: grey squares stand for them. Pixels show them."
                )
            case Mismatch() as mismatch:
                self.badge.show_as(f"{what} ≠ live page", "broken")
                self.badge.setToolTip(mismatch.sentence)
            case Unproven(reason=reason):
                self.badge.show_as(f"{what} unproven", "disturbed")
                self.badge.setToolTip(reason)

    def _tell_picking(self, *, on: bool) -> None:
        self.pick_button.setChecked(on)
        self.header.set_of(_HINT if on else self.summary)
        if on != self.picking:
            self._escape.setEnabled(on)
            self.stage.pick(on=on)
            self.picking_changed.emit(on)

    def _take(self, message: Any) -> None:
        self.stop_picking()
        replay, here = self.playhead.replay, self.playhead.position
        if replay is not None:
            nearby = [*message["nearby"], message["url"]]
            page = page_of(replay.episode, here)
            picked = msgspec.convert({**message, "nearby": nearby, "page": page}, Picked)
            self.picked.emit(picked)
            if self._explains:
                self.explainer.explain(picked, replay, here)

    def _swap_pair(self) -> None:
        self._pair = "wipe_time" if self._pair == "wipe" else "wipe"
        self._swap.setText(_PAIRS[self._pair])
        self.stage.set_mode(self._shown_mode)
        self.refresh()


def _address(replay: Replay, here: Position) -> str:
    """Where the tab stands, without the world's own origin."""
    header = replay.episode.run.header
    url = address(replay.episode, here)
    return (url.removeprefix(header.origin) or "/") if url else header.start_url.partition("?")[0]


def _acted(step: Step | None, phase: Phase) -> Acted | None:
    target = target_of(step.action) if step else None
    if step is None or target is None or target.box is None or phase is Phase.AFTER:
        return None
    point = step.action.position if isinstance(step.action, Click) else None
    return Acted(target.box, point, planned=phase is Phase.BEFORE)
