"""The welcome page: what to start, what was recorded, what was cut off."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListView, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.messages import HEADER, OFFER
from tests.ui.seeking import child
from workbench.archive.library import EpisodeEntry
from workbench.domain.verdicts import Ruling
from workbench.session.messages import TaskRequest
from workbench.ui.library.gallery import Tile
from workbench.ui.library.page import LibraryPage
from workbench.ui.library.reading import Shelf, ShelfItem
from workbench.ui.library.rows import ago, episode_look
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import RowView

NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> LibraryPage:
    made = LibraryPage(theme)
    made.resize(1280, 760)
    qtbot.addWidget(made)
    made.show()
    made.show_offer(OFFER)
    return made


def rows(page: LibraryPage, name: str) -> list[str]:
    return [look.words for look in child(page, RowView, name).model.looks]


def test_that_the_first_button_starts_the_clinic_task(page: LibraryPage, qtbot: QtBot) -> None:
    first = child(page, QPushButton, "library.first")
    assert first.property("kind") == "primary"
    with qtbot.waitSignal(page.started, timeout=1000) as started:
        first.click()
    assert started.args == [TaskRequest("clinic/book_visit", seed=1)]


def test_that_seed_profile_and_options_can_be_chosen(page: LibraryPage, qtbot: QtBot) -> None:
    page.look_at("clinic/book_visit")
    child(page, QSpinBox, "task.seed").setValue(7)
    child(page, QComboBox, "task.date_widget").setCurrentText("flatpickr")
    child(page, QComboBox, "task.profile").setCurrentText("rough")
    with qtbot.waitSignal(page.started, timeout=1000) as started:
        child(page, QPushButton, "task.start").click()
    chosen = (("date_widget", "flatpickr"),)
    assert started.args == [TaskRequest("clinic/book_visit", seed=7, profile="rough", options=chosen)]


def test_that_a_profile_unfolds_into_disturbances_with_parameters_and_units(page: LibraryPage) -> None:
    page.look_at("clinic/book_visit")
    assert [row.split(" · ")[0] for row in rows(page, "task.disturbances")] == ["Stressed most by", "P6"]
    child(page, QComboBox, "task.profile").setCurrentText("rough")
    child(page, QPushButton, "task.details").click()
    error = next(row for row in rows(page, "task.disturbances") if row.startswith("P14"))
    assert "Intermittent error · Some requests fail." in error
    assert "share 0.06 of requests\N{NO-BREAK SPACE}· codes 500, 502 HTTP status" in error
    child(page, QComboBox, "task.profile").setCurrentText("evening · own")
    assert "/home/noor/profiles.yaml, line 3" in child(page, QLabel, "task.profile.about").text()


def test_that_the_profile_taken_last_is_taken_for_the_next_workout_and_told(page: LibraryPage, qtbot: QtBot) -> None:
    page.look_at("clinic/book_visit")
    with qtbot.waitSignal(page.profile_chosen, timeout=1000) as told:
        child(page, QComboBox, "task.profile").setCurrentText("rough")
    assert told.args == ["rough"]
    page.look_at("mail/send")
    assert page.workout is not None
    assert page.workout.setup.task() == TaskRequest("mail/send", profile="rough")
    page.show_offer(replace(OFFER, profiles=OFFER.profiles[:1]))
    assert page.task("mail/send").profile == "clean"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["clinic/another", "clinic/book_visit", "mail/send"]),
        ("date PICKERS", ["clinic/book_visit"]),
        ("p6", ["clinic/book_visit"]),
        ("mid-click", ["clinic/book_visit"]),
        ("ferry", ["mail/send"]),
        ("nowhere", []),
    ],
)
def test_that_workouts_are_found_by_what_is_said_of_them(page: LibraryPage, words: str, found: list[str]) -> None:
    child(page, QLineEdit, "library.search").setText(words)
    assert [place.workout for place in page.navigator.found if place.workout] == found


def test_that_workouts_are_filtered_by_gym_twins_and_gold_and_looking_at_one_lets_go_of_that(page: LibraryPage) -> None:
    page.show_shelf(Shelf(golds=frozenset({"mail/send"})))
    for switch, left in (("gold", "mail/send"), ("twins", "clinic/another")):
        button = child(page, QPushButton, f"library.{switch}")
        button.click()
        assert [place.workout for place in page.navigator.found if place.workout] == [left]
        button.click()
    child(page, QComboBox, "library.gym").setCurrentText("Ferry Mail")
    assert len(page.navigator.found) == 3
    page.look_at("clinic/another")
    assert page.workout is not None
    assert page.workout.objectName() == "workout.clinic/another"


def test_that_a_tile_leads_to_its_gym_and_from_there_to_a_workout(page: LibraryPage) -> None:
    child(page, QWidget, "tile.clinic").setFocus()
    QTest.keyClick(child(page, QWidget, "tile.clinic"), Qt.Key.Key_Return)
    told = rows(page, "gym.rows")
    assert any("Book a visit" in row and "length short, long" in row for row in told)
    assert any(row.startswith("P6") for row in told)
    listed = child(page, QListView, "gym.rows.list")
    at = next(number for number, row in enumerate(told) if "Book a visit" in row)
    listed.clicked.emit(listed.model().index(at, 0))
    assert page.workout is not None
    assert page.workout.objectName() == "workout.clinic/book_visit"


def test_that_asking_for_the_gyms_again_keeps_what_is_looked_at(page: LibraryPage) -> None:
    page.look_at("mail/send")
    page.show_offer(OFFER)
    assert page.workout is not None
    assert page.workout.objectName() == "workout.mail/send"
    assert len(page.findChildren(QPushButton, "library.first")) == 1


def test_that_an_episode_shows_its_verdict_and_opens_on_activation(page: LibraryPage, qtbot: QtBot) -> None:
    folder = Path("recordings/clinic/book_visit/e1")
    item = ShelfItem(EpisodeEntry(folder, replace(HEADER, label="gold")), kept=True, verdict=Ruling.SATISFIED)
    page.show_shelf(Shelf((item,), (), 1))
    view = child(page, RowView, "library.episodes")
    assert view.model.looks[0].chips[-1].text == "SATISFIED"
    with qtbot.waitSignal(page.opened, timeout=1000) as opened:
        view.choose(0)
        view.list.activated.emit(view.list.currentIndex())
    assert opened.args == [folder]


def test_that_an_episode_that_does_not_open_says_why_and_stays_shut(page: LibraryPage, qtbot: QtBot) -> None:
    broken = ShelfItem(EpisodeEntry(Path("recordings/x"), None, "It is damaged."), kept=True)
    page.show_shelf(Shelf((broken,), (), 1))
    view = child(page, RowView, "library.episodes")
    assert "It is damaged." in view.model.looks[0].words
    with qtbot.assertNotEmitted(page.opened):
        view.choose(0)
        view.list.activated.emit(view.list.currentIndex())


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


def test_that_tiles_are_equally_wide_whatever_their_gyms_are_called(page: LibraryPage, qtbot: QtBot) -> None:
    long = replace(OFFER.gyms[0], name="hotel", title="Meridian Quay Back Office and Annexe")
    page.show_offer(replace(OFFER, gyms=(*OFFER.gyms, long)))

    def widths() -> list[int]:
        return sorted(tile.width() for tile in page.gallery.findChildren(Tile))

    qtbot.waitUntil(lambda: len(widths()) == 3)
    qtbot.waitUntil(lambda: widths()[0] > 200 and widths()[-1] - widths()[0] <= 1)


def test_that_a_wide_window_leaves_room_to_long_goals_too(page: LibraryPage, qtbot: QtBot) -> None:
    recent = child(page, QWidget, "library.episodes")
    narrow = recent.width()
    page.resize(1920, 1000)
    qtbot.waitUntil(lambda: recent.width() > narrow + 60)
    assert recent.width() <= 480


def test_that_the_fields_of_a_task_are_equally_high(page: LibraryPage) -> None:
    page.look_at("clinic/book_visit")
    fields = (child(page, QComboBox, "task.profile"), child(page, QSpinBox, "task.seed"))
    assert len({field.height() for field in fields}) == 1
