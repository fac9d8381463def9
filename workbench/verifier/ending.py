"""The declared end against the right one."""

from dataclasses import dataclass

from workbench.domain.actions import Defer, Done, GiveUp, Outcome
from workbench.verifier.binding import Bound
from workbench.verifier.references import UNBOUND, Scope
from workbench.verifier.shown import shown


@dataclass(frozen=True, slots=True)
class EndingResult:
    """Whether the right end was declared; ``miss`` says what was wrong."""

    met: bool
    miss: str = ""


def check_ending(bound: Bound, scope: Scope, outcome: Outcome | None) -> EndingResult:
    """Decides the outcome clause."""
    match outcome:
        case None:
            return EndingResult(False, "no end was declared")
        case GiveUp(why=why):
            return EndingResult(False, f"the run gave up{f': {shown(why)}' if why else ''}")
        case Done():
            return EndingResult(bound.outcome == "done", "" if bound.outcome == "done" else "it was declared done")
        case Defer():
            return _check_defer(bound, scope, outcome)


def _check_defer(bound: Bound, scope: Scope, outcome: Defer) -> EndingResult:
    if bound.outcome == "done":
        return EndingResult(False, f"it was deferred ({outcome.reason}), although it could be done")
    ending = bound.spec.ending
    if outcome.reason != ending.reason:
        return EndingResult(False, f"the reason was {outcome.reason}, not {ending.reason}")
    if ending.entity is not None:
        wanted = scope.value(ending.entity)
        if wanted is UNBOUND or str(wanted) != outcome.entity:
            return EndingResult(False, f"it was about {outcome.entity or 'nothing'}, not {shown(wanted)}")
    return EndingResult(True)
