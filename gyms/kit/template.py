"""The initial state of a task, built once and copied for every world that wants it."""

import hashlib
import json
import shutil
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from gyms.kit.databases.names import quoted
from gyms.kit.databases.sqlite.rows import read_schema, row_by_key, rows_of
from gyms.kit.databases.sqlite.triggers import CREATE_JOURNAL, create_triggers
from gyms.kit.failures import BrokenGym, UnknownName
from gyms.kit.gym import Gym, Json, Options, Workout
from gyms.kit.seeding import choose_options, seeding_for
from gyms.kit.shapes import Cell, RawRow, TableShape, raw_cell

SMALL = 20_000
"""Rows; worlds and tables up to this size are read whole."""
_MOST_LOOKED_UP = 100


@dataclass(frozen=True)
class Recipe:
    """All that an initial state depends on."""

    gym: str
    version: int
    workout: str
    seed: int
    options: tuple[tuple[str, str], ...]
    decoys: int = 0
    """Look-alikes that a profile adds."""
    written: str = ""
    """Digest of the text of a written workout: another text, another state."""

    def file_name(self) -> str:
        """A readable name that no two recipes share."""
        text = json.dumps([self.gym, self.version, self.workout, self.seed, self.options, self.decoys, self.written])
        return f"{self.gym}-{self.workout}-{self.seed}-{hashlib.sha256(text.encode()).hexdigest()[:12]}.db"


class Template:
    """A finished, read-only initial state. Reading it is safe from any thread."""

    def __init__(
        self,
        path: Path,
        metadata: sa.MetaData,
        shapes: Mapping[str, TableShape],
        options: Options,
        parameters: Mapping[str, Json],
    ) -> None:
        self.path = path
        self.options = options
        self.parameters = parameters
        self.shapes = shapes
        self._metadata = metadata
        self._lock = threading.Lock()
        self._read = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self.schema = read_schema(self._read)
        self._sequences = self._read_sequences()
        self.counts: dict[str, int] = {
            name: self._read.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0] for name in self.shapes
        }

    def _read_sequences(self) -> list[tuple[str, int]] | None:
        """None in a database without AUTOINCREMENT keys."""
        if not any(name == "sqlite_sequence" for _, name, _ in self.schema):
            return None
        return self._read.execute("SELECT name, seq FROM sqlite_sequence").fetchall()

    @property
    def total(self) -> int:
        """Number of rows in all tables."""
        return sum(self.counts.values())

    def row(self, table: str, key: tuple[Any, ...]) -> RawRow | None:
        """The raw row of that raw key, None where there is none."""
        with self._lock:
            return row_by_key(self._read, self.shapes[table], key)

    def rows(self, table: str) -> Iterator[RawRow]:
        """All raw rows of a table."""
        with self._lock:
            yield from rows_of(self._read, self.shapes[table])

    def rows_as_made(self, table: str) -> Iterator[RawRow]:
        """All raw rows of a table, in the order that they were inserted in where SQLite remembers it."""
        numbered = self._metadata.tables[table].dialect_options["sqlite"]["with_rowid"] is not False
        with self._lock:
            yield from rows_of(self._read, self.shapes[table], order=("rowid",) if numbered else ())

    def last_number(self, table: str) -> int:
        """The last number that an AUTOINCREMENT key was given; 0 for other keys."""
        return dict(self._sequences or ()).get(table, 0)

    def lookup(self, table: str, where: Mapping[str, Cell], what: str) -> int | list[dict[str, Cell]]:
        """``count`` or canonical ``rows`` (at most 100, by key) whose cells equal those of ``where``."""
        shape = self.shapes.get(table)
        unknown = [name for name in where if shape is None or name not in shape.columns]
        if shape is None or unknown or what not in {"count", "rows"}:
            raise UnknownName(
                f"There is no {what} of {table} by {', '.join(unknown) or 'anything'}.",
                f"The tables are: {', '.join(self.shapes)}; ask for a count or for rows.",
            )
        kinds = self._metadata.tables[table].columns
        cells = [raw_cell(kinds[name].type, value) for name, value in where.items()]
        with self._lock:
            if what == "rows":
                found = rows_of(self._read, shape, where=tuple(where), cells=cells, limit=_MOST_LOOKED_UP)
                return [shape.canonical(row) or {} for row in found]
            test = " AND ".join(f"{quoted(name)} IS ?" for name in where) or "1"
            count = self._read.execute(f"SELECT count(*) FROM {quoted(table)} WHERE {test}", cells)
            return int(count.fetchone()[0])

    def copy_to(self, path: Path) -> None:
        """A fresh world's database."""
        shutil.copyfile(self.path, path)

    def restore_sequences(self, connection: sqlite3.Connection) -> None:
        """Puts back the counters of AUTOINCREMENT keys, so that the next run is given the same numbers."""
        if self._sequences is None:
            return
        connection.execute("DELETE FROM sqlite_sequence")
        connection.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", self._sequences)

    def restore(self, connection: sqlite3.Connection) -> None:
        """Overwrites an open database with the initial state, whole: the slow way back, for when undoing fails."""
        with self._lock:
            self._read.backup(connection)

    def close(self) -> None:
        """Deletes the file."""
        with self._lock:
            self._read.close()
        self.path.unlink(missing_ok=True)


def recipe_for(gym: Gym, workout: Workout, seed: int, given: Options, decoys: int = 0) -> Recipe:
    """What the initial state depends on; raises UnknownName for options that the gym does not offer.

    Twins share everything that the seed decides but the one fact.
    """
    for name, choice in given.items():
        if choice not in gym.offered(workout).get(name, ()):
            offered = "; ".join(f"{option}: {', '.join(choices)}" for option, choices in gym.offered(workout).items())
            raise UnknownName(f"The gym {gym.name} offers no {name}={choice}.", f"It offers {offered or 'no options'}.")
    options = choose_options(gym.name, gym.offered(workout), shared_seed(workout, seed), given)
    return Recipe(gym.name, gym.version, workout.name, seed, tuple(sorted(options.items())), decoys, workout.written)


def shared_seed(workout: Workout, seed: int) -> int:
    """The seed that chance starts from: twins (2k and 2k+1) have it in common."""
    return seed // 2 if workout.twins else seed


def build_template(
    gym: Gym, workout: Workout, recipe: Recipe, folder: Path, shapes: Mapping[str, TableShape]
) -> Template:
    """Creates the tables, lets the gym fill them and puts them under the journal."""
    path = folder / recipe.file_name()
    path.unlink(missing_ok=True)
    options = dict(recipe.options)
    engine = sa.create_engine(f"sqlite:///{path}", poolclass=sa.NullPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
            connection.commit()
            gym.metadata.create_all(connection)
            with Session(connection) as session:
                parameters = _fill(session, gym, workout, recipe)
                session.commit()
            connection.exec_driver_sql(CREATE_JOURNAL)
            for statement in create_triggers(shapes.values()):
                connection.exec_driver_sql(statement)
            connection.commit()
    finally:
        engine.dispose()
    return Template(path, gym.metadata, shapes, options, _plain(parameters, gym, workout))


def _fill(session: Session, gym: Gym, workout: Workout, recipe: Recipe) -> dict[str, Json]:
    """All rows of the initial state; returns the task's parameters."""
    options, seed = dict(recipe.options), shared_seed(workout, recipe.seed)
    twin = workout.twins and recipe.seed % 2 == 1
    gym.populate(session, seeding_for(f"{gym.name}/populate", seed, gym.starts, options))
    session.flush()
    purpose = f"{gym.name}/{workout.name}"
    parameters = workout.bind(session, seeding_for(f"{purpose}/bind", seed, gym.starts, options, twin=twin))
    session.flush()
    if workout.decoys is not None and recipe.decoys:
        seeding = seeding_for(f"{purpose}/decoys", seed, gym.starts, options, twin=twin)
        workout.decoys(session, seeding, parameters, recipe.decoys)
    return parameters


def _plain(parameters: dict[str, Json], gym: Gym, workout: Workout) -> dict[str, Json]:
    """The parameters as JSON gives them back: what is no JSON is found here and not on some wire."""
    try:
        plain: dict[str, Json] = json.loads(json.dumps(parameters))
    except TypeError as error:
        raise BrokenGym(
            f"The parameters of {gym.name}/{workout.name} are not JSON ({error}).",
            "Return dates as ISO text and times of day as HH:MM.",
        ) from error
    return plain
