"""Page clauses: what must be displayed when the end is declared. They can only take a reward away."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from workbench.domain.pages import CUT, PageFact
from workbench.verifier.displayed import DISPLAYED, Displayed
from workbench.verifier.expressions import ExpressionFailure
from workbench.verifier.matchers import Cell, Contains, Holds, Is, Matcher, Not, OneOf
from workbench.verifier.patterns import Miss
from workbench.verifier.problems import Place
from workbench.verifier.references import Operand

SUBJECTS: Final = ("name", "text", "value")
"""What a page clause may say of an element, besides its role."""


@dataclass(frozen=True, slots=True)
class PageClause:
    """An element of this role, of which all demands are true, must be displayed in one of the open tabs."""

    id: str
    role: str
    demands: tuple[tuple[str, Matcher], ...]
    """By subject."""
    place: Place
    because: str = ""
    outcome: str | None = None
    """``done`` or ``defer`` when the clause is in force only where that is the right outcome."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where its parts stand: ``role``, ``text``."""

    def fits(self, fact: PageFact, scope: Displayed) -> bool | None:
        """Whether the element is what the clause wants; None where its text was cut off before that can be said.

        Raises ExpressionFailure.
        """
        if fact.role != self.role:
            return False
        certain = True
        for subject, matcher in self.demands:
            answer = _answer(matcher, _cell(fact, subject), scope)
            if answer is False:
                return False
            certain = certain and answer is True
        return True if certain else None

    def misses(self, fact: PageFact, scope: Displayed) -> list[Miss]:
        """Every demand that the element fails, its role taken as given."""
        missed = []
        for subject, matcher in self.demands:
            cell = _cell(fact, subject)
            try:
                taken = _answer(matcher, cell, scope)
            except ExpressionFailure:
                taken = False
            if not taken:
                missed.append(Miss(subject, f"its {subject} is {matcher.miss(cell, scope)}"))
        return missed

    def operands(self) -> Iterator[Operand]:
        """Everything that the clause compares with."""
        for _, matcher in self.demands:
            yield from matcher.operands()

    def phrase(self, scope: Displayed, show: Callable[[object], str]) -> str:
        """Such as "a **status**: text containing **2026-07-14**"."""
        demands = ", ".join(f"{subject} {matcher.phrase(scope, show)}" for subject, matcher in self.demands)
        return f"{with_article(self.role)}{f': {demands}' if demands else ''}"


def with_article(role: str) -> str:
    """Such as "an **alert**"."""
    return f"{'an' if role[:1] in 'aeiou' else 'a'} **{role}**"


def _cell(fact: PageFact, subject: str) -> Cell:
    return Cell(getattr(fact, subject), DISPLAYED, None, None)


def _answer(matcher: Matcher, cell: Cell, scope: Displayed) -> bool | None:
    """Whether the matcher takes the cell; None where more of a text would have to be known."""
    if not isinstance(cell.value, str) or not cell.value.endswith(CUT):
        return matcher.accepts(cell, scope.plain if _computes(matcher) else scope)
    if isinstance(matcher, Contains):
        return matcher.accepts(cell, scope) or None
    return False if isinstance(matcher, (Is, OneOf)) else None


def _computes(matcher: Matcher) -> bool:
    """Whether it holds an expression, in which numbers are numbers."""
    return isinstance(matcher, Holds) or (isinstance(matcher, Not) and _computes(matcher.matcher))
