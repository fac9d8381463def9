"""What the Record perspective asks for. The Desk answers to it; so may anything else that has a sitting."""

from typing import Protocol

from workbench.domain.actions import Outcome
from workbench.session.messages import TaskRequest


class Intents(Protocol):
    """Commands of a sitting; each returns at once and is answered by messages."""

    def record(self) -> None:
        """Begin to record, from a fresh world."""

    def pause(self) -> None:
        """From now on inputs make no steps."""

    def resume(self) -> None:
        """Inputs make steps again."""

    def undo_last_step(self) -> None:
        """Do all steps but the last one again, in a fresh world."""

    def start_over(self) -> None:
        """Begin again in a fresh world."""

    def finish(self, outcome: Outcome) -> None:
        """Declare the end and be judged."""

    def save(self, label: str, expected: str | None, note: str = "", name: str = "") -> None:
        """Keep the finished episode; under that name, or one like it that is free."""

    def hand_back(self, step: int) -> None:
        """Let the edited recording go on with that step of its script, from 1."""

    def take_over(self) -> None:
        """Stop the edited recording before its next step."""

    def discard(self) -> None:
        """Delete the finished episode."""

    def open_task(self, request: TaskRequest) -> None:
        """Open a task; the one in front is closed."""

    def again(self) -> None:
        """Open the same task anew."""

    def next_seed(self) -> None:
        """Open the same workout with the next seed."""

    def leave(self) -> None:
        """Close the task."""

    def pick(self) -> None:
        """Let the mouse point at an element of the page; answered by PickingStarted."""

    def stop_picking(self) -> None:
        """Give the mouse back to the page; answered by PickingEnded."""

    def navigate(self, url: str) -> None:
        """Go to an address of the world."""

    def reload(self) -> None:
        """Load the page again."""

    def back(self) -> None:
        """Go back."""

    def forward(self) -> None:
        """Go forward."""
