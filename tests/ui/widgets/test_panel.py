"""A panel's header."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from workbench.ui.widgets.panel import PanelHeader


@pytest.mark.usefixtures("theme")
def test_that_what_does_not_fit_ends_in_an_ellipsis_and_is_told_by_the_tooltip(qtbot: QtBot) -> None:
    told = "what the seeds 1 to 10 ask for"
    shown = []
    for words in (told, "what the see…"):
        header = PanelHeader("Ten tasks")
        qtbot.addWidget(header)
        header.set_of(words)
        of = header.findChildren(QLabel)[-1]
        assert of.toolTip() == words
        of.setFixedWidth(of.fontMetrics().horizontalAdvance("what the see…") + 1)
        header.resize(240, PanelHeader.HEIGHT)
        shown.append(of.grab().toImage())
    assert shown[0] == shown[1]
