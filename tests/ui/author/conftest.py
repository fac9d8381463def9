"""Specs and one gold in folders of their own, and an author who works on them."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.author.pilot import Author
from workbench.session.folders import Folders
from workbench.ui.author.perspective import AuthorPerspective
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.theme import Theme

GOLD = "clinic/book_visit/gold-native"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    shipped = Folders.default()
    (tmp_path / "specs" / "clinic").mkdir(parents=True)
    for workout in ("book_visit", "move_visit"):
        name = f"clinic/{workout}.yaml"
        shutil.copyfile(shipped.specs / name, tmp_path / "specs" / name)
    shutil.copytree(shipped.recordings / GOLD, tmp_path / "recordings" / GOLD)
    return Folders(tmp_path / "specs", tmp_path / "recordings", tmp_path / "drafts")


@pytest.fixture
def book(folders: Folders) -> Path:
    """The spec of the workout that there is a gold of."""
    return folders.specs / "clinic" / "book_visit.yaml"


@pytest.fixture
def author(qtbot: QtBot, theme: Theme, folders: Folders) -> Author:
    """Shown at 1280 by 800."""
    table = ActionTable(theme)
    perspective = AuthorPerspective(theme, table, folders)
    perspective.addActions([table.qaction(action.id) for action in table.everything()])
    qtbot.addWidget(perspective, before_close_func=lambda widget: widget.shutdown())
    perspective.resize(1280, 720)
    perspective.arrange(specs=True, evidence=False, form="both")
    with qtbot.waitExposed(perspective):
        perspective.show()
    return Author(perspective, table, qtbot)
