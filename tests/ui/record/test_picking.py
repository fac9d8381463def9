"""Pointing at elements in the Record perspective: what it asks for, says and shows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.messages import Script
from tests.ui.pilot import Pilot
from tests.ui.record.test_perspective import Stand
from workbench.authoring.displaying import Origin
from workbench.domain.actions import Locator, Target
from workbench.domain.picking import Picked
from workbench.session.messages import Closed, ElementPicked, PickingEnded, PickingStarted
from workbench.ui.shell.theme import Theme

TARGET = Target(
    (Locator("role", "link", "14 July", True), Locator("css", "td > a", None, True)), "link", "14 July", "a"
)
PICKED = Picked(TARGET, None, (1, 1), "t1", "http://w1.localhost/visits", ("Dentistry",))
ORIGIN = Origin("visits", (42,), "date", "2026-07-14", "date 14 July", "14 July", True, 1.5, 8)


@pytest.fixture
def stand(theme: Theme, qtbot: QtBot, script: Script) -> Stand:
    stand = Stand(theme, qtbot)
    stand.hear(script.opened, script.started)
    return stand


def test_that_the_button_begins_and_ends_it(stand: Stand) -> None:
    button = stand.child(QToolButton, "record.pick.button")
    banner = stand.child(QWidget, "record.picking")
    page = stand.child(QWidget, "record.page").geometry()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not banner.isVisible(), "the page says when it begins"
    stand.hear(PickingStarted())
    assert banner.isVisible()
    assert button.isChecked()
    assert stand.child(QWidget, "record.page").geometry() == page, "the page would notice that it gets smaller"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    stand.hear(PickingEnded())
    assert not banner.isVisible()
    assert not button.isChecked()
    assert stand.asked.calls == [("pick",), ("stop_picking",)]


def test_that_nothing_can_be_picked_before_there_is_a_page(theme: Theme, qtbot: QtBot, script: Script) -> None:
    stand = Stand(theme, qtbot)
    stand.hear(script.opened)
    assert not stand.child(QToolButton, "record.pick.button").isEnabled()


def test_that_the_picked_element_is_shown_told_and_used(stand: Stand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stand.perspective.picked) as told:
        stand.hear(PickingStarted(), PickingEnded(), ElementPicked(PICKED, (ORIGIN,)))
    assert told.args == [PICKED]
    assert stand.perspective.element.isVisible()
    with qtbot.waitSignal(stand.perspective.backend_wanted) as wanted:
        stand.press("element.use.0")
    assert wanted.args == [ORIGIN]
    with qtbot.waitSignal(stand.perspective.page_wanted) as page:
        stand.press("element.page")
    assert page.args == [PICKED]
    assert stand.child(QPushButton, "element.use.0").text() == "Use visits.date"


def test_that_the_card_goes_with_its_world(stand: Stand) -> None:
    stand.hear(ElementPicked(PICKED, ()))
    stand.hear(Closed())
    assert not stand.perspective.element.isVisible()


@pytest.mark.browser
def test_that_a_click_on_a_date_in_my_visits_leads_to_its_cell(pilot: Pilot) -> None:
    pilot.choose_workout("clinic/book_visit", seed=3)
    pilot.press_record()
    pilot.click_in_page("a", "My visits")
    pilot.sees("td a")
    shown = pilot.evaluate("document.querySelector('td a').innerText")
    pilot.until(lambda: len(pilot.state.steps) == 1)
    QTest.mouseClick(pilot.child(QToolButton, "record.pick.button"), Qt.MouseButton.LeftButton)
    pilot.until(lambda: pilot.child(QWidget, "record.picking").isVisible())
    pilot.click_in_page("td a", shown)
    pilot.until(pilot.window.record.element.isVisible)
    pilot.until(lambda: not pilot.child(QWidget, "record.picking").isVisible())
    assert pilot.child(QPushButton, "element.use.0").text() == "Use visits.date"
    assert pilot.evaluate("location.pathname") == "/visits", "the link was not followed"
    assert [step.action.kind for step in pilot.state.steps] == ["click"]
    QTest.mouseClick(pilot.child(QToolButton, "record.pick.button"), Qt.MouseButton.LeftButton)
    pilot.until(lambda: pilot.child(QWidget, "record.picking").isVisible())
    pilot.press_key(Qt.Key.Key_Escape)
    pilot.until(lambda: not pilot.child(QWidget, "record.picking").isVisible())
    assert [step.action.kind for step in pilot.state.steps] == ["click"]
    pilot.click_in_page("td a", shown)
    pilot.until(lambda: pilot.evaluate("location.pathname") != "/visits")
    pilot.until(lambda: len(pilot.state.steps) == 2)
