"""Between Record and Author: the live page goes where it is looked at, what is picked where it is specified."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from workbench.authoring.displaying import Origin
from workbench.domain.picking import Picked
from workbench.session.messages import (
    ChangeSeen,
    ElementPicked,
    ExchangeSeen,
    Saved,
    SittingMessage,
    StepChanged,
    StepOpened,
)
from workbench.ui.author.perspective import AuthorPerspective
from workbench.ui.models.record_state import Phase, RecordState
from workbench.ui.record.perspective import RecordPerspective

_RECORDED = (Phase.RECORDING, Phase.PAUSED)


class AuthoringLink(QObject):
    """Holds nothing but the two perspectives and the way to the front."""

    def __init__(
        self, record: RecordPerspective, author: AuthorPerspective, show: Callable[[str], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._record, self._author, self._show = record, author, show
        self._front = ""
        record.state_changed.connect(self._follow)
        record.backend_wanted.connect(self._specify_cell)
        record.page_wanted.connect(self._specify_page)
        author.evidence.page_wanted.connect(self._move_page)

    def bring(self, front: str) -> None:
        """That perspective is in front now: the page is shown there, if it shows the live sitting."""
        self._front = front
        self._move_page(front == "author" and self._author.evidence.shows_live)

    def hear(self, message: SittingMessage) -> None:
        """Take in a message of the sitting."""
        evidence = self._author.evidence
        match message:
            case ChangeSeen() | StepOpened() | StepChanged() | ExchangeSeen():
                evidence.grow()
            case ElementPicked(picked=picked, origins=origins) if self._front == "author" and evidence.shows_live:
                evidence.show_element(picked, origins)
            case Saved():
                evidence.look_again()
            case _:
                pass

    def _follow(self, state: RecordState) -> None:
        workout = state.header.workout if state.header is not None else ""
        self._author.evidence.show_live(workout, state.folder if state.phase in _RECORDED else None)

    def _move_page(self, wanted: bool) -> None:
        if wanted and self._front == "author":
            self._author.evidence.host_page(self._record.lend_page())
        else:
            self._record.take_page_back()

    def _specify_cell(self, origin: Origin) -> None:
        self._specify(lambda: self._author.evidence.go_to_origin(origin))

    def _specify_page(self, picked: Picked) -> None:
        self._specify(lambda: self._author.evidence.propose_page(picked))

    def _specify(self, then: Callable[[], None]) -> None:
        """Open the spec of what is being recorded, with the recording beside it."""
        state = self._record.state
        if state.header is not None and state.folder is not None:
            self._author.open_workout(state.header.workout)
            self._author.arrange(evidence=True)
            self._author.evidence.point(state.folder, then)
            self._show("author")
