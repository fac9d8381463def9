"""What a workout is tried with: its gold done again under every profile, runs that must not pass, and mutants. No Qt.

Each is a command of its own; what its document says is its outcome.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from workbench.archive.specs import spec_path
from workbench.ui.models.look import Chip, Look, Span, faint
from workbench.ui.models.offer import CLEAN

GOLD, MUTANTS = "oracle", "mutants"
TRIVIAL = ("nothing", "defer")
"""Agents that no specification may be satisfied by."""
_SAID = {
    GOLD: "The gold, done again",
    "nothing": "Done at once, without doing anything",
    "defer": "Handed over at once, without a look",
    MUTANTS: "Mutants of the gold: what nearly the right thing would have changed",
}
_TONES = {"SATISFIED": "met", "VIOLATED": "broken", "UNDECIDED": "disturbed"}
_PASSED, _FAILED = "ALL REFUSED", "SOME PASS"


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial: who acts, under which profile, and what came of it. Mutants are judged without a browser."""

    agent: str
    profile: str
    state: str = "waiting"
    """``waiting``, ``running``, ``over`` or ``cancelled``."""
    ruling: str = ""
    said: str = ""
    """What is worth reading about it."""
    gave_up: bool = False
    """Whoever acted came to no end of their own."""

    @property
    def right(self) -> bool:
        """Whether it came out as it should: gold satisfied, every mutant and everything else refused."""
        wanted = {GOLD: "SATISFIED", MUTANTS: _PASSED}.get(self.agent, "VIOLATED")
        return self.state == "over" and self.ruling == wanted

    @property
    def hindered(self) -> bool:
        """Whether disturbances kept the gold from its end: a demonstration can't do what nobody showed it, and that
        says nothing of the specification."""
        return self.state == "over" and self.gave_up and self.profile != CLEAN and not self.right

    def command(self, workout: str, seed: int, specs: Path, recordings: Path) -> tuple[str, ...]:
        """The words that ask the workbench for it."""
        if self.agent == MUTANTS:
            return ("audit", str(spec_path(specs, workout)), "--recordings", str(recordings), "--json")
        asked = ("--agent", self.agent, "--profile", self.profile, "--seed", str(seed), "--json")
        return ("run", workout, *asked, "--specs", str(specs), "--recordings", str(recordings))


def trials(profiles: Sequence[str]) -> tuple[Trial, ...]:
    """Mutants, which take seconds; the gold under every profile; then the trivial runs."""
    return (
        Trial(MUTANTS, ""),
        *(Trial(GOLD, profile) for profile in profiles),
        *(Trial(agent, CLEAN) for agent in TRIVIAL),
    )


def outcome(trial: Trial, status: int, output: bytes) -> Trial:
    """What a trial's document says."""
    try:
        document: dict[str, Any] = msgspec.json.decode(output)
    except msgspec.DecodeError:
        said = f"The run ended with status {status} and said nothing; what went wrong stands in the terminal."
        return replace(trial, state="over", ruling="UNDECIDED", said=said)
    kind = "specs" if trial.agent == MUTANTS else "episodes"
    found = document.get(kind) or []
    if not found:
        said = " ".join(filter(None, (document.get("problem"), document.get("advice"))))
        return replace(trial, state="over", ruling="UNDECIDED", said=said or "It was interrupted.")
    return _audited(trial, found[0]) if trial.agent == MUTANTS else _ran(trial, found[0])


def look_of(trial: Trial) -> Look:
    """How it stands in the list."""
    must = {GOLD: "must be SATISFIED", MUTANTS: "all must be refused"}.get(trial.agent, "must not pass")
    lines = ((Span(_SAID.get(trial.agent, trial.agent), "strong"),), faint(trial.said or must))
    profile = (Chip(trial.profile),) if trial.profile else ()
    match trial.state:
        case "over" if trial.hindered:
            return Look(lines, dot="disturbed", chips=(*profile, Chip("gave up", "disturbed")))
        case "over":
            return Look(
                lines, dot="met" if trial.right else "broken", chips=(*profile, Chip(trial.ruling, _tone(trial)))
            )
        case "running":
            return Look(lines, dot="accent", chips=(*profile, Chip("running", "accent")))
        case state:
            return Look(lines, dot="open", chips=(*profile, Chip(state)))


def _tone(trial: Trial) -> str:
    if trial.agent == MUTANTS:
        return "met" if trial.right else "broken"
    return _TONES.get(trial.ruling, "plain") if trial.agent == GOLD else "plain"


def _ran(trial: Trial, episode: dict[str, Any]) -> Trial:
    findings = [str(one["sentence"]) for one in episode.get("findings", ()) if one["kind"] != "met"]
    said = str(episode.get("problem") or episode.get("raised") or next(iter(findings), ""))
    gave_up = bool(episode.get("raised"))
    return replace(trial, state="over", ruling=str(episode["ruling"]), said=said, gave_up=gave_up)


def _audited(trial: Trial, spec: dict[str, Any]) -> Trial:
    """The first thing that is wrong, or else how many were refused."""
    if "mutant" not in spec:
        marks = [str(mark["what"]) for mark in spec["marks"]]
        return replace(trial, state="over", ruling="UNDECIDED", said=" ".join(marks))
    if not spec["gold"]["count"]:
        return replace(
            trial, state="over", ruling="UNDECIDED", said="There is no gold yet whose mutants could be judged."
        )
    wrong = [*spec["failures"], *(one for one in spec["survivors"] if not one["signed"])]
    errors = [mark for mark in spec["marks"] if mark["weight"] == "error"]
    count, right = spec["mutant"]["count"] - spec["signed"], spec["mutant"]["right"]
    said = f"{right} of {count} refused"
    if wrong:
        said += f" · {wrong[0]['story']}: {wrong[0]['reason']}"
    elif errors:
        said += f" · {errors[0]['what']}"
    return replace(trial, state="over", ruling=_PASSED if spec["passed"] else _FAILED, said=said)
