"""What lint rules look at: the spec, and as far as they are at hand its database and runs of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workbench.domain.episodes import RunRecord
from workbench.domain.schema import Schema, Table
from workbench.verifier.binding import Bound
from workbench.verifier.charging import Charges
from workbench.verifier.expressions import ExpressionFailure
from workbench.verifier.lint.marks import Mark
from workbench.verifier.matchers import Cell, Matcher
from workbench.verifier.references import UNBOUND, MissingValue, Ref, Scope
from workbench.verifier.spec import Clause, Spec


@dataclass(frozen=True, slots=True)
class Sample:
    """A run that the spec was bound to."""

    run: RunRecord
    bound: Bound
    charges: Charges


@dataclass(slots=True)
class Coverage:
    """What an audit has seen in force. Grows while it runs."""

    charged: set[str] = field(default_factory=set)
    """Ids of the clauses that took a change."""
    tripped: set[str] = field(default_factory=set)
    """Ids of the clauses that were broken."""
    surviving: set[str] = field(default_factory=set)
    """Names of the mutants that survived."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything a rule may look at."""

    spec: Spec
    schema: Schema | None = None
    samples: tuple[Sample, ...] = ()
    coverage: Coverage | None = None
    """None where no audit ran, as in an editor."""

    def table(self, clause: Clause) -> Table | None:
        """The clause's table, where the database is known and has it."""
        return self.schema.tables.get(clause.pattern.table) if self.schema is not None else None


Rule = Callable[[Subject], Iterator[Mark]]


def accepts(matcher: Matcher, cell: Cell, scope: Scope) -> bool | None:
    """Whether the matcher takes the cell; None where that can't be said before the run."""
    try:
        if any(isinstance(operand, Ref) and scope.value(operand) is UNBOUND for operand in matcher.operands()):
            return None
        return matcher.accepts(cell, scope)
    except (ExpressionFailure, MissingValue):
        return None
