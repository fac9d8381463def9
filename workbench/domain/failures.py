"""The one exception that is meant for a person: what went wrong, and what to do about it."""


class Problem(Exception):  # noqa: N818 - it is named for the person who reads it
    """Something the user can understand and act upon.

    Layers raise subclasses of it; the command line prints it and exits with 2, the window shows it in the status
    strip. Anything else that escapes is a bug and goes to the crash dialog.
    """

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(f"{what} {advice}")
        self.what = what
        """One sentence: what happened, naming the file, gym or page."""
        self.advice = advice
        """One sentence: what to do now."""
