"""A minimal spec out of demonstrations: what all of them did, said as generally as all of them allow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.authoring.behaviour import Behaviour, Part, acted, behaviours
from workbench.authoring.from_change import ChangeOffer, allowed, forbidden, offer, required
from workbench.authoring.ground import BoundRow, Ground, one_of
from workbench.authoring.meanings import Kind, Meaning
from workbench.authoring.proposals import Proposal
from workbench.domain.actions import Defer
from workbench.domain.changes import Change, Operation
from workbench.domain.episodes import RunRecord
from workbench.domain.values import JsonValue

_ANYTHING = Meaning(Kind.ANYTHING, None, "anything")
_TRAILS = (Part.TRAIL, Part.QUEUE, Part.SCRATCH)
_UNGUARDED = "{table} is not guarded at all then; allow what may happen to it one by one where that matters."
_REASONS: Mapping[Operation, str] = {
    Operation.UPDATE: "every {one} that is there stays as it is; a wrong one must not be mended afterwards",
    Operation.DELETE: "no {one} is to be destroyed",
}


def suggest(runs: Sequence[RunRecord]) -> tuple[Proposal, ...]:
    """Proposals for a spec that these runs of one workout satisfy, in the order in which they are to stand.

    Several runs are intersected: a value stays as specific as it can be in all of them. Each proposal can be left out.
    """
    if not runs:
        return ()
    parts = behaviours(runs)
    return (
        *_requirements(runs, parts),
        *_allowances(runs, parts),
        *_prohibitions(runs[0], parts),
        *_ending(runs),
        *_policies(runs[0], parts),
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A change that all runs made, with what it means in all of them."""

    offered: ChangeOffer
    agreed: Mapping[tuple[str, str], Meaning]
    proposal: Proposal

    @property
    def body(self) -> str:
        """Equal for changes of which the spec says the same."""
        return repr({key: value for key, value in self.proposal.entry.items() if key != "id"})


def _requirements(runs: Sequence[RunRecord], parts: Mapping[str, Behaviour]) -> Iterator[Proposal]:
    grounds = [Ground(run) for run in runs]
    wanted: list[_Wanted] = []
    for aligned in _aligned(runs, parts):
        offers = [offer(ground, change) for ground, change in zip(grounds, aligned, strict=True)]
        agreed = _agreed(offers)
        made = required(grounds[0], offers[0], agreed)
        wanted.append(_Wanted(offers[0], agreed, made))
        grounds = [_with_row(ground, made.id, change) for ground, change in zip(grounds, aligned, strict=True)]
    for made in _gathered(grounds[0], wanted):
        yield replace(made, why=f"{made.why}, {_in_all(len(runs))}")


def _gathered(ground: Ground, wanted: Sequence[_Wanted]) -> Iterator[Proposal]:
    """Several changes of which the same is said become one clause that wants so many, unless others name their rows."""
    every = " ".join(one.body for one in wanted)
    alike: dict[str, list[_Wanted]] = {}
    for one in wanted:
        named = f"${one.proposal.id}." in every
        alike.setdefault(one.proposal.id if named else one.body, []).append(one)
    for group in alike.values():
        first = group[0]
        several = len(group) > 1
        yield required(ground, first.offered, first.agreed, times=len(group)) if several else first.proposal


def _aligned(runs: Sequence[RunRecord], parts: Mapping[str, Behaviour]) -> Iterator[tuple[Change, ...]]:
    """The changes that belong together: the first of a kind in each run, the second, and so on."""
    each = [[change for change in acted(run) if parts[change.table].part is Part.TASK] for run in runs]
    sorted_out = [_by_kind(changes) for changes in each]
    for change in each[0]:
        kind = change.table, change.operation
        at = sorted_out[0][kind].index(change)
        if all(len(one.get(kind, ())) == len(sorted_out[0][kind]) for one in sorted_out):
            yield tuple(one[kind][at] for one in sorted_out)


def _by_kind(changes: Sequence[Change]) -> dict[tuple[str, Operation], list[Change]]:
    found: dict[tuple[str, Operation], list[Change]] = {}
    for change in changes:
        found.setdefault((change.table, change.operation), []).append(change)
    return found


def _agreed(offers: Sequence[ChangeOffer]) -> dict[tuple[str, str], Meaning]:
    """For each cell the first meaning that all runs allow; anything where there is none."""
    agreed = {}
    for cell in offers[0].cells:
        name = cell.side, cell.choices.column
        others = [
            {
                meaning.same
                for other in one.cells
                if (other.side, other.choices.column) == name
                for meaning in other.choices.meanings
            }
            for one in offers[1:]
        ]
        shared = [meaning for meaning in cell.choices.meanings if all(meaning.same in known for known in others)]
        agreed[name] = next((one for one in shared if one.kind is not Kind.RANGE), _ANYTHING)
    return agreed


def _with_row(ground: Ground, clause: str, change: Change) -> Ground:
    ids = ground.ids | {clause}
    if change.new is None:
        return replace(ground, ids=ids)
    return replace(ground, ids=ids, rows=(*ground.rows, BoundRow(clause, change.table, change.new)))


def _allowances(runs: Sequence[RunRecord], parts: Mapping[str, Behaviour]) -> Iterator[Proposal]:
    ground, done = Ground(runs[0]), set()
    for run in runs:
        own = replace(ground, run=run)
        for change in acted(run):
            kind = change.table, change.operation
            if parts[change.table].part in (Part.TOUCHED, Part.UNSTEADY) and kind not in done:
                done.add(kind)
                made = allowed(own, offer(own, change))
                yield replace(made, why=f"**{change.table}**: {parts[change.table].why}")


def _prohibitions(run: RunRecord, parts: Mapping[str, Behaviour]) -> Iterator[Proposal]:
    """What the required tables must never see, with the reason; everything else is refused without being named."""
    seen: dict[str, set[Operation]] = {}
    for change in acted(run):
        if parts[change.table].part is Part.TASK:
            seen.setdefault(change.table, set()).add(change.operation)
    for table, operations in seen.items():
        for operation, reason in _REASONS.items():
            if operation not in operations:
                yield forbidden(Ground(run), table, operation, reason.format(one=one_of(table)))


def _ending(runs: Sequence[RunRecord]) -> Iterator[Proposal]:
    outcome = runs[0].outcome
    if not isinstance(outcome, Defer):
        return
    defer: dict[str, JsonValue] = {"reason": outcome.reason}
    about = _entity(runs[0], outcome.entity)
    if about is not None:
        defer["entity"] = about
    yield Proposal("", outcome={"defer": defer}, why="the demonstration handed the task to a human")


def _entity(run: RunRecord, entity: str) -> JsonValue:
    """What was deferred about, as a parameter where one says the same."""
    if not entity:
        return None
    named = [name for name, value in Ground(run).parameters if str(value) == entity]
    keys = [name for name in named if name.endswith(".id")]
    return f"${(keys or named)[0]}" if named else entity


def _policies(run: RunRecord, parts: Mapping[str, Behaviour]) -> Iterator[Proposal]:
    for table, behaviour in parts.items():
        if behaviour.part in _TRAILS:
            warned = (_UNGUARDED.format(table=table),) if behaviour.part is Part.SCRATCH else ()
            yield Proposal("", tables={table: "ephemeral"}, why=f"**{table}**: {behaviour.why}", warnings=warned)
    strict = {
        table: "strict" for table in run.initial.schema.tables if table not in parts or parts[table].part not in _TRAILS
    }
    yield Proposal("", tables=strict, why="every other table is guarded: what no clause allows is refused")


def _in_all(count: int) -> str:
    return "in the one demonstration" if count == 1 else f"in all {count} demonstrations"
