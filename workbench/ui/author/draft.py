"""The spec in hand: its file, its text, and the text that the file had when we last looked. No Qt."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Draft:
    """Changes as one types (``text``) and when the file is read or written (``disk``)."""

    path: Path
    text: str
    disk: str
    other: str | None = None
    """What somebody else wrote into the file meanwhile; None where nobody did."""

    @property
    def dirty(self) -> bool:
        """Whether there are edits that the file has not."""
        return self.text != self.disk

    def found_on_disk(self, text: str) -> bool:
        """The file holds this now. Returns whether the editor must take it over: it is new, and nothing gets lost."""
        if text in (self.disk, self.text):
            self.disk, self.other = text, None
            return False
        if self.dirty:
            self.other = text
            return False
        self.disk, self.other = text, None
        return True

    def written(self, text: str) -> None:
        """The file holds what we wrote."""
        self.disk, self.other = text, None
