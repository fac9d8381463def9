"""What one can do in the Author perspective, as rows of the action table."""

from collections.abc import Callable, Mapping
from typing import Any

from workbench.ui.shell.actions import Action

MENU = "&Author"


def author_actions(run: Mapping[str, Callable[[], Any]], when: Mapping[str, Callable[[], bool]]) -> tuple[Action, ...]:
    """``run`` maps the last part of each id to what it does, ``when`` to whether it can be done now."""

    def row(key: str, title: str, icon: str, hint: str, *shortcut: str, always: bool = False, **more: Any) -> Action:
        enabled = when["always"] if always else when.get(key, when["open"])
        return Action(f"author.{key}", title, run[key], shortcut, MENU, icon, hint, enabled, **more)

    return (
        row("save", "&Save", "save", "Write the spec to its file", "Ctrl+S"),
        row("undo", "&Undo", "undo-2", "Take the last edit back", "Ctrl+Z"),
        row("redo", "&Redo", "rotate-cw", "Make the edit again", "Ctrl+Shift+Z"),
        row("find", "&Find…", "search", "Find in the spec", "Ctrl+F"),
        row("find_next", "Find &next", "chevron-down", "Select the next hit", "F3"),
        row("find_previous", "Find &previous", "chevron-up", "Select the hit before", "Shift+F3"),
        row("complete", "&Complete", "list", "Show what could stand at the cursor", "Ctrl+Space"),
        row("next_remark", "Next fin&ding", "arrow-down", "Go to the next problem or finding", "F8"),
        row("previous_remark", "Previous f&inding", "arrow-up", "Go to the one before", "Shift+F8"),
        row("audit", "Run the &audit", "shield-check", "Try the spec on hundreds of wrong runs", "F5"),
        row("cancel_audit", "Cance&l the audit", "circle-stop", "End the audit that is running", "Shift+F5"),
        row("start", "S&tart this task", "play", "Sit down to the task that this spec judges", "Ctrl+Return"),
        row(
            "wrap",
            "&Wrap long lines",
            "text-cursor-input",
            "Let long lines go on below",
            "Alt+Z",
            checked=when["wrapped"],
        ),
        row("suggest", "Su&ggest a spec", "lightbulb", "Propose clauses from the demonstrations", "Ctrl+Shift+G"),
        row(
            "quietly",
            "Audit after clic&ks",
            "shield-question",
            "Run the audit by itself once clicking rests",
            checked=when["audits"],
            always=True,
        ),
        row("sentences", "Show sen&tences", "list", "Show the spec as sentences", "Alt+1", always=True),
        row("yaml", "Show &YAML", "code", "Show the spec as text", "Alt+2", always=True),
        row("both", "Show &both", "columns-2", "Show sentences and text side by side", "Alt+3", always=True),
        row("show_specs", "Show or hide the s&pecs", "panel-left", "The list of spec files", "Alt+8", always=True),
        row("show_evidence", "Show or hide the &evidence", "film", "The episode in view", "Alt+9", always=True),
        row("reload", "R&ead the file again", "refresh-cw", "Take over what is in the file now", "Ctrl+Alt+R"),
    )
