"""What can go wrong in a sitting, in words for the person in front of it."""

from workbench.domain.failures import Problem


class BrowserTrouble(Problem):
    """The browser could not be started, attached to, or was lost."""


class GymTrouble(Problem):
    """The gym's process could not be started, died, or refused a request."""


class OutsideTheWorld(Problem):
    """An address that is not part of the world was asked for."""

    def __init__(self, url: str, origin: str) -> None:
        super().__init__(f"{url} is outside this world.", f"Stay within {origin}.")


class WrongMoment(Problem):
    """A sitting was asked for something that its state does not allow."""


class CannotReexecute(Problem):
    """An action could not be performed again."""
