"""``$name.path``: parameters, ``let`` values and new rows that a spec speaks of, and what they are in a run."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from workbench.domain.values import JsonValue, Row
from workbench.verifier.problems import Place

PATTERN: Final = re.compile(r"\$([A-Za-z_]\w*(?:-\w+)*)((?:\.[A-Za-z_]\w*)*)")
"""A reference as it is written. A hyphen belongs to the name; subtraction needs spaces."""


class Unbound(Enum):
    """The value of a row that does not exist yet. Nothing equals it, not even null."""

    UNBOUND = "not there yet"


UNBOUND: Final = Unbound.UNBOUND


class MissingValue(Exception):  # noqa: N818 - caught by name where it is turned into a finding
    """A reference that stands for nothing in this run: an unbound parameter or a field it lacks."""

    def __init__(self, reference: "Ref", why: str) -> None:
        super().__init__(why)
        self.reference = reference


@dataclass(frozen=True, slots=True)
class Ref:
    """``$member.id`` is ``Ref("member", ("id",))``."""

    name: str
    path: tuple[str, ...]
    place: Place

    def __str__(self) -> str:
        return "$" + ".".join((self.name, *self.path))


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the spec itself."""

    value: JsonValue


Operand = Literal | Ref


@dataclass(slots=True)
class Scope:
    """What references stand for. Only ``rows`` changes: a clause's row enters it once, when the clause is charged."""

    parameters: Mapping[str, JsonValue]
    lets: Mapping[str, JsonValue]
    clauses: frozenset[str] = frozenset()
    """Clause ids that a reference may name."""
    rows: dict[str, Row] = field(default_factory=dict)
    """The new row of each clause that is bound."""

    def value(self, operand: Operand) -> JsonValue | Unbound:
        """What the operand stands for; UNBOUND for a row that isn't there yet. Raises MissingValue."""
        if isinstance(operand, Literal):
            return operand.value
        if operand.name in self.clauses:
            row = self.rows.get(operand.name)
            return UNBOUND if row is None else _follow(operand, dict(row))
        for names in (self.lets, self.parameters):
            if operand.name in names:
                return _follow(operand, names[operand.name])
        raise MissingValue(operand, f"`${operand.name}` is bound to nothing")


def _follow(reference: Ref, value: JsonValue) -> JsonValue:
    for step in reference.path:
        if not isinstance(value, Mapping) or step not in value:
            raise MissingValue(reference, f"`{reference}` has no `{step}`")
        value = value[step]
    return value
