import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.replay.builder import clinic_episode, clinic_verdict
from workbench.replay.dom.fidelity import Unproven
from workbench.replay.dom.rows import Mark
from workbench.replay.opening import build_replay
from workbench.replay.position import START, Phase, Position, Scope
from workbench.ui.replay.diff_lines import step_lines, total_lines
from workbench.ui.replay.diff_model import LINE, DiffModel
from workbench.ui.replay.dom_reading import DomReader
from workbench.ui.replay.film_strip import FilmModel
from workbench.ui.replay.network_model import COLUMNS, NetworkModel
from workbench.ui.replay.tree_model import ROW, TreeModel
from workbench.ui.shell.theme import Theme

REPLAY = build_replay(clinic_episode(), clinic_verdict())
READER = DomReader(REPLAY.episode, lambda _blob: b"")
FAILED = Position(6, Phase.AFTER)


def test_that_the_tree_is_a_sound_model_through_changes(qtbot: QtBot) -> None:
    model = TreeModel()
    QAbstractItemModelTester(model)
    for position in (START, Position(3, Phase.AFTER), Position(4, Phase.AFTER), Position(8, Phase.AFTER)):
        model.show(READER.tree(position).rows)
        assert model.rowCount() == 1
    model.show(())
    assert model.rowCount() == 0


def test_that_the_tree_marks_what_the_step_added_and_finds_nodes(qtbot: QtBot) -> None:
    model = TreeModel()
    model.show(READER.tree(FAILED).rows)
    marked = [index.data(ROW) for index in model.marked()]
    assert [(row.tag, row.mark) for row in marked] == [("p", Mark.ADDED)]
    found = model.of_node(marked[0].node)
    assert found is not None
    assert found.parent().data(ROW).tag == "form"
    assert found.data() == '<p role="alert"> We could not reach the server. Please try again.'


def test_that_the_diff_is_a_sound_model_and_tells_cells_in_words(qtbot: QtBot) -> None:
    model = DiffModel()
    QAbstractItemModelTester(model)
    model.show(step_lines(REPLAY.backend.step_rows(FAILED)))
    assert model.index(0).data(LINE).faint, "the rolled-back attempt comes first, and faintly"
    assert "date: 2026-07-14" in [model.index(row).data() for row in range(model.rowCount())]
    model.show(total_lines(REPLAY.backend.total_rows(FAILED)))
    headings = [line for line in model.lines if line.title]
    assert "± page_views 1 · changed and undone · changes 2, 4 · page-views" in [line.words for line in headings]


def test_that_the_request_list_is_a_sound_model(qtbot: QtBot, theme: Theme) -> None:
    model = NetworkModel(theme)
    QAbstractItemModelTester(model)
    model.show(REPLAY.network.rows(START, Scope.TOTAL).rows)
    row = model.row_of("r6")
    assert row is not None
    assert model.index(row, COLUMNS.index("Status")).data() == "502"
    colour = model.index(row, COLUMNS.index("Status")).data(Qt.ItemDataRole.ForegroundRole)
    assert colour.name() == theme.tokens.broken
    assert model.row_of(None) is None


def test_that_the_film_is_a_sound_model(qtbot: QtBot) -> None:
    model = FilmModel()
    QAbstractItemModelTester(model)
    model.show(REPLAY.film)
    assert model.rowCount() == 8
    assert model.index(0).data() == "Start\n0:02.2"


def test_that_a_step_that_loaded_the_page_says_so_and_marks_nothing() -> None:
    tree = READER.tree(Position(7, Phase.AFTER))
    assert tree.fresh
    assert all(row.mark is Mark.NONE for row in tree.rows)


def test_that_a_thing_inside_a_highlighted_one_gets_no_box_of_its_own() -> None:
    snapshot = READER.snapshot(FAILED)
    assert len(json.loads(snapshot.highlight)) == 1
    assert isinstance(READER.fidelity(FAILED), Unproven), "this episode was written by hand and has no truths"
