"""Failures that a person can act upon. Same shape as the workbench's own, so that the wire can carry them."""


class Problem(Exception):  # noqa: N818 - it is named for the person who reads it
    """Something the user or the gym's author can understand and act upon."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(f"{what} {advice}")
        self.what = what
        """One sentence: what happened, naming the gym, workout, table or option."""
        self.advice = advice
        """One sentence: what to do now."""


class UnknownName(Problem):
    """A gym, workout, option or profile that does not exist."""


class BrokenGym(Problem):
    """The gym's own code or models break the kit's rules."""


class BrokenWorld(Problem):
    """A world can't go on: its database no longer agrees with its journal, or it does not come to rest."""


class BrokenDatabase(Problem):
    """The place that worlds are to keep their databases in can't be used."""


class Refused(Problem):
    """The control plane was asked without the right secret, or for something it does not offer."""


class BrokenProfile(Problem):
    """A file of profiles that can't be read as such: says in which line, and what to write."""


class BrokenWorkout(Problem):
    """A workout that is written in a spec file can't be read as such: says in which line, and what to write."""

    def __init__(self, source: str, line: int, what: str, advice: str) -> None:
        super().__init__(f"{source}, line {line}: {what[:1].lower()}{what[1:]}", advice)
        self.source = source
        self.line = line
        """Counts from 1."""
        self.complaint = what
        """The sentence without its place."""
