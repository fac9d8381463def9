"""An element of a page that somebody pointed at, live or in a replayed step."""

from dataclasses import dataclass

from workbench.domain.actions import Target
from workbench.domain.pages import PageFact


@dataclass(frozen=True, slots=True)
class Picked:
    """What was pointed at, and what a person sees around it."""

    target: Target
    """Its locators best first, its role, its name; ``text`` as displayed. ``node`` in a replayed step only."""
    value: str | None
    """What is typed, chosen or ticked; None for what has no value. Secrets are bullets."""
    matches: tuple[int, ...]
    """How many elements each of the target's locators matches; 0 where that was not counted."""
    page: str
    """Tab id."""
    url: str
    """Where the tab stood."""
    nearby: tuple[str, ...] = ()
    """Texts around it and addresses that links among them lead to: of its row, list item or card first, then of what
    holds that; the page's headings and its own address last. At most 61, texts of at most 200 characters."""
    enclosing: tuple[PageFact, ...] = ()
    """The elements with a role that it stands in, innermost first, at most 6."""

    @property
    def shown(self) -> str:
        """What it displays: its value where it has one, else its text, else its name."""
        return self.value or self.target.text or self.target.name
