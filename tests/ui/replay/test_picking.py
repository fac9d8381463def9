"""Picking an element in a replayed step, with the mouse, in the reconstruction of a shipped recording."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.pointer import move_to
from workbench.authoring.displaying import origins
from workbench.domain.picking import Picked
from workbench.replay.position import Phase, Position
from workbench.ui.replay.explaining import origins_at
from workbench.ui.replay.perspective import ReplayPerspective
from workbench.ui.shell.theme import Theme

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[3]
PLACE = """(css => {
  const frame = document.querySelector('iframe');
  const box = frame.contentDocument.querySelector(css)?.getBoundingClientRect();
  const scale = Math.min(1, innerWidth / frame.offsetWidth, innerHeight / frame.offsetHeight);
  return box ? JSON.stringify([(box.x + box.width / 2) * scale, (box.y + box.height / 2) * scale]) : '';
})(%s)"""


@pytest.fixture
def perspective(qtbot: QtBot, theme: Theme, tmp_path: Path) -> ReplayPerspective:
    """The booking, where the list of visits is shown."""
    folder = shutil.copytree(ROOT / "recordings" / "clinic" / "book_visit" / "gold-flatpickr", tmp_path / "episode")
    made = ReplayPerspective(theme, ROOT / "specs")
    qtbot.addWidget(made, before_close_func=lambda widget: widget.shutdown())
    made.resize(1280, 800)
    with qtbot.waitExposed(made, timeout=60_000):
        made.show()
    with qtbot.waitSignal(made.opened, timeout=60_000):
        made.open_episode(folder)
    replay = made.playhead.replay
    assert replay is not None
    listed = next(step for step in reversed(replay.episode.steps) if step.url.endswith("/visits"))
    made.playhead.go(Position(listed.index, Phase.BEFORE))
    return made


def ask(perspective: ReplayPerspective, qtbot: QtBot, script: str) -> Any:
    view = perspective.findChild(QWebEngineView, "replay.dom")
    assert isinstance(view, QWebEngineView)
    heard: list[Any] = []
    view.page().runJavaScript(script, heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=60_000)
    return heard[0]


def begin(perspective: ReplayPerspective, qtbot: QtBot) -> None:
    button = perspective.findChild(QToolButton, "replay.pick")
    assert isinstance(button, QToolButton)
    with qtbot.waitSignal(perspective.page.stage.drawn, timeout=60_000):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: bool(ask(perspective, qtbot, "document.documentElement.classList.contains('picking')")), timeout=60_000
    )


def surface(perspective: ReplayPerspective) -> QWidget:
    view = perspective.findChild(QWebEngineView, "replay.dom")
    assert isinstance(view, QWebEngineView)
    found = view.focusProxy()
    assert found is not None
    return found


def place(perspective: ReplayPerspective, qtbot: QtBot, css: str) -> QPoint:
    x, y = json.loads(ask(perspective, qtbot, PLACE % json.dumps(css)))
    return QPoint(round(x), round(y))


def test_that_a_displayed_date_leads_to_its_cell(perspective: ReplayPerspective, qtbot: QtBot) -> None:
    assert perspective.playhead.replay is not None
    run = perspective.playhead.replay.episode.run
    booked = next(change for change in run.changes if change.table == "visits")
    begin(perspective, qtbot)
    point = place(perspective, qtbot, f"a[href='/visits/{booked.key[0]}']")
    here = perspective.playhead.position
    with qtbot.waitSignal(perspective.page.explained, timeout=60_000) as heard:
        move_to(surface(perspective), point)
        QTest.mouseClick(surface(perspective), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert heard.args is not None
    picked: Picked = heard.args[0]
    assert (picked.target.role, picked.target.tag) == ("link", "a")
    assert picked.target.node is not None
    assert picked.matches[0] == 1
    assert f"/visits/{booked.key[0]}" in picked.nearby
    found = origins(picked.shown, run, None, picked.nearby)
    assert [(origin.table, origin.key, origin.column) for origin in found[:2]] == [
        ("visits", booked.key, "date"),
        ("visits", booked.key, "time"),
    ]
    assert found[0].changed_by == booked.seq
    assert not found[0].ambiguous
    assert not perspective.page.picking
    assert heard.args[1] == origins_at(picked, perspective.playhead.replay, here)
    card = perspective.page.explainer.card
    assert card.isVisible()
    assert card.findChild(QPushButton, "element.page") is None, "no spec is written in replay"
    perspective.playhead.last()
    assert not card.isVisible(), "the page is another now"


def test_that_what_the_mouse_is_over_is_boxed(perspective: ReplayPerspective, qtbot: QtBot) -> None:
    begin(perspective, qtbot)
    move_to(surface(perspective), place(perspective, qtbot, "h1"))
    qtbot.waitUntil(
        lambda: ask(perspective, qtbot, "document.querySelectorAll('#hover div').length") == 1, timeout=60_000
    )
    assert ask(perspective, qtbot, "getComputedStyle(document.documentElement).cursor") == "crosshair"


def test_that_escape_ends_it(perspective: ReplayPerspective, qtbot: QtBot) -> None:
    begin(perspective, qtbot)
    with qtbot.waitSignal(perspective.page.picking_changed, timeout=60_000) as heard:
        QTest.keyClick(surface(perspective), Qt.Key.Key_Escape)
    assert heard.args == [False]
    button = perspective.findChild(QToolButton, "replay.pick")
    assert isinstance(button, QToolButton)
    assert not button.isChecked()


def test_that_pixels_end_it(perspective: ReplayPerspective, qtbot: QtBot) -> None:
    begin(perspective, qtbot)
    perspective.page.set_mode("pixels")
    assert not perspective.page.picking
