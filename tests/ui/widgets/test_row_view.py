"""Rows: words beside chips, and the row that one stands on while the list changes its size."""

import pytest
from PySide6.QtCore import QRect, QTimer
from pytestqt.qtbot import QtBot

from workbench.ui.models.look import Chip, Look, stressed
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.row_view import RowView

GOAL = "Request a refill of Valentine Weaver's Lisinopril 5 mg for pick-up at 3 Lake Avenue, Brookhaven, on Thursday."
ROWS = [Look((stressed(f"Row {number}"),)) for number in range(60)]


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> RowView:
    made = RowView(theme, EmptyState(theme, "film", "Nothing"), name="rows", title="Rows")
    qtbot.addWidget(made)
    made.resize(340, 400)
    made.show()
    return made


def in_sight(view: RowView, row: int) -> bool:
    place = view.list.visualRect(view.model.index(row))
    return QRect(view.list.viewport().rect()).contains(place)


def test_that_words_go_on_below_the_chips_beside_them(view: RowView) -> None:
    chips = (Chip("gold"), Chip("SATISFIED", "met"))
    view.show_looks([Look((stressed(GOAL),)), Look((stressed(GOAL),), chips=chips)])
    alone, beside = (view.list.sizeHintForIndex(view.model.index(row)).height() for row in range(2))
    assert alone <= beside < 1.5 * alone, "two chips cost one row of words at most"


def test_that_the_row_one_stands_on_stays_in_sight_when_the_list_gets_lower(view: RowView, qtbot: QtBot) -> None:
    view.show_looks(ROWS)
    view.choose(10)
    qtbot.waitUntil(lambda: in_sight(view, 10))
    view.resize(340, 120)
    qtbot.waitUntil(lambda: view.list.viewport().height() <= 120 and in_sight(view, 10))


def test_that_a_list_that_was_scrolled_away_from_that_row_is_left_alone(view: RowView, qtbot: QtBot) -> None:
    view.show_looks(ROWS)
    view.choose(0)
    qtbot.waitUntil(lambda: view.list.verticalScrollBar().maximum() > 0 and _rests(view))
    view.list.scrollToBottom()
    qtbot.waitUntil(lambda: in_sight(view, 59))
    view.resize(340, 300)
    qtbot.waitUntil(lambda: view.list.viewport().height() == 300 and _rests(view))
    assert not in_sight(view, 0)


def _rests(view: RowView) -> bool:
    """Nothing is left to be laid out or brought into sight."""
    return not any(timer.isActive() for timer in view.list.findChildren(QTimer))
