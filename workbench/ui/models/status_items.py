"""What the status strip says of a sitting. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.domain.verdicts import Ruling
from workbench.ui.models.emphasis import shortened
from workbench.ui.models.record_state import ChargedChange, Phase, RecordState
from workbench.ui.models.wording import count

_MOST_VARIED = 52
"""Letters of a world's options that are spelled out; the tooltip tells all."""


@dataclass(frozen=True, slots=True)
class StatusItem:
    """One thing the strip says."""

    key: str
    text: str
    tone: str = "muted"
    hint: str = ""


def status_items(state: RecordState) -> tuple[StatusItem, ...]:
    """Seed, options, world clock and journal; what is on disk comes last."""
    if state.header is None:
        return (StatusItem("idle", state.busy or "No task is open"), StatusItem("disk", ""))
    header = state.header
    varied = " · ".join(f"{name.replace('_', ' ')} {value}" for name, value in header.options.items())
    clock = state.world_time.replace("T", " ")[:19]
    items = (
        StatusItem("seed", f"seed {header.seed}", hint="The same seed gives the same world on any machine."),
        _profile(state, header.profile),
        *((StatusItem("options", shortened(varied, _MOST_VARIED), hint=varied),) if varied else ()),
        StatusItem("clock", f"world clock {clock}", hint="The world's own time, which its pages show."),
        _journal(state),
        _disk(state),
    )
    return tuple(items)


def _profile(state: RecordState, name: str) -> StatusItem:
    held = state.profile.perturbations if state.profile else ()
    struck = f" · {len(state.disturbances)} struck" if state.disturbances else ""
    hint = state.profile.about if state.profile else ""
    return StatusItem("profile", f"{name} profile{struck}", "disturbed" if held or struck else "muted", hint)


def _journal(state: RecordState) -> StatusItem:
    if state.verdict is not None and state.verdict.ruling is not Ruling.UNDECIDED:
        hint = "The initial state and the changes give the final state."
        return StatusItem("journal", "journal proven", "met", hint)
    if not _gapless(state.changes):
        return StatusItem(
            "journal", "journal has gaps", "broken", "A change is missing: the verdict will be UNDECIDED."
        )
    text = f"journal {count(len(state.changes), 'change')}" if state.changes else "journal empty"
    return StatusItem("journal", text, hint="Every committed row event, in order and without gaps.")


def _gapless(changes: Sequence[ChargedChange]) -> bool:
    return all(later.change.seq == earlier.change.seq + 1 for earlier, later in pairwise(changes))


def _disk(state: RecordState) -> StatusItem:
    hint = str(state.folder or "")
    if state.busy:
        return StatusItem("disk", state.busy, "accent")
    if state.saved is not None:
        return StatusItem("disk", f"kept as {state.saved}" if state.saved else "kept", "met", hint)
    if state.phase is Phase.FINISHED:
        return StatusItem("disk", f"complete · {count(len(state.steps), 'step')} on disk · not kept yet", hint=hint)
    if state.live:
        whole = max(len(state.steps) - 1, 0)
        return StatusItem("disk", f"autosaved · {count(whole, 'step')} on disk", hint=hint)
    return StatusItem("disk", "not recording")
