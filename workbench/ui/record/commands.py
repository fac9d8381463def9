"""What one can do in the Record perspective, as rows of the action table."""

from collections.abc import Callable, Mapping
from typing import Any

from workbench.ui.models.record_state import Phase, RecordState
from workbench.ui.shell.actions import Action
from workbench.verifier.judging import waits_for_gold

Now = Callable[[], RecordState]
MENU = "&Record"
PAGE_MENU = "&Page"


def record_actions(now: Now, run: Mapping[str, Callable[[], Any]]) -> tuple[Action, ...]:
    """``run`` maps the last part of each id to what it does. No shortcut here is one that pages commonly use."""

    def row(key: str, title: str, enabled: Callable[[RecordState], bool], **more: Any) -> Action:
        more = {"menu": MENU, **more}
        return Action(f"record.{key}", title, run[key], enabled=lambda: enabled(now()), **more)

    return (
        row(
            "record",
            "&Record",
            can_record,
            icon="circle-dot",
            shortcut=("F9",),
            hint="Begin to record in a fresh world",
        ),
        row(
            "finish",
            "&Finish",
            is_live,
            icon="square",
            shortcut=("Shift+F9",),
            hint="Declare the task done and judge it",
        ),
        row(
            "pause",
            "&Pause",
            is_live,
            icon="pause",
            shortcut=("F8",),
            checked=lambda: now().phase is Phase.PAUSED,
            hint="Pause or go on: while paused, what you do makes no steps",
        ),
        row(
            "undo",
            "&Undo last step",
            can_undo,
            icon="undo-2",
            shortcut=("Ctrl+Alt+Z",),
            hint="Do all steps but the last one again, in a fresh world",
        ),
        row(
            "start_over",
            "&Start over",
            is_live,
            icon="rotate-ccw",
            shortcut=("Ctrl+Alt+R",),
            hint="Throw this recording away and begin again",
        ),
        row(
            "defer",
            "&Defer to a human…",
            is_live,
            icon="life-buoy",
            hint="End by handing the task to a human, with a reason",
        ),
        row("give_up", "&Give up…", is_live, icon="flag", hint="End without claiming success"),
        row("save_gold", "Save as &gold", is_gold, icon="award", hint="Keep it as an example of how it is done"),
        row(
            "save_failing", "Save as &failing", is_failing, icon="badge-x", hint="Keep it as an example that must fail"
        ),
        row("save", "Save", can_save, icon="save", shortcut=("Ctrl+S",), hint="Keep it without saying what it shows"),
        row("discard", "Discard…", can_save, icon="trash-2", hint="Delete this episode"),
        row(
            "replay",
            "Open in &Replay",
            has_episode,
            icon="film",
            shortcut=("Ctrl+Alt+O",),
            hint="Step through what was recorded",
        ),
        row(
            "set_up",
            "Set &up anew…",
            can_set_up,
            icon="settings",
            hint="Open this task with another profile, seed or widget",
        ),
        row("again", "Do it &again", has_task, icon="refresh-cw", hint="Open the same task anew"),
        row(
            "next_seed",
            "&Next seed",
            has_task,
            icon="chevrons-right",
            hint="The same workout with other people and dates",
        ),
        row(
            "leave",
            "&Close the task",
            has_task,
            icon="log-out",
            hint="Close the world; what was recorded stays a draft",
        ),
        row(
            "hand_back",
            "&Hand back to the script",
            waits,
            icon="play",
            shortcut=("Ctrl+F9",),
            hint="Let the edited recording go on; what you did takes the place of the step that could not be done",
        ),
        row(
            "hand_back_other",
            "Try the step &again, or leave it out",
            waits,
            icon="refresh-cw",
            hint="Try the step again that could not be done, or go on without the step that comes next",
        ),
        row(
            "take_over",
            "S&top here",
            can_take_over,
            icon="hand",
            shortcut=("Ctrl+F8",),
            hint="Stop the edited recording before its next step, and go on by hand",
        ),
    )


def page_actions(now: Now, run: Mapping[str, Callable[[], Any]]) -> tuple[Action, ...]:
    """What one does to the page that is shown; ``run`` as above."""

    def row(key: str, title: str, enabled: Callable[[RecordState], bool], **more: Any) -> Action:
        return Action(f"record.{key}", title, run[key], menu=PAGE_MENU, enabled=lambda: enabled(now()), **more)

    return (
        row("back", "&Back", has_page, icon="arrow-left", shortcut=("Alt+Left",), hint="Go back"),
        row(
            "forward",
            "&Forward",
            has_page,
            icon="arrow-right",
            shortcut=("Alt+Right",),
            hint="Go forward",
        ),
        row(
            "reload",
            "&Reload",
            has_page,
            icon="rotate-cw",
            shortcut=("F5",),
            hint="Load the page again",
        ),
        row("address", "&Address", has_page, icon="globe", shortcut=("Ctrl+L",), hint="Type an address"),
        row(
            "pick",
            "&Pick an element",
            has_page,
            icon="crosshair",
            shortcut=("Ctrl+Shift+C",),
            checked=run["picking"],
            hint="Click an element of the page to see where its text comes from; the page hears nothing of it",
        ),
        row(
            "devtools",
            "&Developer tools",
            has_task,
            icon="code-xml",
            shortcut=("F12",),
            checked=run["devtools_shown"],
            hint="Show or hide the browser's developer tools",
        ),
    )


def can_record(state: RecordState) -> bool:
    return state.phase is Phase.PREVIEW and not state.busy


def is_live(state: RecordState) -> bool:
    return state.live and not state.busy


def can_undo(state: RecordState) -> bool:
    return is_live(state) and bool(state.steps)


def can_save(state: RecordState) -> bool:
    return state.phase is Phase.FINISHED and state.saved is None and not state.busy


def is_gold(state: RecordState) -> bool:
    verdict = state.verdict
    return can_save(state) and verdict is not None and (verdict.reward == 1 or waits_for_gold(verdict))


def is_failing(state: RecordState) -> bool:
    return can_save(state) and state.verdict is not None and state.verdict.ruling.value == "VIOLATED"


def has_episode(state: RecordState) -> bool:
    return state.phase is Phase.FINISHED and not state.busy


def has_task(state: RecordState) -> bool:
    return state.header is not None and not state.busy


def can_set_up(state: RecordState) -> bool:
    return has_task(state) and bool(state.profiles)


def waits(state: RecordState) -> bool:
    return is_live(state) and state.redo is not None and not state.redo.running and state.redo.left > 0


def can_take_over(state: RecordState) -> bool:
    return state.live and state.redoing


def has_page(state: RecordState) -> bool:
    return state.live and not state.busy
