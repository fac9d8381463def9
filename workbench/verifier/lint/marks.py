"""What the linter has to say about one place of a spec."""

from dataclasses import dataclass
from enum import StrEnum

from workbench.verifier.problems import Place, SpecProblem


class Weight(StrEnum):
    """How much a mark matters."""

    ERROR = "error"
    """The spec can't be trusted like this: the audit fails."""
    ADVICE = "advice"
    """Worth a look; the audit passes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One remark with its place."""

    rule: str
    """Name of the rule, such as ``unused-parameter``."""
    line: int
    column: int
    what: str
    advice: str
    weight: Weight = Weight.ERROR

    @property
    def place(self) -> Place:
        """Line and column in one."""
        return Place(self.line, self.column)


def mark_of(problem: SpecProblem) -> Mark:
    """A problem as a mark."""
    return Mark(problem.rule, problem.line, problem.column, problem.reason, problem.advice)


def mark(rule: str, place: Place, what: str, advice: str, weight: Weight = Weight.ERROR) -> Mark:
    """A mark at a place."""
    return Mark(rule, place.line, place.column, what, advice, weight)
