"""Two themes that can be read, and icons in their colours."""

from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.ui.resources import resource
from workbench.ui.shell.preferences import Preferences
from workbench.ui.shell.theme import Theme
from workbench.ui.shell.tokens import DARK, LIGHT, TONES, Tokens, tone_colours
from workbench.ui.widgets import Badge, IconButton


def luminance(colour: str) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_that_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    grounds = (tokens.window, tokens.panel, tokens.raised, tokens.hover, tokens.accent_soft, tokens.chip)
    for ink, ground in product((tokens.text, tokens.muted), grounds):
        assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("tone", TONES)
def test_that_every_tone_can_be_read_on_its_own_ground_and_on_a_panel(tokens: Tokens, tone: str) -> None:
    front, back = tone_colours(tokens, tone)
    assert contrast(front, back) >= 4.5
    assert contrast(front, tokens.panel) >= 4.5


def test_that_choosing_a_theme_recolours_the_application(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    button, badge = IconButton(theme, "play", "Play"), Badge(theme, "MET", "met")
    qtbot.addWidget(button)
    qtbot.addWidget(badge)
    before = button.icon().pixmap(16, 16).toImage()
    with qtbot.waitSignal(theme.changed, timeout=1000):
        theme.choose("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    assert button.icon().pixmap(16, 16).toImage() != before
    assert DARK.met in badge.styleSheet()


def test_that_the_chosen_theme_is_remembered(preferences: Preferences) -> None:
    assert preferences.theme == "system"
    preferences.theme = "dark"
    assert preferences.theme == "dark"


def test_that_an_icon_nobody_vendored_is_a_bug(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        theme.icon("no-such-icon")


def test_that_the_icons_come_with_their_licence() -> None:
    assert "ISC License" in resource("icons", "LICENSE").read_text(encoding="utf-8")
    assert list(resource("icons").glob("*.svg"))
