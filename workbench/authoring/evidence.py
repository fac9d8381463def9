"""What a spec is examined against: its gym's tables, and the recordings that are said to be right."""

from dataclasses import dataclass, field
from pathlib import Path

from gyms.kit.catalogue import gyms as installed_gyms
from gyms.kit.shapes import describe
from workbench.archive.codec import schema_from_json
from workbench.archive.reader import open_run
from workbench.authoring.stored_headers import Shelved, StoredHeaders
from workbench.domain.episodes import RunRecord
from workbench.domain.failures import Problem
from workbench.domain.schema import Schema

GOLD = "gold"
"""The label of the recordings that mutants are made of."""


@dataclass(slots=True)
class Evidence:
    """Schemas and golds, read once. Changes when another gym or workout is asked for, or a recording was touched."""

    headers: StoredHeaders = field(default_factory=StoredHeaders)
    _schemas: dict[str, Schema] = field(default_factory=dict)
    _golds: dict[tuple[tuple[Path, int], ...], tuple[RunRecord, ...]] = field(default_factory=dict)

    def schema(self, workout: str) -> Schema:
        """The tables of the workout's gym. Raises Problem when there is no such gym."""
        name = workout.partition("/")[0]
        if name not in self._schemas:
            found = installed_gyms()
            if name not in found:
                raise Problem(f"There is no gym {name}.", f"Installed are: {', '.join(found)}.")
            self._schemas[name] = schema_from_json(describe(found[name].metadata))
        return self._schemas[name]

    def golds(self, recordings: Path, workout: str) -> tuple[RunRecord, ...]:
        """The recordings that are said to be right, oldest first. A folder that isn't there holds none."""
        wanted = [one for one in self.headers.below(recordings) if _is_gold(one, workout)]
        wanted.sort(key=_created)
        known = tuple((one.folder, one.stamp) for one in wanted)
        if known not in self._golds:
            self._golds.clear()
            self._golds[known] = tuple(open_run(one.folder) for one in wanted)
        return self._golds[known]


def _is_gold(one: Shelved, workout: str) -> bool:
    return one.header is not None and (one.header.workout, one.header.label) == (workout, GOLD)


def _created(one: Shelved) -> str:
    return one.header.created if one.header else ""
