"""The table of actions: one source for menus, shortcuts and the palette."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from workbench.ui.shell.actions import Action, ActionTable, plain
from workbench.ui.shell.palette import CommandPalette
from workbench.ui.shell.shortcuts import shortcut_looks
from workbench.ui.shell.theme import Theme


class Bench:
    """A table with one action everywhere and one in each of two scopes, which share a key."""

    def __init__(self, theme: Theme) -> None:
        self.ran: list[str] = []
        self.may = True
        self.table = ActionTable(theme)
        self.table.add([Action("all.quit", "&Quit", lambda: self.ran.append("quit"), ("Ctrl+Q",), "&File")])
        for scope in ("one", "two"):
            self.table.add([self.action(scope)], scope)

    def action(self, scope: str) -> Action:
        return Action(
            f"{scope}.go",
            f"&Go {scope}…",
            lambda: self.ran.append(scope),
            ("Right",),
            "&Move",
            enabled=lambda: self.may,
        )


@pytest.fixture
def bench(theme: Theme) -> Bench:
    return Bench(theme)


def test_that_only_the_scope_in_front_is_awake(bench: Bench) -> None:
    bench.table.show_scope("one")
    assert [action.id for action in bench.table.visible()] == ["all.quit", "one.go"]
    assert bench.table.qaction("one.go").isEnabled()
    assert not bench.table.qaction("two.go").isEnabled()


def test_that_a_part_of_the_scope_in_front_is_awake_with_it(bench: Bench) -> None:
    bench.table.add([bench.action("part")], "one.part")
    bench.table.show_scope("one")
    assert bench.table.qaction("part.go").isEnabled()
    bench.table.show_scope("two")
    assert not bench.table.qaction("part.go").isEnabled()


def test_that_a_lent_scope_is_awake_anywhere_but_leaves_the_keys_to_the_one_in_front(
    bench: Bench, qtbot: QtBot
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.addActions([bench.table.qaction(action.id) for action in bench.table.everything()])
    bench.table.show_scope("two")
    bench.table.lend("one", on=True)
    with qtbot.waitActive(window, timeout=60_000):
        window.show()
    QTest.keyClick(window, Qt.Key.Key_Right)
    bench.table.qaction("one.go").trigger()
    assert bench.ran == ["two", "one"]
    bench.table.lend("one", on=False)
    assert not bench.table.qaction("one.go").isEnabled()


def test_that_two_scopes_may_share_a_key(bench: Bench, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.addActions([bench.table.qaction(action.id) for action in bench.table.everything()])
    bench.table.show_scope("two")
    with qtbot.waitActive(window, timeout=60_000):
        window.show()
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert bench.ran == ["two"]


def test_that_refresh_asks_anew_what_is_enabled(bench: Bench) -> None:
    bench.table.show_scope("one")
    bench.may = False
    bench.table.refresh()
    assert not bench.table.qaction("one.go").isEnabled()
    assert [action.id for action in bench.table.runnable()] == ["all.quit"]


def test_that_an_id_can_be_taken_once(bench: Bench) -> None:
    with pytest.raises(ValueError, match=r"all\.quit"):
        bench.table.add([Action("all.quit", "Quit", lambda: None)])


def test_that_a_title_is_plain_without_mnemonic_and_ellipsis() -> None:
    assert plain("Save &as…") == "Save as"
    assert plain("Fish && chips") == "Fish & chips"


def test_that_the_palette_finds_and_runs_a_command(bench: Bench, qtbot: QtBot, theme: Theme) -> None:
    window = QMainWindow()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    bench.table.show_scope("one")
    palette = CommandPalette(theme, bench.table, window)
    palette.open()
    field = palette.focusWidget()
    assert field is not None
    assert field.accessibleName() == "Search for a command"
    QTest.keyClicks(field, "qui")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bench.ran == ["quit"]


def test_that_the_palette_offers_the_perspective_in_front_first(bench: Bench) -> None:
    bench.table.show_scope("two")
    assert [action.id for action in bench.table.nearest()] == ["two.go", "all.quit"]


def test_that_the_shortcuts_page_lists_every_key_by_menu(bench: Bench) -> None:
    words = [look.words for look in shortcut_looks(bench.table.everything())]
    assert words == ["File", "Quit · Ctrl+Q", "Move", "Go one · Right", "Go two · Right"]
