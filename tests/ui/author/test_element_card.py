"""The card of a picked element: what it says, offers, and how it fits where it stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.seeking import child
from workbench.authoring.displaying import Origin
from workbench.domain.actions import Locator, Target
from workbench.domain.picking import Picked
from workbench.ui.author.element_card import ElementCard
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import Badge

LOCATORS = (
    Locator("role", "link", "14 July", True),
    Locator("css", "main > section:nth-of-type(1) > table > tbody > tr:nth-of-type(3) > td > a", None, True),
    Locator("text", "July", None, False, 2),
)
PICKED = Picked(Target(LOCATORS, "link", "14 July", "a", "14 July"), None, (1, 1, 3), "t1", "http://w1.localhost/")
WRITTEN = Origin("visits", (42,), "date", "2026-07-14", "date 14 July", "14 July", True, 1.5, 8)
RIVAL = Origin("visits", (41,), "date", "2026-07-14", "date 14 July", "14 July", True, 1.5)


@pytest.fixture
def card(theme: Theme, qtbot: QtBot) -> ElementCard:
    made = ElementCard(theme)
    qtbot.addWidget(made)
    made.resize(320, 640)
    made.show()
    return made


def badges(card: ElementCard) -> list[str]:
    return [badge.text() for badge in card.findChildren(Badge)]


def test_that_it_says_what_was_picked_and_how_it_is_found_again(card: ElementCard) -> None:
    card.show_element(PICKED, (WRITTEN,))
    assert child(card, QLabel, "element.text").accessibleName() == "14 July"
    assert child(card, QLabel, "element.role").text() == "link"
    assert child(card, QLabel, "element.locator.0").text() == "role link “14 July”"
    assert badges(card) == ["written by change 8", "unique", "unique", "3 matches"]


def test_that_each_cell_can_be_used(card: ElementCard, qtbot: QtBot) -> None:
    card.show_element(PICKED, (WRITTEN, RIVAL))
    with qtbot.waitSignal(card.backend_wanted) as heard:
        QTest.mouseClick(child(card, QPushButton, "element.use.1"), Qt.MouseButton.LeftButton)
    assert heard.args == [RIVAL]
    with qtbot.waitSignal(card.page_wanted) as page:
        QTest.mouseClick(child(card, QPushButton, "element.page"), Qt.MouseButton.LeftButton)
    assert page.args == [PICKED]
    with qtbot.waitSignal(card.closed):
        QTest.mouseClick(child(card, QToolButton, "element.close"), Qt.MouseButton.LeftButton)


def test_that_it_asks_which_of_two_is_meant(card: ElementCard) -> None:
    card.show_element(PICKED, (WRITTEN, RIVAL))
    assert card.findChild(QLabel, "element.ambiguous") is None
    several = [
        Origin("visits", (key,), "date", "2026-07-14", "date 14 July", "14 July", True, 1.5, ambiguous=True)
        for key in (41, 42)
    ]
    card.show_element(PICKED, several)
    assert child(card, QLabel, "element.ambiguous").isVisible()
    assert child(card, QPushButton, "element.use.0").property("kind") == "", "none of them is the one to press"


def test_that_it_says_when_no_cell_is_behind_the_text(card: ElementCard) -> None:
    card.show_element(PICKED)
    assert any("No cell of the database" in label.text() for label in card.findChildren(QLabel))
    assert child(card, QPushButton, "element.page").isEnabled()


@pytest.mark.parametrize("width", [300, 324, 420])
def test_that_nothing_sticks_out_of_it(card: ElementCard, width: int) -> None:
    card.resize(width, 640)
    card.show_element(PICKED, (WRITTEN, RIVAL))
    scroll = child(card, QScrollArea, "element.scroll")
    sheet = scroll.widget()
    assert sheet is not None
    assert sheet.minimumSizeHint().width() <= scroll.viewport().width()
