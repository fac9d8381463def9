"""What is wrong with a spec, said so that its author finds the place and knows the cure."""

from dataclasses import dataclass

from workbench.domain.failures import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a spec file, both counted from 1."""

    line: int
    column: int


class SpecProblem(Problem):
    """A spec that can't be read, doesn't fit its database, or lacks a parameter."""

    def __init__(self, what: str, advice: str, *, source: str, place: Place, rule: str = "syntax") -> None:
        super().__init__(f"{source}:{place.line}:{place.column}: {what}", advice)
        self.rule = rule
        """Name of the lint rule that it breaks; ``syntax`` for whatever can't be read at all."""
        self.reason = what
        """The sentence without the place."""
        self.source = source
        """The file's name, as the caller gave it."""
        self.line = place.line
        self.column = place.column
