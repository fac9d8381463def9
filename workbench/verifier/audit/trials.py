"""One thing that the audit tries: a run with a name, a story, and the ruling that it must get."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.values import Scalar
from workbench.domain.verdicts import Ruling
from workbench.verifier.audit.editing import Edit
from workbench.verifier.shown import shown


class Kind(StrEnum):
    """What sort of run it is."""

    GOLD = "gold"
    """A right run: it must be SATISFIED."""
    TRIVIAL = "trivial"
    """A run without any skill: it must be VIOLATED, and nobody can sign that it isn't."""
    MUTANT = "mutant"
    """A gold with one thing wrong: it must be VIOLATED, or be signed."""
    BENIGN = "benign"
    """A gold with a difference that must not matter: it must be SATISFIED."""

    @property
    def wanted(self) -> Ruling:
        """The ruling that such a run must get. UNDECIDED is never right."""
        return Ruling.SATISFIED if self in (Kind.GOLD, Kind.BENIGN) else Ruling.VIOLATED


@dataclass(frozen=True, slots=True)
class Trial:
    """One run to judge."""

    kind: Kind
    id: str
    """``family:target``, the same for the same thing in every gold: ``column:the-visit.time=null``."""
    story: str
    """A noun phrase to go before "is accepted": "a second identical visit"."""
    edit: Edit
    clause: str = ""
    """Id of the clause that it is about, where there is one."""

    @property
    def family(self) -> str:
        """What was done to the gold."""
        return self.id.partition(":")[0]


Trials = Iterator[Trial]


def noun(table: str) -> str:
    """What one row of a table is called: ``visit``, ``row of audit log``."""
    words = table.replace("_", " ")
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    if words.endswith("s") and not words.endswith(("ss", "us", "hours")):
        return words[:-1]
    return f"row of {words}"


def cell_words(value: Scalar, type_name: str | None = None) -> str:
    """A cell for a story, in bold."""
    return f"**{shown(value, type_name)}**"
