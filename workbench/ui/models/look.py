"""How one row of a list looks, in words and tones: derived purely, then drawn by a single delegate. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.ui.models.emphasis import spans

Style = Literal["", "strong", "muted", "struck", "mono", "met", "disturbed", "broken", "accent"]


@dataclass(frozen=True, slots=True)
class Span:
    """A few words in one style."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A small word on a coloured ground; ``tone`` is one of ``tokens.TONES``."""

    text: str
    tone: str = "plain"


DOT = "\N{NO-BREAK SPACE}· "
"""Between two parts of a line; stays with the part before it when the line wraps."""

Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """One row: something on the left, lines of text that wrap, chips at the right of the first line."""

    lines: tuple[Line, ...]
    lead: str = ""
    """A number or sign at the left."""
    dot: str | None = None
    """Instead of a lead: a lamp in this tone; ``open`` is a ring."""
    chips: tuple[Chip, ...] = ()
    ground: str = ""
    """A tone for the row's whole background."""
    icon: str = ""
    """Instead of a lead: a Lucide icon."""
    heading: bool = False
    """A heading between rows, not a row of its own."""
    hint: str = ""
    """Tooltip."""

    @property
    def words(self) -> str:
        """All of it as plain text, for screen readers and for search."""
        lines = ("".join(span.text for span in line) for line in self.lines)
        return " · ".join(filter(None, (self.lead, *lines, *(chip.text for chip in self.chips))))


def stressed(text: str, style: Style = "") -> Line:
    """A sentence with ``**stress**`` as a line; what isn't stressed has ``style``."""
    return tuple(Span(words, "strong" if strong else style) for words, strong in spans(text))


def joined(spans: Sequence[Span]) -> Line:
    """Spans with a faint dot between each two."""
    line: list[Span] = []
    for span in spans:
        line += [Span(DOT, "muted"), span] if line else [span]
    return tuple(line)


def faint(text: str) -> Line:
    """A line of secondary text; its stressed parts are not."""
    return stressed(text, "muted")
