"""The stored runs while one types: the real process, the real panel, real keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPlainTextEdit, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from tests.authoring.shelf import UNORDERED, WORKOUT, fill, like
from tests.benchmarks.verdict_runs import BOOK
from tests.ui.author.stalls import no_stall
from tests.ui.seeking import child
from workbench.authoring.rejudging_answers import LISTED, Consequences
from workbench.domain.verdicts import Ruling
from workbench.ui.author.consequences import StoredVerdicts
from workbench.ui.author.flips_panel import FlipsPanel
from workbench.ui.shell.theme import Theme

_SLOW = 110_000


class Desk(QWidget):
    """A text beside what it does to the stored runs."""

    def __init__(self, theme: Theme, recordings: Path) -> None:
        super().__init__()
        self.editor, self.panel = QPlainTextEdit(), FlipsPanel(theme)
        self.verdicts = StoredVerdicts(recordings, self)
        self.told: list[Consequences] = []
        self.loads: list[tuple[int, int]] = []
        self.troubles: list[str] = []
        self.shown: Path | None = None
        row = QHBoxLayout(self)
        row.addWidget(self.editor, 1)
        row.addWidget(self.panel)
        self.panel.setFixedWidth(420)
        self.verdicts.loading.connect(self.panel.show_loading)
        self.verdicts.loading.connect(lambda done, total: self.loads.append((done, total)))
        self.verdicts.judged.connect(self.panel.show_consequences)
        self.verdicts.judged.connect(self.told.append)
        self.verdicts.trouble.connect(lambda what, advice: self.troubles.append(what))
        self.editor.textChanged.connect(self.ask)

    def ask(self) -> None:
        self.verdicts.ask(self.editor.toPlainText(), BOOK, "book.yaml", self.shown)

    @property
    def last(self) -> Consequences | None:
        """The last word about the text as it is."""
        return self.told[-1] if self.told and self.told[-1].complete else None

    def rows(self) -> list[str]:
        model = self.list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def list(self) -> QListView:
        return child(self.panel, QListView, "author.flips.list")


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    fill(tmp_path, 20, written=10)
    return tmp_path


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, recordings: Path) -> Desk:
    return opened(qtbot, theme, recordings)


def opened(qtbot: QtBot, theme: Theme, recordings: Path) -> Desk:
    made = Desk(theme, recordings)
    qtbot.addWidget(made, before_close_func=lambda widget: widget.verdicts.stop())
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def judged(qtbot: QtBot, desk: Desk, text: str) -> Consequences:
    """Replace the text; returns the last word about it."""
    desk.told.clear()
    desk.editor.setPlainText(text)
    return settled(qtbot, desk)


def settled(qtbot: QtBot, desk: Desk) -> Consequences:
    qtbot.waitUntil(lambda: desk.last is not None or bool(desk.troubles), timeout=_SLOW)
    assert not desk.troubles
    assert desk.last is not None
    return desk.last


def click(desk: Desk, row: int) -> None:
    place = desk.list.visualRect(desk.list.model().index(row, 0)).center()
    QTest.mouseClick(desk.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def test_that_an_edit_shows_its_flips_and_undoing_it_shows_that_nothing_flips(qtbot: QtBot, desk: Desk) -> None:
    assert judged(qtbot, desk, UNORDERED).flipped == 2
    rows = desk.rows()
    assert rows[0].startswith("VIOLATED → SATISFIED")
    assert rows[1].startswith("run-0006  seed 6 · Until now: After the-visit, GET /visits/101 is read")
    assert "16 satisfied" in [label.text() for label in desk.panel.findChildren(QLabel) if label.isVisible()]
    judged(qtbot, desk, BOOK)
    assert desk.rows() == []
    assert child(desk.panel, QWidget, "author.flips.empty").isVisible()


def test_that_only_the_text_that_was_typed_last_is_told_of(qtbot: QtBot, desk: Desk) -> None:
    for text in (UNORDERED, BOOK, UNORDERED):
        desk.verdicts.ask(text, BOOK, "book.yaml", now=True)
    found = judged(qtbot, desk, BOOK.replace("status: booked", "status: done"))
    assert {one.number for one in desk.told} == {found.number}
    assert found.violated == 20


def test_that_a_click_or_enter_opens_the_episode_and_the_one_in_view_is_not_opened_again(
    qtbot: QtBot, desk: Desk, recordings: Path
) -> None:
    judged(qtbot, desk, UNORDERED)
    went: list[Path] = []
    desk.panel.went.connect(went.append)
    click(desk, 1)
    assert went == [recordings / WORKOUT / "run-0006"]
    desk.panel.show_shown(went[0])
    assert "in view" in desk.rows()[1]
    click(desk, 1)
    click(desk, 0)
    QTest.keyClick(desk.list, Qt.Key.Key_Down)
    desk.list.setCurrentIndex(desk.list.model().index(2, 0))
    QTest.keyClick(desk.list, Qt.Key.Key_Return)
    assert went == [recordings / WORKOUT / "run-0006", recordings / WORKOUT / "run-0016"]


def test_that_contradictions_come_first_and_are_counted_in_the_header(
    qtbot: QtBot, theme: Theme, recordings: Path
) -> None:
    folder = recordings / WORKOUT / "run-0016"
    like(folder, folder, expected="VIOLATED", label="failing")
    desk = opened(qtbot, theme, recordings)
    judged(qtbot, desk, UNORDERED)
    assert "Against the verdict" in desk.rows()[0]
    assert desk.rows()[1].startswith("run-0016")
    assert child(desk.panel, QLabel, "author.flips.badge").text() == "1 unexpected"


def test_that_a_text_that_cannot_be_read_says_so_in_place_of_the_list(qtbot: QtBot, desk: Desk) -> None:
    judged(qtbot, desk, UNORDERED)
    found = judged(qtbot, desk, BOOK.replace("insert: visits", "insert: [visits"))
    assert found.problem
    assert desk.rows() == []
    empty = child(desk.panel, QWidget, "author.flips.empty")
    assert any("Line" in label.text() for label in empty.findChildren(QLabel))


def test_that_the_episode_in_view_is_judged_with_every_edit(qtbot: QtBot, desk: Desk, recordings: Path) -> None:
    desk.shown = recordings / WORKOUT / "run-0006"
    before = judged(qtbot, desk, BOOK).verdict_of_shown
    after = judged(qtbot, desk, UNORDERED).verdict_of_shown
    assert before is not None
    assert after is not None
    assert (before.ruling, after.ruling) == (Ruling.VIOLATED, Ruling.SATISFIED)


def test_that_a_process_that_dies_is_told_and_the_next_edit_starts_another(qtbot: QtBot, desk: Desk) -> None:
    judged(qtbot, desk, BOOK)
    process = desk.verdicts.findChild(QProcess)
    assert process is not None
    with qtbot.waitSignal(desk.verdicts.trouble, timeout=_SLOW):
        process.kill()
    desk.troubles.clear()
    assert judged(qtbot, desk, UNORDERED).flipped == 2


def test_that_the_list_keeps_qts_contract(qtbot: QtBot, desk: Desk) -> None:
    tester = QAbstractItemModelTester(desk.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    for text in (UNORDERED, BOOK.replace("status: booked", "status: done"), BOOK, "nonsense"):
        judged(qtbot, desk, text)
    assert tester.model() is desk.list.model()


def test_that_the_window_never_stalls_while_thousands_of_runs_are_read_and_judged(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    fill(tmp_path / "many", 2000)
    desk = opened(qtbot, theme, tmp_path / "many")
    bar = child(desk.panel, QProgressBar, "author.flips.progress")
    with no_stall() as monitor:
        desk.editor.setPlainText(BOOK)
        qtbot.waitUntil(lambda: bar.isVisible() and bar.value() > 0, timeout=_SLOW)
        settled(qtbot, desk)
        assert desk.loads[-1] == (2000, 2000)
        desk.told.clear()
        cursor = desk.editor.document().find("status: booked")
        desk.editor.setTextCursor(cursor)
        QTest.keyClicks(desk.editor, "status: done")
        found = settled(qtbot, desk)
        qtbot.waitUntil(lambda: len(desk.rows()) == LISTED + 2, timeout=_SLOW)
        desk.told.clear()
        desk.editor.undo()
        qtbot.waitUntil(lambda: desk.last is not None and not desk.last.flips, timeout=_SLOW)
    assert (found.flipped, found.judged, len(found.flips)) == (1400, 2000, LISTED)
    assert monitor.ticks > 20
    assert not desk.troubles
