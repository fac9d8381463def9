"""The timeline's lanes: everything that happened, one lane a kind, on one folded time axis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from workbench.domain.actions import Defer, Done, GiveUp
from workbench.domain.changes import Change
from workbench.domain.exchanges import Exchange
from workbench.domain.sentences import describe
from workbench.domain.steps import Disturbance
from workbench.domain.verdicts import Lamp, LampState
from workbench.replay import wording
from workbench.replay.backend import Backend
from workbench.replay.causality import place_of_exchange, title_of
from workbench.replay.film import Frame
from workbench.replay.folding import TimeScale, fold
from workbench.replay.index import Index
from workbench.replay.position import NOTHING, Focus, Phase, Position, position_at
from workbench.replay.tone import Tone

_LAMP_TONES = {LampState.OPEN: Tone.NEUTRAL, LampState.MET: Tone.MET, LampState.BROKEN: Tone.BROKEN}


class Judge(Protocol):
    """What replays the clauses' lamps: ``workbench.verifier.LiveJudge``."""

    @property
    def lamps(self) -> tuple[Lamp, ...]: ...

    def feed(self, change: Change | None = None, exchange: Exchange | None = None) -> object: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a lane; ``end`` equal to ``start`` for what happened in an instant. Sitting milliseconds."""

    start: float
    end: float
    tone: Tone
    label: str
    position: Position
    focus: Focus = NOTHING
    short: str = ""
    """Written beside it where there is room."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the timeline."""

    title: str
    kind: str
    """actions, film, requests, perturbations, table, console or clause."""
    marks: tuple[Mark, ...]
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """All lanes and the scale they are drawn on."""

    lanes: tuple[Lane, ...]
    scale: TimeScale
    end: float


def build_timeline(index: Index, backend: Backend, film: tuple[Frame, ...], judge: Judge | None) -> Timeline:
    """Derive every lane once; lanes without marks are left out, except for actions."""
    lanes = [_actions(index), _film(index, film), _requests(index), _perturbations(index), *_tables(backend)]
    lanes += [_console(index), *(_clauses(index, judge) if judge else ())]
    shown = tuple(lane for lane in lanes if lane.marks or lane.kind == "actions")
    return Timeline(shown, fold(_busy(index), index.end), index.end)


def with_verdict(timeline: Timeline, index: Index, backend: Backend, judge: Judge | None) -> Timeline:
    """The same timeline with the lanes that speak of the verdict derived anew: tables, and clauses where ``judge`` is
    given."""
    before = [lane for lane in timeline.lanes if lane.kind in {"actions", "film", "requests", "perturbations"}]
    after = [lane for lane in timeline.lanes if lane.kind == "console"]
    clauses = [lane for lane in _clauses(index, judge) if lane.marks] if judge else []
    return replace(timeline, lanes=(*before, *_tables(backend), *after, *clauses))


def _busy(index: Index) -> Iterable[tuple[float, float]]:
    run = index.episode.run
    for step in index.episode.steps:
        yield step.started - 200, step.acted + 400
    for exchange in run.exchanges:
        yield exchange.started - 50, (exchange.ended or exchange.started) + 150
    for change in run.changes:
        yield change.at - 50, change.at + 150
    for entry in index.episode.console:
        yield entry.at - 50, entry.at + 150
    for disturbance in run.disturbances:
        yield disturbance.at - 50, disturbance.at + 150


def _actions(index: Index) -> Lane:
    marks = []
    for step in index.episode.steps:
        outcome = isinstance(step.action, (Done, Defer, GiveUp))
        label = f"{step.index} · {describe(step.action).replace('**', '')}"
        position = Position(step.index, Phase.ACTION)
        marks.append(Mark(step.started, step.acted, Tone.QUIET if outcome else Tone.ACCENT, label, position))
    return Lane("actions", "actions", tuple(marks), "What was done")


def _film(index: Index, film: Sequence[Frame]) -> Lane:
    ends = [frame.at for frame in film[1:]] + [index.end]
    marks = (Mark(f.at, end, Tone.QUIET, f.caption, f.position) for f, end in zip(film, ends, strict=False))
    return Lane("film", "film", tuple(marks), "Pictures of the page")


def _requests(index: Index) -> Lane:
    marks = []
    for exchange in index.episode.run.exchanges:
        place = place_of_exchange(index, exchange.id)
        if place:
            end = exchange.ended if exchange.ended is not None else index.end
            label = f"{title_of(exchange)} → {exchange.status or 'no answer'}"
            marks.append(Mark(exchange.started, end, _exchange_tone(exchange), label, *place))
    return Lane("requests", "requests", tuple(marks), "Requests that the page made")


def _exchange_tone(exchange: Exchange) -> Tone:
    if exchange.status is None or exchange.status >= 500:
        return Tone.BROKEN
    if exchange.status >= 400:
        return Tone.DISTURBED
    return Tone.MET if exchange.resource_type in {"document", "xhr", "fetch"} else Tone.QUIET


def _tables(backend: Backend) -> list[Lane]:
    tables: dict[str, list[Mark]] = {}
    for rows in backend.of_step.values():
        for row in rows:
            if row.seq is not None:
                label = f"change {row.seq} · {row.operation.value} {row.table} {row.key} · {row.charge}"
                place = Position(row.step, Phase.AFTER), Focus(change=row.seq, exchange=row.request)
                tables.setdefault(row.table, []).append(Mark(row.at, row.at, row.tone, label, *place))
    lanes = (
        Lane(table, "table", tuple(sorted(marks, key=lambda mark: mark.start)), f"Changes of the table {table}")
        for table, marks in tables.items()
    )
    return sorted(lanes, key=lambda lane: (all(mark.tone is Tone.QUIET for mark in lane.marks), lane.title))


def _console(index: Index) -> Lane:
    marks = [
        Mark(entry.at, entry.at, Tone.BROKEN, entry.text[:200], Position(step, Phase.AFTER), Focus(console=number))
        for step, entries in index.console_of.items()
        for number, entry in entries
        if entry.level in {"error", "exception"}
    ]
    return Lane("console", "console", tuple(sorted(marks, key=lambda mark: mark.start)), "Errors in the console")


def _perturbations(index: Index) -> Lane:
    marks = (_strike(step, each) for step, struck in index.disturbances_of.items() for each in struck)
    ordered = sorted(marks, key=lambda mark: mark.start)
    return Lane("perturbations", "perturbations", tuple(ordered), "What the world did to disturb")


def _strike(step: int, struck: Disturbance) -> Mark:
    title = f"{struck.perturbation} {struck.title}"
    label = "\n".join(filter(None, (title, wording.details(struck.detail))))
    focus = Focus(disturbance=(struck.perturbation, struck.at))
    return Mark(struck.at, struck.at, Tone.DISTURBED, label, Position(step, Phase.AFTER), focus, title)


def _clauses(index: Index, judge: Judge) -> list[Lane]:
    """One lane a clause: the spans in which it was open, met, broken. What is merely allowed comes last."""
    spans: dict[str, list[tuple[float, Lamp]]] = {lamp.clause: [(0.0, lamp)] for lamp in judge.lamps}
    for at, change, exchange in _evidence(index):
        judge.feed(change=change) if change else judge.feed(exchange=exchange)
        for lamp in judge.lamps:
            history = spans.setdefault(lamp.clause, [])
            if not history or (history[-1][1].state, history[-1][1].detail) != (lamp.state, lamp.detail):
                history.append((at, lamp))
    lanes = (
        (history[-1][1].section == "allow", _clause_lane(index, clause, history)) for clause, history in spans.items()
    )
    return [lane for _, lane in sorted(lanes, key=lambda pair: pair[0])]


def _evidence(index: Index) -> list[tuple[float, Change | None, Exchange | None]]:
    """Changes and exchanges in the order the world saw them; what a request committed comes before its answer."""
    events: list[tuple[float, int, Change | None, Exchange | None]] = [
        (change.at, 0, change, None) for change in index.episode.run.changes
    ]
    for exchange in index.episode.run.exchanges:
        at = exchange.server.ended if exchange.server else exchange.ended or exchange.started
        events.append((at, 1, None, exchange))
    events.sort(key=lambda event: event[:2])
    return [(at, change, exchange) for at, _, change, exchange in events]


def _clause_lane(index: Index, clause: str, history: list[tuple[float, Lamp]]) -> Lane:
    ends = [at for at, _ in history[1:]] + [index.end]
    marks = []
    for (start, lamp), end in zip(history, ends, strict=True):
        label = f"{lamp.clause} {lamp.state.value}" + (f" · {lamp.detail}" if lamp.detail else "")
        step = position_at(index.episode, start).step
        idle = lamp.section == "allow" and lamp.state is not LampState.BROKEN
        tone = Tone.QUIET if idle else _LAMP_TONES[lamp.state]
        marks.append(Mark(start, end, tone, label, Position(step, Phase.AFTER)))
    title = "nothing else" if clause == "(frame)" else clause.strip("()")
    return Lane(title, "clause", tuple(marks), history[-1][1].sentence.replace("**", ""))


def describe_mark(mark: Mark) -> str:
    """For a tooltip."""
    span = f" to {wording.offset(mark.end)}" if mark.end > mark.start else ""
    return f"{mark.label}\n{wording.offset(mark.start)}{span}"
