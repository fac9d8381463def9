"""What stands near a displayed text, read once: it tells which of several rows is meant. Pure."""

from collections.abc import Sequence
from typing import Final

from workbench.authoring.readings import Key, keys_of, readings, spelled
from workbench.domain.values import Key as RowKey
from workbench.domain.values import Scalar

_LABEL: Final = 4
"""Blanks from which on a text is no label."""
_UNSAID: Final = frozenset({"at", "on", "id", "cents", "is", "by"})
"""Words of columns that no page says."""


class Surroundings:
    """Texts, labels and addresses, each with how near it stands."""

    def __init__(self, near: Sequence[str]) -> None:
        self.weights: dict[Key, float] = {}
        self.paths: list[list[str]] = []
        self._labels: list[tuple[list[str], float]] = []
        for place, text in enumerate(near):
            weight = 8 / (8 + place)
            if text.startswith(("/", "http:", "https:")):
                path = text.partition("//")[2].partition("/")[2] if "//" in text else text
                self.paths.append([part for part in path.partition("?")[0].split("/") if part])
                continue
            if place and text.count(" ") < _LABEL:
                self._labels.append((spelled(text).split(), weight))
            for reading in readings(text):
                share = weight if reading.whole else weight * 0.7
                if share > self.weights.get(reading.key, 0.0):
                    self.weights[reading.key] = share

    def says(self, value: Scalar, kind: str) -> float:
        """How near the value is displayed, from 0 to 1."""
        return max((self.weights.get(key, 0.0) for key in keys_of(value, kind)), default=0.0)

    def names(self, column: str) -> float:
        """How near a label stands that says what the column is called, from 0 to 1."""
        words = [word for word in spelled(column).split() if word not in _UNSAID]
        if not words:
            return 0.0
        said = (weight for label, weight in self._labels if all(_in_label(word, label) for word in words))
        return max(said, default=0.0)

    def leads_to(self, table: str, key: RowKey) -> float:
        """Whether an address names the row: 1 with the name of its table, less with its key alone."""
        if len(key) != 1:
            return 0.0
        singular, best = table.rstrip("s"), 0.0
        for place, path in enumerate(self.paths):
            for number, part in enumerate(path):
                if part == str(key[0]):
                    named = number > 0 and singular.endswith(path[number - 1].rstrip("s"))
                    best = max(best, (1.0 if named else 0.25) * 8 / (8 + place))
        return best


def _in_label(word: str, label: Sequence[str]) -> bool:
    return any(said.startswith(word[:5]) for said in label)
