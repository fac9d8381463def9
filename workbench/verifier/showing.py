"""What was displayed at the end against the page clauses: results, the nearest miss, findings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from workbench.domain.changes import Change
from workbench.domain.pages import PageAtEnd, PageFact
from workbench.domain.verdicts import Evidence, Finding, FindingKind
from workbench.verifier.binding import Bound
from workbench.verifier.displayed import Displayed
from workbench.verifier.expressions import ExpressionFailure
from workbench.verifier.pages import PageClause, with_article
from workbench.verifier.references import UNBOUND, Ref, Scope
from workbench.verifier.shown import shown
from workbench.verifier.wording import Wording

NOT_RECORDED = "the page at the end was not recorded"
_MOST_CANDIDATES = 50

Place = tuple[PageAtEnd, PageFact]


@dataclass(frozen=True, slots=True)
class PageResult:
    """How a page clause came out."""

    clause: PageClause
    kind: FindingKind
    """met, unmet or undecided."""
    found: Place | None = None
    """The element that met it."""
    doubt: str = ""
    """Why it could not be decided."""


def check_pages(bound: Bound, scope: Displayed, pages: Sequence[PageAtEnd]) -> tuple[PageResult, ...]:
    """Decides the page clauses in force. Costs as much as there are elements."""
    return tuple(_check(clause, scope, pages) for clause in bound.pages)


def displayed_scope(bound: Bound, scope: Scope, taken: Mapping[str, Sequence[Change]]) -> Displayed:
    """What page clauses refer to, once it is known which changes the other clauses have taken.

    They have no say in that: a run is charged as if they weren't there.
    """
    rows = dict(scope.rows)
    for clause in bound.chargeable:
        changes = taken.get(clause.id, ())
        if clause.times.most == 1 and len(changes) == 1 and changes[0].new is not None:
            rows.setdefault(clause.id, changes[0].new)
    whole = Scope(scope.parameters, scope.lets, scope.clauses, rows)
    return Displayed(whole, frozenset(_money(bound)))


def page_finding(result: PageResult, wording: Wording, scope: Displayed, pages: Sequence[PageAtEnd]) -> Finding:
    """The finding of a result: its sentence with where to look and, where it is unmet, what came closest."""
    clause = result.clause
    sentence, line = wording.page(clause, scope), Evidence(line=clause.place.line)
    match result.kind:
        case FindingKind.MET:
            assert result.found is not None
            page, fact = result.found
            return Finding(result.kind, clause.id, sentence, clause.because, (Evidence(page=page.page),), _reads(fact))
        case FindingKind.UNMET:
            near, page_id = _closest(clause, scope, pages)
            evidence = (Evidence(page=page_id),) if page_id is not None else ()
            return Finding(result.kind, clause.id, sentence, clause.because, (*evidence, line), near)
        case _:
            told = f"**{clause.id}** could not be checked: {result.doubt}."
            return Finding(FindingKind.UNDECIDED, clause.id, told, clause.because, (line,))


def _check(clause: PageClause, scope: Displayed, pages: Sequence[PageAtEnd]) -> PageResult:
    if not pages:
        return PageResult(clause, FindingKind.UNDECIDED, doubt=NOT_RECORDED)
    if any(isinstance(operand, Ref) and scope.value(operand) is UNBOUND for operand in clause.operands()):
        return PageResult(clause, FindingKind.UNMET)
    doubts = [f"of tab {page.page}, {page.incomplete}" for page in pages if page.incomplete]
    for page, fact in _all(pages):
        try:
            fits = clause.fits(fact, scope)
        except ExpressionFailure as failure:
            doubts.append(str(failure))
            continue
        if fits:
            return PageResult(clause, FindingKind.MET, (page, fact))
        if fits is None:
            doubts.append(f"the text of **{fact.role}** in tab {page.page} was too long to be kept whole")
    if doubts:
        return PageResult(clause, FindingKind.UNDECIDED, doubt=doubts[0])
    return PageResult(clause, FindingKind.UNMET)


def _closest(clause: PageClause, scope: Displayed, pages: Sequence[PageAtEnd]) -> tuple[str, str | None]:
    """The element that came closest, in words, and its tab."""
    for operand in clause.operands():
        if isinstance(operand, Ref) and scope.value(operand) is UNBOUND:
            return f"**{operand}** is not there.", None
    same = [(page, fact) for page, fact in _all(pages) if fact.role == clause.role]
    if same:
        page, fact = max(same[:_MOST_CANDIDATES], key=lambda place: _closeness(clause, scope, place[1]))
        texts = "; ".join(miss.text for miss in clause.misses(fact, scope))
        return f"The closest **{clause.role}** in tab {page.page}: {texts}.", page.page
    for page, fact in _all(pages):
        if clause.demands and not clause.misses(fact, scope):
            other = with_article(fact.role)
            return f"No **{clause.role}** is displayed, but {other} in tab {page.page} says so.", page.page
    return f"No **{clause.role}** is displayed.", None


def _closeness(clause: PageClause, scope: Displayed, fact: PageFact) -> tuple[int, float]:
    """Fewer demands missed; of equals, the text that is more like what is wanted."""
    likeness = 0.0
    for subject, matcher in clause.demands:
        cell = getattr(fact, subject) or ""
        for operand in matcher.operands():
            likeness += SequenceMatcher(None, cell, str(scope.value(operand)), autojunk=False).ratio()
    return -len(clause.misses(fact, scope)), likeness


def _reads(fact: PageFact) -> str:
    words = [shown(part) for part in (fact.text or fact.name, fact.value) if part]
    return f"It reads “{', '.join(words)}”." if words else ""


def _all(pages: Sequence[PageAtEnd]) -> Iterator[Place]:
    for page in pages:
        for fact in page.facts:
            yield page, fact


def _money(bound: Bound) -> Iterator[tuple[str, ...]]:
    for clause in bound.pages:
        for operand in clause.operands():
            if isinstance(operand, Ref) and _type_of(bound, operand) == "money":
                yield operand.name, *operand.path


def _type_of(bound: Bound, reference: Ref) -> object:
    """The type that the database or the spec declares for what the reference stands for."""
    target = bound.spec.clause(reference.name)
    if target is not None:
        table = bound.schema.tables.get(target.pattern.table) if bound.schema else None
        column = table.column(reference.path[0]) if table and reference.path else None
        return column.type if column else None
    declared: object = (bound.spec.params or {}).get(reference.name)
    for step in reference.path:
        declared = declared.get(step) if isinstance(declared, Mapping) else None
    return declared
