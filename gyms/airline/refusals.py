"""What the airline says no with."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The airline says no. ``field`` is the form field to mend, ``reason`` what the customer reads."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason
