"""The raw streams of an episode, looked up by what they belong to. Built once; all derivations read it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from workbench.domain.changes import Attempt, Change
from workbench.domain.episodes import Episode
from workbench.domain.exchanges import Exchange
from workbench.domain.steps import ConsoleEntry, Disturbance
from workbench.domain.verdicts import Finding, FindingKind, Verdict
from workbench.replay.position import Position, at_step, last, moment, position_at


class _OfStep(Protocol):
    @property
    def step(self) -> int | None: ...


T = TypeVar("T", bound=_OfStep)


@dataclass(frozen=True, slots=True)
class Index:
    """Look-ups over one episode and its verdict. Things that no step caused stand under the step during which they
    happened, so that nothing is unreachable."""

    episode: Episode
    verdict: Verdict
    exchange: Mapping[str, Exchange]
    change: Mapping[int, Change]
    exchanges_of: Mapping[int, tuple[Exchange, ...]]
    changes_of: Mapping[int, tuple[Change, ...]]
    attempts_of: Mapping[int, tuple[Attempt, ...]]
    console_of: Mapping[int, tuple[tuple[int, ConsoleEntry], ...]]
    """By step: (position in ``Episode.console``, entry)."""
    disturbances_of: Mapping[int, tuple[Disturbance, ...]]
    changes_by_request: Mapping[str, tuple[Change, ...]]
    """Committed by the request itself or by a job that it started."""
    breaches: Mapping[int, Finding]
    """``Change.seq`` to the breach that names it."""
    end: float
    """When the last thing of the episode happened, drained jobs included."""

    def step_for(self, step: int | None, at: float) -> int:
        """The step something belongs to, or during which it happened."""
        return position_at(self.episode, at).step if step is None else step

    def breach_of(self, seq: int) -> Finding | None:
        """The breach that this change made. A change that a clause took rightly may be named in the breach of a second
        one like it, by that clause or by the frame, but did not make it."""
        finding, taken = self.breaches.get(seq), self.verdict.charges.get(seq)
        return None if finding and taken and finding.clause in {taken, None} else finding

    def reached(self, position: Position) -> float:
        """Everything up to this sitting time has happened at that position; at the very end, all of it."""
        return self.end if position == last(self.episode) else moment(self.episode, position)

    def at_step(self, step: int, position: Position) -> Position:
        """That step, in the phase of ``position``."""
        return at_step(self.episode, step, position.phase)


def build_index(episode: Episode, verdict: Verdict) -> Index:
    """Group all streams; linear in their length."""
    run = episode.run
    return Index(
        episode=episode,
        verdict=verdict,
        exchange={exchange.id: exchange for exchange in run.exchanges},
        change={change.seq: change for change in run.changes},
        exchanges_of=_by_step(episode, ((each.started, each) for each in run.exchanges)),
        changes_of=_by_step(episode, ((each.at, each) for each in run.changes)),
        attempts_of=_by_step(episode, ((each.at, each) for each in run.attempts)),
        console_of=_console_by_step(episode),
        disturbances_of=_by_step(episode, ((each.at, each) for each in run.disturbances)),
        changes_by_request=_by_request(run.changes),
        breaches=breaches_of(verdict),
        end=_end(episode),
    )


def _by_step(episode: Episode, items: Iterable[tuple[float, T]]) -> Mapping[int, tuple[T, ...]]:
    groups: dict[int, list[T]] = defaultdict(list)
    for at, item in items:
        groups[position_at(episode, at).step if item.step is None else item.step].append(item)
    return {step: tuple(group) for step, group in groups.items()}


def _console_by_step(episode: Episode) -> Mapping[int, tuple[tuple[int, ConsoleEntry], ...]]:
    groups: dict[int, list[tuple[int, ConsoleEntry]]] = defaultdict(list)
    for number, entry in enumerate(episode.console):
        groups[position_at(episode, entry.at).step if entry.step is None else entry.step].append((number, entry))
    return {step: tuple(group) for step, group in groups.items()}


def _by_request(changes: Iterable[Change]) -> Mapping[str, tuple[Change, ...]]:
    groups: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if request := change.request or change.cause:
            groups[request].append(change)
    return {request: tuple(group) for request, group in groups.items()}


def breaches_of(verdict: Verdict) -> Mapping[int, Finding]:
    """``Change.seq`` to the first breach that names it."""
    found: dict[int, Finding] = {}
    for finding in verdict.findings:
        if finding.kind is FindingKind.BREACH:
            for evidence in finding.evidence:
                if evidence.change is not None:
                    found.setdefault(evidence.change, finding)
    return found


def _end(episode: Episode) -> float:
    run = episode.run
    return max(
        (
            0.0,
            run.outcome_at or 0.0,
            *(step.ended for step in episode.steps),
            *(change.at for change in run.changes),
            *(attempt.at for attempt in run.attempts),
            *(exchange.ended or exchange.started for exchange in run.exchanges),
            *(entry.at for entry in episode.console),
            *(disturbance.at for disturbance in run.disturbances),
        )
    )
