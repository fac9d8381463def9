"""From one exchange to clauses: what must be read after or before a change, and what must never be called. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from workbench.authoring.from_change import fresh_id
from workbench.authoring.ground import Ground, grounded
from workbench.authoring.proposals import Proposal
from workbench.authoring.request_templates import Source, Template, is_about, sources, template, widened
from workbench.domain.changes import Change
from workbench.domain.episodes import RunRecord
from workbench.domain.exchanges import Exchange
from workbench.domain.values import JsonValue
from workbench.domain.verdicts import Verdict
from workbench.verifier import Spec, SpecProblem
from workbench.verifier.binding import bind
from workbench.verifier.references import Scope
from workbench.verifier.requests import METHODS, Request, Seen, asks, seen
from workbench.verifier.telling import asked

_PAGES = ("document", "xhr", "fetch", "other")
"""Kinds of resources that say something about the backend."""


def exchange_offers(
    exchange: Exchange, run: RunRecord, spec: Spec | None = None, verdict: Verdict | None = None
) -> tuple[Proposal, ...]:
    """What an exchange of the run may become, best first: order clauses for a read, then never clauses.

    ``spec`` is the draft where it can be read and ``verdict`` what it says of the run: without them there is no change
    to measure a read against. Nothing is offered for what another server was asked, nor what the draft says already.
    """
    path = _path_of(exchange, run)
    if path is None or exchange.method not in METHODS:
        return ()
    offers = _Offers(exchange, path, run, spec, verdict)
    return (*offers.reads(), *offers.nevers())


def _path_of(exchange: Exchange, run: RunRecord) -> str | None:
    """Path and query as the world's server got them, or would have."""
    if exchange.server is not None:
        return exchange.server.path
    parts = urlsplit(exchange.url)
    if not exchange.url.startswith(run.header.origin):
        return None
    return f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"


class _Offers:
    """Everything that is asked of one exchange. Changes nothing."""

    def __init__(
        self, exchange: Exchange, path: str, run: RunRecord, spec: Spec | None, verdict: Verdict | None
    ) -> None:
        self._exchange, self._path, self._run, self._spec = exchange, path, run, spec
        self._seen = next(iter(seen([exchange])), None)
        self._taken = _taken(run, spec, verdict)
        whole = grounded(run, spec, verdict)
        began = exchange.server.started if exchange.server is not None else exchange.started
        earlier = tuple(bound for bound in whole.rows if self._taken[bound.clause][0].at <= began)
        self._ground = Ground(run, earlier, whole.ids | _ids(spec), whole.lets)
        self._lets = _lets(run, spec)

    def reads(self) -> Iterator[Proposal]:
        """After each requirement, those that it is about first, then the nearest; else before the first of them."""
        one = self._seen
        if one is None or not (one.looks and one.counts) or self._exchange.resource_type not in _PAGES:
            return
        end, began = self._run.outcome_at, one.server.started
        made: list[tuple[tuple[bool, bool, float], Proposal]] = []
        for id, changes in self._taken.items():
            if began >= changes[-1].at and (end is None or began <= end):
                found = self._template(id)
                own = any(reference.startswith(f"{id}.") for _, reference in found.recognised)
                rank = (not own, not is_about(self._path, changes[-1].table), began - changes[-1].at)
                made.append((rank, self._after(one, id, changes, found)))
        offers = [offer for _, offer in sorted(made, key=lambda pair: pair[0])]
        first = min(self._taken.items(), key=lambda pair: pair[1][0].seq, default=None)
        if first is not None and one.server.ended <= first[1][0].at:
            offers.append(self._order(one, first[0], "before", self._template(first[0])))
        yield from (offer for offer in offers if not self._is_ordered(offer.entry))

    def nevers(self) -> Iterator[Proposal]:
        """For every row and for this one: first for every row, unless that forbids other requests of the run too."""
        narrow = self._template(None)
        offers = [self._never(narrow, [*_doubts(narrow)])]
        wide = widened(narrow)
        if wide.path != narrow.path:
            offers.insert(1 if self._others(wide) else 0, self._never(wide, [*_breadth(wide)]))
        yield from (offer for offer in offers if not self._is_forbidden(str(offer.entry["call"])))

    def _template(self, anchor: str | None) -> Template:
        declared = tuple(self._spec.params or ()) if self._spec is not None else ()
        known: tuple[Source, ...] = sources(self._ground, self._lets.items(), anchor, declared)
        return template(self._path, known, self._ground)

    def _after(self, one: Seen, anchor: str, changes: Sequence[Change], found: Template) -> Proposal:
        made = self._order(one, anchor, "after", found)
        if self._exchange.step is None or changes[-1].step != self._exchange.step:
            return made
        alone = "The page asked for it in the same step as the change, so nobody has to look for that."
        return replace(made, warnings=(*made.warnings, alone))

    def _order(self, one: Seen, anchor: str, relation: str, found: Template) -> Proposal:
        after = relation == "after"
        entry: dict[str, JsonValue] = {
            "id": fresh_id("read-back" if after else "look-first", self._ground.ids),
            "read": f"{self._exchange.method} {found.path}",
            relation: anchor,
            "because": "confirm the system, not the surface" if after else "look before you act",
        }
        why = f"{asked(one)} was read {relation} **{anchor}**{_known(found)}"
        return Proposal("order", entry, why, tuple(_doubts(found)))

    def _never(self, found: Template, doubts: list[str]) -> Proposal:
        call = f"{self._exchange.method} {found.path}"
        entry: dict[str, JsonValue] = {
            "id": fresh_id(_never_id(self._exchange.method, found.path), self._ground.ids),
            "call": call,
            "because": "the task does not ask for it",
        }
        if self._seen is None:
            return Proposal(
                "never",
                entry,
                f"**{self._exchange.method} {self._path}** was sent{_known(found)}",
                (*doubts, "It never reached the server in this run, so it does not count here."),
            )
        warnings = [*doubts, f"This run makes that request ({self._exchange.id}), so it breaks the clause."]
        others = self._others(found)
        if others:
            rest = f" and {len(others) - 1} more" if len(others) > 1 else ""
            warnings.append(f"It forbids another request of this run, too: {asked(others[0]).replace('**', '')}{rest}.")
        return Proposal("never", entry, f"{asked(self._seen)} reached the server{_known(found)}", tuple(warnings))

    def _others(self, found: Template) -> list[Seen]:
        """Other requests of the run that a template without names would forbid, for other rows than this one."""
        if "{" in found.path:
            return []
        request, scope = Request(self._exchange.method, found.path, ()), Scope({}, {})
        bare = urlsplit(self._path).path
        return [
            one
            for one in seen(self._run.exchanges)
            if urlsplit(one.server.path).path != bare and asks(one, request, scope)
        ]

    def _is_ordered(self, entry: Mapping[str, JsonValue]) -> bool:
        """Whether the draft asks for that read already."""
        return any(
            entry.get(order.relation) == order.anchor and str(entry["read"]) in map(_written, order.subject)
            for order in (self._spec.orders if self._spec is not None else ())
            if not isinstance(order.subject, str)
        )

    def _is_forbidden(self, call: str) -> bool:
        calls = self._spec.calls if self._spec is not None else ()
        return any(call in map(_written, one.requests) for one in calls)


def _taken(run: RunRecord, spec: Spec | None, verdict: Verdict | None) -> dict[str, list[Change]]:
    """The changes of each requirement that took any."""
    found: dict[str, list[Change]] = {}
    if spec is None or verdict is None:
        return found
    for change in run.changes:
        clause = spec.clause(verdict.charges.get(change.seq, ""))
        if clause is not None and clause.section == "require":
            found.setdefault(clause.id, []).append(change)
    return found


def _ids(spec: Spec | None) -> frozenset[str]:
    if spec is None:
        return frozenset()
    return frozenset((*(call.id for call in spec.calls), *(page.id for page in spec.pages)))


def _lets(run: RunRecord, spec: Spec | None) -> Mapping[str, JsonValue]:
    """What the draft computes, as far as the run tells."""
    try:
        found = bind(spec, run.header.parameters, run.initial).scope.lets if spec is not None else {}
    except SpecProblem:
        return {}
    return {name: value for name, value in found.items() if "." not in name}


def _written(request: Request) -> str:
    return f"{request.method} {request.path.format(*(f'{{{str(one)[1:]}}}' for one in request.references))}"


def _never_id(method: str, path: str) -> str:
    """``no-cancel`` for what is done to a row, else ``no-post-visits``."""
    segments = path.partition("?")[0].strip("/").split("/")
    words = [segment for segment in segments if segment and not segment.startswith(("*", "{"))]
    if len(segments) > 1 and words and words[-1] == segments[-1] and segments[-2] not in words:
        return f"no-{words[-1]}"
    return "-".join(["no", method.lower(), *words])


def _known(found: Template) -> str:
    """Such as ": 252 is **the-visit.id**"."""
    names = ", ".join(f"{value} is **{reference}**" for value, reference in found.recognised)
    return f": {names}" if names else ""


def _breadth(found: Template) -> Iterator[str]:
    """What a template without names forbids beyond the request that was made."""
    if found.unknown:
        yield f"It means any row, not only {' and '.join(found.unknown)}."
    if found.left_out:
        yield f"It means any {' and '.join(f'`{name}`' for name in found.left_out)} in the query."


def _doubts(found: Template) -> Iterator[str]:
    chosen = dict(found.recognised)
    for value in dict.fromkeys(value for value, _ in found.rivals):
        others = " and ".join(f"`{{{reference}}}`" for other, reference in found.rivals if other == value)
        yield f"{value} is `{{{chosen[value]}}}`, but {others} as well: say which is meant."
    for value in found.unknown:
        yield f"Nothing in the task tells {value}: `*` stands for any."
    for name in found.left_out:
        yield f"The query's `{name}` is left out: it may be anything."
