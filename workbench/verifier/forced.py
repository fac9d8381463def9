"""The ruling alone, for judging thousands of runs: the same as ``judge``, sooner, where charging leaves no choice.

In nearly every run each change fits one clause or none, so there is nothing to search. Where that is not so, or where
an expression fails, nothing is decided here and the caller asks ``judge``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.changes import Change
from workbench.domain.schema import Schema
from workbench.domain.verdicts import FindingKind, Ruling
from workbench.verifier.assessing import requirement_of, scope_at
from workbench.verifier.binding import Binder, Bound
from workbench.verifier.calling import Called, check_calls
from workbench.verifier.charging import Charges, bindable, row_references
from workbench.verifier.ending import check_ending
from workbench.verifier.expressions import ExpressionFailure
from workbench.verifier.facts import RunFacts, Shape
from workbench.verifier.lines import Filled, Likenesses, Line, Slots, line_of
from workbench.verifier.ordering import check_order
from workbench.verifier.problems import SpecProblem
from workbench.verifier.references import MissingValue
from workbench.verifier.showing import check_pages, displayed_scope
from workbench.verifier.spec import Clause, Policy, Spec
from workbench.verifier.wording import OUTCOME


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that speaks against a run, in brief."""

    kind: FindingKind
    clause: str | None
    """None for the closed frame."""
    change: int | None = None
    """``Change.seq`` where one is to blame."""


@dataclass(frozen=True, slots=True)
class Forced:
    """The ruling, provided that the journal adds up, and all that speaks against the run."""

    ruling: Ruling
    flaws: tuple[Flaw, ...]


class ForcedJudge:
    """Judges runs by one spec. Remembers what it worked out for the schemas that it has met."""

    def __init__(self, spec: Spec, likenesses: Likenesses | None = None) -> None:
        self._spec = spec
        self._likenesses = likenesses or Likenesses()
        self._binder = Binder(spec)
        self._ready: dict[tuple[str, int], _Ready] = {}
        """By the outcome that is right, and the spec as the task counts it: one object for tasks that count alike."""

    def judge(self, facts: RunFacts) -> Forced | None:
        """The ruling as ``judge`` would give it if the journal adds up; None where that takes more than this."""
        run = facts.run
        unread = run.final is None or not run.final.drained or run.final.problems
        if run.header.workout != self._spec.workout or self._spec.unfinished or run.interruptions or unread:
            return None
        try:
            bound = self._binder.bind(run.header.parameters, run.initial)
            return _Weighing(self._ready_for(bound), bound, facts).result()
        except (SpecProblem, ExpressionFailure, MissingValue, LookupError, TypeError):
            return None  # the spec, an expression or the record is at fault: ``judge`` says which

    def _ready_for(self, bound: Bound) -> "_Ready":
        known = (bound.outcome, id(bound.spec))
        ready = self._ready.get(known)
        if ready is None or ready.schema is not bound.schema:
            assert bound.schema is not None
            ready = self._ready[known] = _Ready(bound, bound.schema, self._likenesses)
        return ready


class _Ready:
    """The clauses in force for one outcome, made ready once."""

    def __init__(self, bound: Bound, schema: Schema, likenesses: Likenesses) -> None:
        own = {*(let.name for let in bound.spec.lets), *(clause.id for clause in bound.spec.clauses)}

        def ready(clause: Clause) -> Line:
            return line_of(clause, schema, self.slots, likenesses.of(clause, own))

        self.schema = schema
        self.slots = Slots()
        self.bindable = bindable(bound)
        self.optional = any(clause.section == "allow" for clause in self.bindable)
        self.lines: dict[str, Line] = {clause.id: ready(clause) for clause in bound.chargeable}
        self.by_shape = _by_shape(self.lines.values())
        self.never = [ready(clause) for clause in bound.never]
        ids = self.lines.keys()
        self.late = {line.clause.id for line in self.never if row_references(line.clause) & ids}
        """Nevers that speak of a clause's row, which is there only once it has happened."""
        used = {name for clause in bound.chargeable for name in row_references(clause)}
        self.first_come = {
            clause.id
            for clause in self.bindable
            if clause.id not in used
            and not row_references(clause) & ids
            and len(self.by_shape[clause.pattern.table, clause.pattern.operation]) == 1
        }
        """Clauses that, of several changes, can only take the first: nothing gets better with another."""
        self.expressive = any(line.expressive for line in (*self.lines.values(), *self.never))
        self.loose = set(bound.spec.ephemeral)
        self.mending = {table for table, policy in bound.spec.tables.items() if policy is Policy.REPAIRABLE}


class _Weighing:
    """Weighs one run. Its lists grow as it goes."""

    def __init__(self, ready: _Ready, bound: Bound, facts: RunFacts) -> None:
        self._ready, self._bound, self._facts = ready, bound, facts
        self._filled: Filled = ready.slots.filled(bound.fresh_scope(), facts)
        self._taken: dict[str, list[Change]] = {id: [] for id in ready.lines}
        self._strays: list[Change] = []
        self._flaws: list[Flaw] = []
        self._unclear = False

    def result(self) -> Forced | None:
        pinned = self._pin()
        for shape, changes in self._facts.shapes.items():
            if shape[0] not in self._ready.loose:
                self._share_out(changes, self._ready.by_shape.get(shape, ()))
            if self._unclear:
                return None
        charges = Charges({}, self._taken, self._strays, self._filled.scope)
        self._count(charges)
        self._forbid(charges)
        self._flaws += [Flaw(FindingKind.BREACH, one.call.id) for one in self._called(charges)]
        self._blame_strays()
        self._order_and_end(charges)
        doubtful = self._look_at_pages()
        unsure = self._ready.expressive or (self._ready.optional and pinned)
        if self._unclear or (self._flaws and unsure):
            return None
        certain = any(flaw.kind is not FindingKind.UNDECIDED for flaw in self._flaws)
        ruling = Ruling.VIOLATED if certain else Ruling.UNDECIDED if doubtful else Ruling.SATISFIED
        return Forced(ruling, tuple(self._flaws))

    def _pin(self) -> bool:
        """Binds the rows that clauses refer to; whether there were any."""
        pinned = False
        for clause in self._ready.bindable:
            line = self._ready.lines[clause.id]
            changes = self._facts.shapes.get((clause.pattern.table, clause.pattern.operation), ())
            found = line.taken(changes, self._filled, self._facts)
            if len(found) > 1 and not (clause.id in self._ready.first_come and all(map(self._facts.alone, found))):
                self._unclear = True
            elif found and found[0].new is not None:
                pinned = True
                self._filled.scope.rows[clause.id] = found[0].new
                self._ready.slots.bind_row(clause.id, self._filled)
        return pinned

    def _share_out(self, changes: Sequence[Change], lines: Sequence[Line]) -> None:
        fitting = 0
        taken: set[int] = set()
        for line in lines:
            found = line.taken(changes, self._filled, self._facts)
            fitting += len(found)
            self._taken[line.clause.id] += found
            if len(lines) > 1 or len(found) < len(changes):
                taken.update([change.seq for change in found])
            else:
                return
        if fitting > len(taken):
            self._unclear = True
        self._strays += [change for change in changes if change.seq not in taken]

    def _count(self, charges: Charges) -> None:
        """Minimums, maximums, and what did not last."""
        crowded: list[Clause] = []
        for id, line in self._ready.lines.items():
            clause, taken, most = line.clause, self._taken[id], line.clause.times.most
            if clause.section == "require" and not all(map(self._facts.alone, taken)):
                crowded.append(clause)
                self._unclear |= most is not None and len(taken) > most  # which it keeps depends on what lasts
            if most is not None and len(taken) > most:
                self._strays += taken[most:]
                del taken[most:]
            if clause.section == "require" and len(taken) < clause.times.least:
                self._flaws.append(Flaw(FindingKind.UNMET, clause.id))
        if crowded:
            self._outlast(crowded, charges)

    def _outlast(self, crowded: Sequence[Clause], charges: Charges) -> None:
        """Whether what these clauses took was still so at the end."""
        for id, changes in self._taken.items():
            charges.clause_of.update((change.seq, self._ready.lines[id].clause) for change in changes)
        short = {flaw.clause for flaw in self._flaws}
        for clause in crowded:
            met = requirement_of(clause, self._bound, charges, self._facts.histories).met
            if not met and clause.id not in short:
                self._flaws.append(Flaw(FindingKind.UNMET, clause.id))

    def _forbid(self, charges: Charges) -> None:
        for line in self._ready.never:
            clause = line.clause
            shape: Shape = (clause.pattern.table, clause.pattern.operation)
            changes: Sequence[Change] = self._facts.shapes.get(shape, ())
            if clause.id in self._ready.late:
                found: Sequence[Change] = [
                    one for one in changes if clause.pattern.matches(one, scope_at(charges, one), self._ready.schema)
                ]
            else:
                found = line.taken(changes, self._filled, self._facts)
            self._flaws += [Flaw(FindingKind.BREACH, clause.id, change.seq) for change in found]

    def _called(self, charges: Charges) -> Sequence[Called]:
        calls = self._bound.calls
        return check_calls(calls, self._facts.requests, charges) if calls else ()

    def _blame_strays(self) -> None:
        forbidden = {flaw.change for flaw in self._flaws}
        for change in self._strays:
            if change.table in self._ready.mending:
                self._unclear = True  # whether it was undone takes the row's whole history
            if change.seq not in forbidden:
                self._flaws.append(Flaw(FindingKind.BREACH, None, change.seq))

    def _order_and_end(self, charges: Charges) -> None:
        run = self._facts.run
        for order in self._bound.orders:
            reads = self._facts.requests if not isinstance(order.subject, str) else ()
            result = check_order(order, self._bound.spec, charges, reads, run.outcome_at)
            if result.kind is not FindingKind.MET:
                breach = result.change if result.kind is FindingKind.BREACH else None
                self._flaws.append(Flaw(result.kind, order.id, breach.seq if breach is not None else None))
        if not check_ending(self._bound, charges.scope, run.outcome).met:
            self._flaws.append(Flaw(FindingKind.UNMET, OUTCOME))

    def _look_at_pages(self) -> bool:
        """Whether a page clause could not be decided."""
        if not self._bound.pages:
            return False
        scope = displayed_scope(self._bound, self._filled.scope, self._taken)
        results = check_pages(self._bound, scope, self._facts.run.pages)
        self._flaws += [Flaw(one.kind, one.clause.id) for one in results if one.kind is not FindingKind.MET]
        return any(one.kind is FindingKind.UNDECIDED for one in results)


def _by_shape(lines: Iterable[Line]) -> dict[Shape, list[Line]]:
    found: dict[Shape, list[Line]] = {}
    for line in lines:
        found.setdefault((line.clause.pattern.table, line.clause.pattern.operation), []).append(line)
    return found
