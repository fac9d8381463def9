"""What one can do wherever one is: move between perspectives, find a command, set the theme, leave."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from workbench.ui.shell.actions import Action, always
from workbench.ui.shell.theme import CHOICES, Choice, Theme

GO, VIEW, FILE, HELP = "&Go", "&View", "&Workbench", "&Help"
_THEMES = {
    "system": ("Theme: as the &desktop", "monitor"),
    "light": ("Theme: &light", "sun"),
    "dark": ("Theme: &dark", "moon"),
}


def window_actions(run: Mapping[str, Callable[[], Any]], has_chosen: Callable[[], bool]) -> tuple[Action, ...]:
    """``run`` maps the last part of each id to what it does."""

    def row(key: str, title: str, menu: str, enabled: Callable[[], bool] = always, **more: Any) -> Action:
        return Action(f"window.{key}", title, run[key], menu=menu, enabled=enabled, **more)

    return (
        row("library", "&Library", GO, icon="library", shortcut=("Ctrl+1",), hint="Workouts, episodes and drafts"),
        row("record", "&Record", GO, icon="circle-dot", shortcut=("Ctrl+2",), hint="Do a task in the live browser"),
        row("author", "&Author", GO, icon="pencil", shortcut=("Ctrl+3",), hint="Write specs and test them"),
        row("replay", "Re&play", GO, icon="film", shortcut=("Ctrl+4",), hint="Step through an episode"),
        row(
            "palette",
            "Run a &command…",
            FILE,
            icon="command",
            shortcut=("Ctrl+K",),
            hint="Find any command by its name",
        ),
        row(
            "open",
            "&Open an episode…",
            FILE,
            icon="folder-open",
            shortcut=("Ctrl+O",),
            hint="Choose an episode's folder",
        ),
        row(
            "open_chosen",
            "Open the &selected episode",
            FILE,
            has_chosen,
            icon="film",
            hint="Step through the episode that is selected in the Library",
        ),
        row(
            "new_workout",
            "&New workout…",
            FILE,
            icon="plus",
            shortcut=("Ctrl+Shift+N",),
            hint="Make a workout of your own, step by step, without Python",
        ),
        row("look_again", "Look &again", FILE, icon="refresh-cw", hint="Ask for gyms and episodes anew"),
        row("quit", "&Quit", FILE, icon="log-out", shortcut=("Ctrl+Q",), hint="Close everything and leave"),
        row("menu", "&Menu", "", shortcut=("F10",), hint="Open the menu"),
        row("shortcuts", "&Keyboard shortcuts", HELP, icon="keyboard", shortcut=("F1",), hint="All keys on one page"),
        row("about", "&About", HELP, icon="info", hint="Which version this is"),
    )


def theme_actions(theme: Theme, choose: Callable[[Choice], None]) -> tuple[Action, ...]:
    """One switch for each theme."""
    return tuple(_theme_action(theme, choose, choice) for choice in CHOICES)


def _theme_action(theme: Theme, choose: Callable[[Choice], None], choice: Choice) -> Action:
    title, icon = _THEMES[choice]
    checked = partial(_is_chosen, theme, choice)
    return Action(f"theme.{choice}", title, partial(choose, choice), menu=VIEW, icon=icon, checked=checked)


def _is_chosen(theme: Theme, choice: Choice) -> bool:
    return theme.choice == choice
