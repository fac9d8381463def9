"""Calls: requests that must never reach the server. They can only take a reward away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench.verifier.problems import Place
from workbench.verifier.references import Ref
from workbench.verifier.requests import Request


@dataclass(frozen=True, slots=True)
class Call:
    """A never line that speaks of requests: none of these is ever made, however it is answered."""

    id: str
    requests: tuple[Request, ...]
    """Never empty."""
    place: Place
    because: str = ""
    outcome: str | None = None
    """``done`` or ``defer`` when the clause is in force only where that is the right outcome."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where its parts stand: ``call``, ``call.0``."""

    def place_of(self, part: str) -> Place:
        """Where a part stands, or the clause itself where that is not known."""
        return self.places.get(part, self.places.get(part.partition(".")[0], self.place))

    def references(self) -> Iterator[Ref]:
        """Everything that its paths name."""
        for request in self.requests:
            yield from request.references
