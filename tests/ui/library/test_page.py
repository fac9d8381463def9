"""The welcome page: what to start, what was recorded, what was cut off."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.messages import HEADER, TEMPLATE
from tests.ui.seeking import child
from workbench.archive.library import EpisodeEntry
from workbench.domain.verdicts import Ruling
from workbench.session.control import GymInfo, WorkoutInfo
from workbench.session.messages import TaskRequest
from workbench.ui.library.page import LibraryPage
from workbench.ui.library.reading import Shelf, ShelfItem
from workbench.ui.library.rows import ago, episode_look
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import RowView

NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
CLINIC = GymInfo(
    "clinic",
    "Northside Clinic",
    "A clinic's site.",
    1,
    {"date_widget": ("native", "flatpickr")},
    (
        WorkoutInfo("clinic/another", "Another", "Something.", "Do {x}."),
        WorkoutInfo("clinic/book_visit", "Book a visit", "Date pickers.", TEMPLATE),
    ),
)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> LibraryPage:
    made = LibraryPage(theme)
    made.resize(1280, 760)
    qtbot.addWidget(made)
    made.show()
    made.show_gyms((CLINIC,))
    return made


def test_that_the_first_button_starts_the_clinic_task(page: LibraryPage, qtbot: QtBot) -> None:
    first = next(iter(page.cards.values())).start
    assert first.property("kind") == "primary"
    with qtbot.waitSignal(page.started, timeout=1000) as started:
        first.click()
    assert started.args == [TaskRequest("clinic/book_visit", seed=1)]


def test_that_seed_and_date_widget_can_be_chosen(page: LibraryPage, qtbot: QtBot) -> None:
    name = "workout.clinic/book_visit"
    child(page, QSpinBox, f"{name}.seed").setValue(7)
    box = child(page, QComboBox, f"{name}.date_widget")
    box.setCurrentText("flatpickr")
    with qtbot.waitSignal(page.started, timeout=1000) as started:
        child(page, QPushButton, f"{name}.start").click()
    assert started.args == [TaskRequest("clinic/book_visit", seed=7, options=(("date_widget", "flatpickr"),))]


def test_that_asking_for_the_gyms_again_leaves_one_card_each(page: LibraryPage) -> None:
    page.show_gyms((CLINIC,))
    assert list(page.cards) == ["clinic/book_visit", "clinic/another"]


def test_that_an_episode_shows_its_verdict_and_opens_on_activation(page: LibraryPage, qtbot: QtBot) -> None:
    folder = Path("recordings/clinic/book_visit/e1")
    item = ShelfItem(EpisodeEntry(folder, replace(HEADER, label="gold")), kept=True, verdict=Ruling.SATISFIED)
    page.show_shelf(Shelf((item,), (), 1))
    rows = child(page, RowView, "library.episodes")
    assert rows.model.looks[0].chips[-1].text == "SATISFIED"
    with qtbot.waitSignal(page.opened, timeout=1000) as opened:
        rows.choose(0)
        rows.list.activated.emit(rows.list.currentIndex())
    assert opened.args == [folder]


def test_that_an_episode_that_does_not_open_says_why_and_stays_shut(page: LibraryPage, qtbot: QtBot) -> None:
    broken = ShelfItem(EpisodeEntry(Path("recordings/x"), None, "It is damaged."), kept=True)
    page.show_shelf(Shelf((broken,), (), 1))
    rows = child(page, RowView, "library.episodes")
    assert "It is damaged." in rows.model.looks[0].words
    with qtbot.assertNotEmitted(page.opened):
        rows.choose(0)
        rows.list.activated.emit(rows.list.currentIndex())


def test_that_a_recording_that_was_cut_off_is_offered_to_be_kept_or_discarded(page: LibraryPage, qtbot: QtBot) -> None:
    drafts = child(page, QWidget, "drafts")
    assert not drafts.isVisible()
    page.show_shelf(Shelf((), (EpisodeEntry(Path("drafts/e1"), HEADER, finished=False),), 0))
    assert drafts.isVisible()
    with qtbot.waitSignal(page.kept, timeout=1000) as kept:
        child(page, QPushButton, "draft.e1.keep").click()
    assert kept.args == [Path("drafts/e1")]
    with qtbot.waitSignal(page.discarded, timeout=1000):
        child(page, QPushButton, "draft.e1.discard").click()
    page.show_shelf(Shelf())
    assert not drafts.isVisible()


def test_that_an_episode_says_in_which_variant_of_the_world_it_was_made() -> None:
    look = episode_look(ShelfItem(EpisodeEntry(Path("x"), HEADER), kept=True), NOW)
    assert "clinic/book_visit · seed 7 · flatpickr · human · 1 hour ago" in look.words


def test_that_an_unjudged_episode_claims_nothing() -> None:
    look = episode_look(ShelfItem(EpisodeEntry(Path("x"), HEADER), kept=False), NOW)
    assert [chip.text for chip in look.chips] == ["not kept", "judging…"]


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (5, "just now"),
        (60, "1 minute ago"),
        (7200, "2 hours ago"),
        (86400 * 3, "3 days ago"),
        (86400 * 30, "2026-06-02"),
    ],
)
def test_that_ages_are_said_in_words(age: int, words: str) -> None:
    created = (NOW - timedelta(seconds=age)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert ago(created, NOW) == words
