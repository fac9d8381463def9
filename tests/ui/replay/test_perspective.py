"""The perspective as a person uses it: keys, clicks, search."""

import json
import shutil
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QMainWindow, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from workbench.replay.position import START, Focus, Phase, Position
from workbench.ui.replay.perspective import ReplayPerspective
from workbench.ui.replay.timeline_view import TimelineView
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.theme import Theme

Key = Qt.Key


def child(perspective: ReplayPerspective, kind: type, name: str) -> QWidget:
    found = perspective.findChild(kind, name)
    assert isinstance(found, QWidget), name
    return found


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, perspective: ReplayPerspective) -> QMainWindow:
    """The perspective in a window with its actions, as the application puts it."""
    window = QMainWindow()
    table = ActionTable(theme, window)
    window.addActions(table.add(perspective.actions()))
    window.setCentralWidget(perspective)
    window.resize(1280, 800)
    qtbot.addWidget(window)
    with qtbot.waitActive(window, timeout=60_000):  # only an active window tells who has the keyboard
        window.show()
        window.activateWindow()
    table.refresh()
    return window


def test_that_the_verdict_is_computed_on_opening_and_shown_with_its_worst_finding(
    perspective: ReplayPerspective,
) -> None:
    ruling = child(perspective, QLabel, "replay.ruling")
    assert isinstance(ruling, QLabel)
    assert ruling.text() == "VIOLATED"
    assert perspective.playhead.position == Position(7, Phase.AFTER)
    assert perspective.playhead.focus.change == 5


@pytest.mark.usefixtures("window")
def test_that_keys_move_by_step_by_phase_and_to_both_ends(qtbot: QtBot, perspective: ReplayPerspective) -> None:
    steps = child(perspective, QListView, "replay.steps.list")
    steps.setFocus()
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, modifier, expected in (
        (Key.Key_Home, Qt.KeyboardModifier.NoModifier, START),
        (Key.Key_Right, Qt.KeyboardModifier.NoModifier, Position(1, Phase.ACTION)),
        (Key.Key_Right, Qt.KeyboardModifier.NoModifier, Position(2, Phase.ACTION)),
        (Key.Key_Right, shift, Position(2, Phase.AFTER)),
        (Key.Key_Right, shift, Position(3, Phase.BEFORE)),
        (Key.Key_Left, shift, Position(2, Phase.AFTER)),
        (Key.Key_Left, Qt.KeyboardModifier.NoModifier, Position(1, Phase.AFTER)),
        (Key.Key_Down, Qt.KeyboardModifier.NoModifier, Position(2, Phase.AFTER)),
        (Key.Key_End, Qt.KeyboardModifier.NoModifier, Position(8, Phase.AFTER)),
        (Key.Key_K, Qt.KeyboardModifier.NoModifier, Position(7, Phase.AFTER)),
        (Key.Key_K, Qt.KeyboardModifier.NoModifier, Position(6, Phase.AFTER)),
        (Key.Key_J, Qt.KeyboardModifier.NoModifier, Position(7, Phase.AFTER)),
    ):
        QTest.keyClick(steps, key, modifier)
        assert perspective.playhead.position == expected


def test_that_selecting_in_any_panel_moves_all(qtbot: QtBot, perspective: ReplayPerspective) -> None:
    steps = child(perspective, QListView, "replay.steps.list")
    film = child(perspective, QListView, "replay.film")
    assert isinstance(steps, QListView)
    assert isinstance(film, QListView)
    click_row(qtbot, steps, 4)
    assert perspective.playhead.position.step == 4
    assert film.currentIndex().row() == 4
    click_row(qtbot, film, 6)
    assert perspective.playhead.position == Position(6, Phase.AFTER)
    assert steps.currentIndex().row() == 6


def click_row(qtbot: QtBot, view: QListView, row: int) -> None:
    index = view.model().index(row, 0)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def test_that_a_link_of_a_finding_leads_to_its_change_in_the_backend(
    qtbot: QtBot, perspective: ReplayPerspective
) -> None:
    perspective.playhead.first()
    verdict = child(perspective, QListView, "replay.verdict.list")
    assert isinstance(verdict, QListView)
    click_row(qtbot, verdict, 1)
    assert perspective.playhead.focus.change == 5
    backend = child(perspective, QListView, "replay.backend")
    assert isinstance(backend, QListView)
    assert "visits 902" in backend.currentIndex().data()


def test_that_a_request_shows_its_details_and_marks_itself_in_the_timeline(
    qtbot: QtBot, perspective: ReplayPerspective
) -> None:
    perspective.details.show_view("network")
    perspective.playhead.go(Position(6, Phase.AFTER))
    table = child(perspective, QTableView, "replay.network")
    assert isinstance(table, QTableView)
    index = table.model().index(0, 2)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    assert perspective.playhead.focus == Focus(exchange="r6")
    detail = child(perspective, QWidget, "replay.exchange")
    assert detail.isVisible()
    close = child(perspective, QWidget, "replay.exchange.close")
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not detail.isVisible()


def test_that_a_click_in_the_timeline_goes_to_the_mark_or_to_the_moment(
    qtbot: QtBot, perspective: ReplayPerspective
) -> None:
    view = child(perspective, TimelineView, "replay.timeline")
    assert isinstance(view, TimelineView)
    requests = perspective.playhead.replay.timeline.lanes[2] if perspective.playhead.replay else None
    assert requests is not None
    failed = next(mark for mark in requests.marks if "502" in mark.label)
    spot = QPointF((view.x_of(failed.start) + view.x_of(failed.end)) / 2, 20 + 2.5 * 20)
    assert view.mark_at(spot) is failed
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
    assert perspective.playhead.focus == Focus(exchange="r6")
    free = QPointF(view.x_of(5300), 20 + 2.5 * 20)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=free.toPoint())
    assert perspective.playhead.position.step == 2


def test_that_a_disturbance_clicked_in_the_timeline_is_pointed_at_among_the_effects(
    perspective: ReplayPerspective,
) -> None:
    view = child(perspective, TimelineView, "replay.timeline")
    assert isinstance(view, TimelineView)
    assert perspective.playhead.replay is not None
    lanes = perspective.playhead.replay.timeline.lanes
    at = next(number for number, lane in enumerate(lanes) if lane.kind == "perturbations")
    spot = QPointF(view.x_of(lanes[at].marks[0].start), 20 + (at + 0.5) * 20)
    assert spot.y() < view.viewport().height(), "in sight without scrolling"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
    effects = child(perspective, QListView, "replay.intent.list")
    assert isinstance(effects, QListView)
    assert "P15" in effects.currentIndex().data()
    assert effects.selectionModel().hasSelection()
    perspective.playhead.go(START)
    assert not effects.selectionModel().hasSelection()


def test_that_the_step_and_the_picture_one_stands_on_stay_in_sight_in_a_smaller_window(
    qtbot: QtBot, perspective: ReplayPerspective
) -> None:
    perspective.resize(2400, 1600)
    perspective.playhead.last()
    perspective.resize(1000, 560)
    for name in ("replay.steps.list", "replay.film"):
        qtbot.waitUntil(partial(_shows_where_one_stands, child(perspective, QListView, name)))


@pytest.mark.usefixtures("window")
def test_that_search_previews_hits_with_the_arrow_keys(qtbot: QtBot, perspective: ReplayPerspective) -> None:
    steps = child(perspective, QListView, "replay.steps.list")
    QTest.keyClick(steps, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = child(perspective, QLineEdit, "replay.search")
    assert field.hasFocus()
    QTest.keyClicks(field, "try again")
    popup = child(perspective, QWidget, "replay.hitsPopup")
    assert popup.isVisible()
    QTest.keyClick(field, Key.Key_Down)
    assert perspective.playhead.position == Position(6, Phase.AFTER)
    assert perspective.playhead.focus.node is not None
    QTest.keyClick(field, Key.Key_Escape)
    assert not popup.isVisible()
    assert perspective.playhead.position == Position(6, Phase.AFTER)


@pytest.mark.usefixtures("window")
def test_that_hits_are_put_away_by_turning_elsewhere_and_with_their_episode(perspective: ReplayPerspective) -> None:
    field = child(perspective, QLineEdit, "replay.search")
    popup = child(perspective, QWidget, "replay.hitsPopup")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "try again")
    child(perspective, QListView, "replay.steps.list").setFocus(Qt.FocusReason.MouseFocusReason)
    assert (popup.isVisible(), field.text()) == (False, "try again")
    QTest.keyClicks(field, "!")
    perspective.playhead.open(perspective.playhead.replay)
    assert (popup.isVisible(), field.text()) == (False, "")


def test_that_the_dom_tree_comes_from_the_recording_with_what_the_step_did(
    qtbot: QtBot, perspective: ReplayPerspective
) -> None:
    perspective.details.show_view("dom")
    perspective.playhead.go(Position(6, Phase.AFTER))
    model = perspective.tree.model
    qtbot.waitUntil(
        lambda: [index.data() for index in model.marked()][:1] != [] and "alert" in model.marked()[0].data()
    )
    assert "alert" in perspective.tree.tree.currentIndex().data()


def test_that_pixels_arrive_with_the_acted_element_marked(qtbot: QtBot, perspective: ReplayPerspective) -> None:
    perspective.playhead.go(Position(6, Phase.ACTION))
    canvas = perspective.page.stage.canvas
    qtbot.waitUntil(lambda: canvas.shown.image is not None)
    assert canvas.shown.acted is not None
    assert not canvas.shown.acted.planned
    QTest.mouseClick(child(perspective, QPushButton, "replay.phase.after"), Qt.MouseButton.LeftButton)
    assert perspective.playhead.position.phase is Phase.AFTER
    qtbot.waitUntil(lambda: canvas.shown.image is not None and canvas.shown.acted is None)


@pytest.mark.browser
def test_that_the_reconstruction_shows_the_page_of_the_recording(qtbot: QtBot, perspective: ReplayPerspective) -> None:
    perspective.playhead.go(Position(6, Phase.AFTER))
    with qtbot.waitSignal(perspective.page.stage.drawn, timeout=60_000):
        QTest.mouseClick(child(perspective, QPushButton, "replay.mode.dom"), Qt.MouseButton.LeftButton)
    view = child(perspective, QWebEngineView, "replay.dom")
    assert isinstance(view, QWebEngineView)
    told: list[str] = []
    view.page().runJavaScript("workbenchCanonical()", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert "We could not reach the server" in told[0]
    badge = child(perspective, QLabel, "replay.fidelity")
    assert isinstance(badge, QLabel)
    assert badge.text() == "Reconstruction unproven", "this episode has no truth to compare with"


def test_that_total_keeps_what_was_changed_and_undone(perspective: ReplayPerspective) -> None:
    perspective.playhead.last()
    perspective.details.toggle_scope()
    backend = child(perspective, QListView, "replay.backend")
    assert isinstance(backend, QListView)
    texts = [backend.model().index(row, 0).data() for row in range(backend.model().rowCount())]
    assert any("page_views 1 · changed and undone" in text for text in texts)


def test_that_a_newer_episode_shows_one_named_message_with_advice(
    qtbot: QtBot, perspective: ReplayPerspective, folder: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer"
    shutil.copytree(folder, newer)
    header = json.loads((newer / "episode.json").read_text())
    (newer / "episode.json").write_text(json.dumps(header | {"format": 99}))
    with qtbot.waitSignal(perspective.trouble) as trouble:
        perspective.open_episode(newer)
    assert "has format 99" in trouble.args[0]
    assert trouble.args[1].startswith("Update the workbench")
    assert perspective.message.isVisible()
    assert perspective.playhead.replay is None


def test_that_a_missing_picture_is_said_and_breaks_nothing(
    qtbot: QtBot, perspective: ReplayPerspective, folder: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(folder, bare)
    shutil.rmtree(bare / "blobs")
    with qtbot.waitSignal(perspective.opened):
        perspective.open_episode(bare)
    canvas = perspective.page.stage.canvas
    qtbot.waitUntil(lambda: canvas.shown.message == "The picture is missing or damaged.")


def _shows_where_one_stands(view: QWidget) -> bool:
    assert isinstance(view, QListView)
    return view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
