"""The same episode under another verdict: only what speaks of the verdict is derived anew."""

from dataclasses import dataclass, replace

from workbench.domain.verdicts import Verdict
from workbench.replay.backend import Backend, DiffRow, NetRow, charge_of, heaviest
from workbench.replay.index import Index, breaches_of
from workbench.replay.lanes import Judge, with_verdict
from workbench.replay.opening import Replay
from workbench.replay.search import with_changes
from workbench.replay.steps import build_steps
from workbench.replay.tone import Tone
from workbench.replay.verdict import build_verdict


@dataclass(frozen=True, slots=True)
class Charged:
    """What one clause takes of an episode; or what none does."""

    clause: str | None
    """Id of the clause, ``(ephemeral)``, ``(system)``; None for what no clause takes."""
    charge: str
    """The same in words, as beside each of the changes."""
    tone: Tone
    changes: tuple[int, ...]
    """``Change.seq`` of each, in the order of the journal."""


def rejudged(replay: Replay, verdict: Verdict, judge: Judge | None = None) -> Replay:
    """What all panels show under that verdict of the same run; what keeps its clause stays the same object.

    Linear in steps and changes: some 30 ms of processor time for 300 steps of which every change got another clause.
    ``judge`` is for the timeline's clause lanes, as for ``build_replay``, and costs its own whole run; without one
    they are left out, since those there were belong to another text.
    """
    index = replace(replay.index, verdict=verdict, breaches=breaches_of(verdict))
    backend = recoloured(replay.backend, index)
    return replace(
        replay,
        verdict=verdict,
        index=index,
        steps=build_steps(index),
        backend=backend,
        timeline=with_verdict(replay.timeline, index, backend, judge),
        findings=build_verdict(index),
        search=with_changes(replay.search, backend),
    )


def recoloured(backend: Backend, index: Index) -> Backend:
    """The same diffs, each with the clause that takes it now. Rows that stay as they are stay the same objects."""
    rows = {row.seq: _charged(row, index) for rows in backend.of_step.values() for row in rows if row.seq is not None}

    def now(row: DiffRow) -> DiffRow:
        return row if row.seq is None else rows[row.seq]

    return Backend(
        index,
        {step: tuple(map(now, of_step)) for step, of_step in backend.of_step.items()},
        tuple((times, tuple(_net(net, tuple(map(now, net.history))) for net in nets)) for times, nets in backend.nets),
    )


def charged(backend: Backend) -> tuple[Charged, ...]:
    """Coverage: every committed change under what takes it; what none takes comes first, then by first change."""
    rows = {row.seq: row for rows in backend.of_step.values() for row in rows if row.seq is not None}
    groups: dict[tuple[str | None, str, Tone], list[int]] = {}
    for seq, row in sorted(rows.items()):
        groups.setdefault((row.clause, row.charge, row.tone), []).append(seq)
    found = [Charged(clause, charge, tone, tuple(seqs)) for (clause, charge, tone), seqs in groups.items()]
    return tuple(sorted(found, key=lambda one: one.tone is not Tone.BROKEN))


def _charged(row: DiffRow, index: Index) -> DiffRow:
    assert row.seq is not None
    change = index.change[row.seq]
    clause = index.verdict.charges.get(row.seq)
    charge, tone = charge_of(index, change)
    if (row.clause, row.charge, row.tone) == (clause, charge, tone):
        return row
    return replace(row, clause=clause, charge=charge, tone=tone)


def _net(net: NetRow, history: tuple[DiffRow, ...]) -> NetRow:
    if all(now is before for now, before in zip(history, net.history, strict=True)):
        return net
    return replace(net, history=history, tone=heaviest(history))
