"""Closing replay while its page is being rebuilt."""

from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

from workbench.ui.replay.perspective import ReplayPerspective


def test_that_a_page_that_is_asked_for_and_deleted_at_once_says_nothing_more(
    qtbot: QtBot, perspective: ReplayPerspective
) -> None:
    stage = perspective.page.stage
    with qtbot.waitSignal(stage.drawn, timeout=10_000):
        perspective.page.set_mode("dom")
    stage.show_snapshot("null", "[]")
    with qtbot.assertNotEmitted(stage.drawn, wait=200):
        perspective.shutdown()
    assert not stage.findChildren(QWebEngineView)
