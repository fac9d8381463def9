"""The verdict in the making: lamps that move with every change, each at a cost that does not grow with the run.

A lamp can be ahead of the verdict, never softer on it: what is decided at the change (never, order before, the frame)
is irrevocable here too; what depends on the end stays open until the end.
"""

from collections.abc import Mapping

from workbench.domain.actions import Outcome
from workbench.domain.changes import Change, Operation
from workbench.domain.episodes import InitialState
from workbench.domain.exchanges import Exchange
from workbench.domain.pages import PageAtEnd
from workbench.domain.values import JsonValue
from workbench.domain.verdicts import FindingKind, Lamp, LampState
from workbench.verifier.binding import bind
from workbench.verifier.calling import is_called
from workbench.verifier.calls import Call
from workbench.verifier.charging import Charges, bindable, exempt, row_references
from workbench.verifier.ending import check_ending
from workbench.verifier.expressions import ExpressionFailure
from workbench.verifier.flow import Flow
from workbench.verifier.histories import Histories
from workbench.verifier.naming import Names
from workbench.verifier.ordering import check_order
from workbench.verifier.pages import PageClause
from workbench.verifier.reads import resembles
from workbench.verifier.requests import Request, Seen, seen
from workbench.verifier.showing import check_pages, displayed_scope, page_finding
from workbench.verifier.shown import counted
from workbench.verifier.spec import Clause, Order, Spec
from workbench.verifier.telling import Teller, asked
from workbench.verifier.wording import FRAME, OUTCOME, Wording


class LiveJudge:
    """Follows one run. Changes with every ``feed``.

    Raises SpecProblem when the spec does not fit the world or a parameter is missing.
    """

    def __init__(self, spec: Spec, parameters: Mapping[str, JsonValue], initial: InitialState) -> None:
        self._bound = bind(spec, parameters, initial)
        self._scope = self._bound.fresh_scope()
        self._clauses = self._bound.chargeable
        self._flow = Flow([clause.times for clause in self._clauses])
        self._histories = Histories(self._bound.schema)
        self._changes: dict[int, Change] = {}
        self._strays: dict[int, Change] = {}
        self._forbidden: dict[str, Change] = {}
        self._unchecked: dict[str, str] = {}
        self._reads: dict[str, list[Seen]] = {order.id: [] for order in self._bound.orders}
        self._called: dict[str, Seen] = {}
        self._waiting: list[tuple[Call, Seen]] = []
        """Requests that may turn out to have been forbidden: of a row that is not known yet."""
        self._since: dict[str, float] = {}
        """When the rows came that clauses are bound to."""
        self._pages: tuple[PageAtEnd, ...] = ()
        self._outcome: Outcome | None = None
        self._outcome_at: float | None = None
        self._wording = Wording(self._bound)
        self._teller = Teller(self._bound.schema, Names(self._bound.schema, initial), {})
        self._bindable = {clause.id for clause in bindable(self._bound)}
        self._sentences: dict[str, str] = {}
        self._lamps: tuple[Lamp, ...] | None = None

    @property
    def lamps(self) -> tuple[Lamp, ...]:
        """How every clause stands: in the order of the file, the outcome and the frame last."""
        if self._lamps is None:
            clauses = [self._clause_lamp(clause) for clause in self._bound.spec.clauses if clause in self._clauses]
            clauses += [self._never_lamp(line) for line in self._bound.spec.nevers if self._in_force(line)]
            orders = [self._order_lamp(order) for order in self._bound.orders]
            self._lamps = (*clauses, *orders, *self._page_lamps(), self._outcome_lamp(), self._frame_lamp())
        return self._lamps

    def feed(
        self,
        change: Change | None = None,
        exchange: Exchange | None = None,
        outcome: Outcome | None = None,
        at: float | None = None,
        pages: tuple[PageAtEnd, ...] = (),
    ) -> str | None:
        """Takes what happened next; ``at`` goes with an outcome, ``pages`` is what the tabs showed then.

        For a change: the id of the clause that takes it, ``(ephemeral)`` or ``(system)`` where none has to,
        and None where no clause does: a breach.
        """
        self._lamps = None
        if exchange is not None:
            for one in seen([exchange]):
                self._feed_request(one)
        if outcome is not None:
            self._outcome, self._outcome_at = outcome, at
        if pages:
            self._pages = pages
        return self._feed_change(change) if change is not None else None

    def _feed_request(self, one: Seen) -> None:
        for order in self._bound.orders:
            if _about(order, one):
                self._reads[order.id].append(one)
        for call in self._bound.calls:
            if call.id not in self._called:
                self._hear(call, one)

    def _hear(self, call: Call, one: Seen) -> None:
        if is_called(call, one, self._scope, self._since):
            self._called[call.id] = one
        elif any(request.method == one.server.method and self._awaits(request) for request in call.requests):
            self._waiting.append((call, one))

    def _awaits(self, request: Request) -> bool:
        return any(one.name in self._bindable and one.name not in self._scope.rows for one in request.references)

    def _feed_change(self, change: Change) -> str | None:
        self._histories.add(change)
        self._changes[change.seq] = change
        label = exempt(self._bound.spec, change)
        if label is not None:
            return label
        self._offer(change)
        if not self._flow.place(change.seq):
            self._strays[change.seq] = change
        self._bind_rows(change)
        self._watch(change)
        return self._taker(change)

    def _offer(self, change: Change) -> None:
        for position, clause in enumerate(self._clauses):
            if self._matches(clause, change):
                self._flow.open(change.seq, position)

    def _bind_rows(self, change: Change) -> None:
        """A clause that others refer to has its row now: changes that waited for it may find their clause."""
        taker = self._taker(change)
        if taker not in self._bindable or taker in self._scope.rows or change.new is None:
            return
        self._scope.rows[taker] = change.new
        self._since[taker] = change.at
        self._hear_again()
        self._flow.hold(change.seq)
        self._sentences.clear()
        dependents = {c.pattern.table for c in self._clauses if taker in row_references(c)}
        for stray in [stray for stray in self._strays.values() if stray.table in dependents]:
            self._offer(stray)
            if self._flow.place(stray.seq):
                del self._strays[stray.seq]
                self._bind_rows(stray)

    def _hear_again(self) -> None:
        waiting, self._waiting = self._waiting, []
        for call, one in waiting:
            if call.id not in self._called:
                self._hear(call, one)

    def _watch(self, change: Change) -> None:
        for clause in self._bound.never:
            try:
                if clause.pattern.matches(change, self._scope, self._bound.schema):
                    self._forbidden.setdefault(clause.id, change)
            except ExpressionFailure as failure:
                self._unchecked[clause.id] = str(failure)

    def _matches(self, clause: Clause, change: Change) -> bool:
        try:
            return clause.pattern.matches(change, self._scope, self._bound.schema)
        except ExpressionFailure:
            return False

    def _taker(self, change: Change) -> str | None:
        position = self._flow.clause_of.get(change.seq)
        return self._clauses[position].id if position is not None else None

    def _in_force(self, line: Clause | Call) -> bool:
        return line in self._bound.never or line in self._bound.calls

    def _clause_lamp(self, clause: Clause) -> Lamp:
        if clause.id not in self._sentences:
            self._sentences[clause.id] = self._wording.clause(clause, self._scope)
        if clause.section == "require":
            state, detail = self._required(clause)
        else:
            taken = len(self._flow.taken[self._clauses.index(clause)])
            state, detail = LampState.MET, f"{counted(taken, 'change')} so far"
        return Lamp(clause.id, clause.section, self._sentences[clause.id], state, detail)

    def _never_lamp(self, line: Clause | Call) -> Lamp:
        if line.id not in self._sentences:
            self._sentences[line.id] = self._wording.never(line, self._scope)
        state, detail = self._never_called(line) if isinstance(line, Call) else self._never(line)
        return Lamp(line.id, "never", self._sentences[line.id], state, detail)

    def _never_called(self, call: Call) -> tuple[LampState, str]:
        one = self._called.get(call.id)
        return (LampState.MET, "") if one is None else (LampState.BROKEN, asked(one))

    def _required(self, clause: Clause) -> tuple[LampState, str]:
        taken = self._flow.taken[self._clauses.index(clause)]
        lost = [culprit for seq in taken if (culprit := self._spoiler(clause, self._changes[seq])) is not None]
        held, least, most = len(taken) - len(lost), clause.times.least, clause.times.most
        if lost and most is not None and most - len(lost) < least:
            return LampState.BROKEN, f"change {lost[0].seq}: {self._teller.what(lost[0])}"
        return (LampState.MET if held >= least else LampState.OPEN), f"{held} of {least}"

    def _spoiler(self, clause: Clause, change: Change) -> Change | None:
        """The later change after which the row is no longer as the clause wants it."""
        last = self._histories.whole(change)[-1]
        if last is change:
            return None
        if clause.pattern.operation is Operation.DELETE:
            return last if last.new is not None else None
        if last.new is None:
            return last
        try:
            misses = list(clause.pattern.wanted(last.new, change, self._scope, self._bound.schema))
        except ExpressionFailure:
            return None
        for miss in misses:
            culprit = self._histories.last_to_alter(change, miss.subject)
            taker = self._bound.spec.clause(self._taker(culprit) or "") if culprit is not None else None
            if taker is None or taker.section != "require" or taker.id == clause.id:
                return culprit
        return None

    def _never(self, clause: Clause) -> tuple[LampState, str]:
        change = self._forbidden.get(clause.id)
        if change is not None:
            return LampState.BROKEN, f"change {change.seq}: {self._teller.what(change)}"
        if clause.id in self._unchecked:
            return LampState.OPEN, self._unchecked[clause.id]
        return LampState.MET, ""

    def _order_lamp(self, order: Order) -> Lamp:
        involved = {order.anchor, *([order.subject] if isinstance(order.subject, str) else [])}
        taken = {
            clause.id: [self._changes[seq] for seq in sorted(self._flow.taken[position])]
            for position, clause in enumerate(self._clauses)
            if clause.id in involved
        }
        charges = Charges({}, taken, [], self._scope)
        result = check_order(order, self._bound.spec, charges, self._reads[order.id], self._outcome_at)
        states = {FindingKind.MET: LampState.MET, FindingKind.BREACH: LampState.BROKEN}
        state = states.get(result.kind, LampState.OPEN if self._outcome is None else LampState.BROKEN)
        if result.kind is FindingKind.MET and result.change is None and self._outcome is None:
            state = LampState.OPEN
        detail = f"change {result.change.seq} came too early" if state is LampState.BROKEN and result.change else ""
        if result.kind is FindingKind.UNMET:
            detail = "not read yet" if result.change is not None else f"waits for {order.anchor}"
        return Lamp(order.id, "order", self._wording.order(order, self._scope), state, detail)

    def _page_lamps(self) -> list[Lamp]:
        """Open until the end, where all that they depend on is known."""
        if not self._pages:
            return [self._open_page(page) for page in self._bound.pages]
        taken = {
            clause.id: [self._changes[seq] for seq in sorted(self._flow.taken[position])]
            for position, clause in enumerate(self._clauses)
        }
        scope = displayed_scope(self._bound, self._scope, taken)
        findings = [
            page_finding(result, self._wording, scope, self._pages)
            for result in check_pages(self._bound, scope, self._pages)
        ]
        states = {FindingKind.MET: LampState.MET, FindingKind.UNMET: LampState.BROKEN}
        return [
            Lamp(
                page.id,
                "page",
                self._wording.page(page, scope),
                states.get(finding.kind, LampState.OPEN),
                finding.nearest or finding.sentence,
            )
            for page, finding in zip(self._bound.pages, findings, strict=True)
        ]

    def _open_page(self, page: PageClause) -> Lamp:
        return Lamp(page.id, "page", self._wording.page(page), LampState.OPEN, "judged at the end")

    def _outcome_lamp(self) -> Lamp:
        state, detail = LampState.OPEN, ""
        if self._outcome is not None:
            result = check_ending(self._bound, self._scope, self._outcome)
            state, detail = (LampState.MET if result.met else LampState.BROKEN), result.miss
        return Lamp(OUTCOME, "outcome", self._wording.outcome(), state, detail)

    def _frame_lamp(self) -> Lamp:
        stray = next(iter(self._strays.values()), None)
        if stray is None:
            return Lamp(FRAME, "frame", self._wording.frame(), LampState.MET)
        more = f" and {len(self._strays) - 1} more" if len(self._strays) > 1 else ""
        detail = f"change {stray.seq}: {self._teller.what(stray)}{more}"
        return Lamp(FRAME, "frame", self._wording.frame(), LampState.BROKEN, detail)


def _about(order: Order, one: Seen) -> bool:
    return not isinstance(order.subject, str) and any(resembles(one, read) for read in order.subject)
