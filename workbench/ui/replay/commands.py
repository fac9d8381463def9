"""What one can do in replay, as rows of the window's table of actions."""

from collections.abc import Callable
from functools import partial

from workbench.replay.position import Phase
from workbench.ui.replay.details import Details
from workbench.ui.replay.editing import ScriptEditor
from workbench.ui.replay.editing_verbs import EditingVerbs
from workbench.ui.replay.page_panel import PagePanel
from workbench.ui.replay.playhead import Playhead
from workbench.ui.shell.actions import Action

EDIT_MENU = "&Edit steps"


def replay_actions(
    playhead: Playhead, page: PagePanel, details: Details, search: Callable[[], None]
) -> tuple[Action, ...]:
    """All rows; they are greyed out while no episode is open."""
    return (*_movements(playhead, search), *_views(playhead, page, details))


def _movements(playhead: Playhead, search: Callable[[], None]) -> tuple[Action, ...]:
    rows = (
        ("next", "&Next step", playhead.next_step, ("Right",), "step-forward"),
        ("previous", "&Previous step", playhead.previous_step, ("Left",), "step-back"),
        ("next_phase", "Next p&hase", playhead.next_phase, ("Shift+Right",), "chevron-right"),
        ("previous_phase", "Previous ph&ase", playhead.previous_phase, ("Shift+Left",), "chevron-left"),
        ("first", "&Start page", playhead.first, ("Home",), "skip-back"),
        ("last", "&Last step", playhead.last, ("End",), "skip-forward"),
        ("next_finding", "Next &finding", playhead.next_finding, ("J",), "gavel"),
        ("previous_finding", "Previous f&inding", playhead.previous_finding, ("K",), "gavel"),
        ("search", "Search in &episode…", search, ("Ctrl+F",), "search"),
    )
    return tuple(_action(playhead, *row) for row in rows)


def _views(playhead: Playhead, page: PagePanel, details: Details) -> tuple[Action, ...]:
    phase, mode, view = playhead.choose_phase, page.set_mode, details.show_view
    rows = (
        ("before", "&Before the action", partial(phase, Phase.BEFORE), ("B",), "skip-back"),
        ("action", "A&t the action", partial(phase, Phase.ACTION), ("A",), "mouse-pointer-click"),
        ("after", "Afte&r the action", partial(phase, Phase.AFTER), ("E",), "skip-forward"),
        ("pixels", "Page as pi&xels", partial(mode, "pixels"), ("1",), "image"),
        ("reconstruction", "Page as reconstructed &DOM", partial(mode, "dom"), ("2",), "code-xml"),
        ("wipe", "&Wipe between pixels and DOM", partial(mode, "wipe"), ("3",), "columns-2"),
        ("view_dom", "DOM tree", partial(view, "dom"), ("Alt+1",), "list-tree"),
        ("view_network", "Network", partial(view, "network"), ("Alt+2",), "network"),
        ("view_backend", "Backend changes", partial(view, "backend"), ("Alt+3",), "database"),
        ("view_console", "Console", partial(view, "console"), ("Alt+4",), "terminal"),
        ("scope", "This step or t&otal", details.toggle_scope, ("T",), "layers"),
    )
    return tuple(_action(playhead, *row) for row in rows)


def editing_actions(playhead: Playhead, editor: ScriptEditor, verbs: EditingVerbs) -> tuple[Action, ...]:
    """What one can do with the steps as a script; all but the first only while they are edited."""
    hint = "Edit the steps as a script and do it again; the recording stays as it is"
    start = Action(
        "replay.edit",
        "Edit &steps",
        partial(verbs.run, "edit"),
        ("Ctrl+Shift+E",),
        EDIT_MENU,
        "pencil",
        hint,
        enabled=lambda: playhead.replay is not None,
        checked=lambda: editor.active,
    )
    rows = (
        ("change", "Change value or &locator…", ("F2",), "pencil"),
        ("delete", "&Delete step, or put it back", ("Del",), "trash-2"),
        ("duplicate", "D&uplicate step", ("Ctrl+D",), "copy"),
        ("up", "Move step &up", ("Alt+Up",), "arrow-up"),
        ("down", "Move step d&own", ("Alt+Down",), "arrow-down"),
        ("insert_address", "Insert “go to an &address”…", (), "navigation"),
        ("insert_key", "Insert a &key press…", (), "keyboard"),
        ("undo", "U&ndo edit", ("Ctrl+Z",), "undo-2"),
        ("redo", "Redo edi&t", ("Ctrl+Shift+Z",), "rotate-cw"),
        ("discard", "D&iscard all edits", (), "x"),
        ("run", "&Run and judge", ("Ctrl+Return",), "play"),
        ("record", "Re&cord from this step", ("Ctrl+Shift+Return",), "circle-dot"),
    )
    enabled = {
        "undo": lambda: editor.active and editor.edits > 0,
        "redo": lambda: editor.active and editor.history is not None and bool(editor.history.future),
        "discard": lambda: editor.active and editor.edits > 0,
    }
    return (
        start,
        *(
            Action(
                f"replay.edit_{verb}",
                title,
                partial(verbs.run, verb),
                keys,
                EDIT_MENU,
                icon,
                enabled=enabled.get(verb, lambda: editor.active),
            )
            for verb, title, keys, icon in rows
        ),
    )


def _action(
    playhead: Playhead, name: str, title: str, run: Callable[[], None], shortcut: tuple[str, ...], icon: str
) -> Action:
    return Action(f"replay.{name}", title, run, shortcut, "&Replay", icon, enabled=lambda: playhead.replay is not None)
