"""From one backend change to the clause that requires, allows or forbids it, its cells generalised."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.authoring.ground import Ground, one_of, singular
from workbench.authoring.meanings import Choices, Kind, Meaning, choices
from workbench.authoring.proposals import Proposal
from workbench.domain.changes import Change, Operation
from workbench.domain.values import JsonValue, Row, Scalar

_VERBS = {Operation.INSERT: "added", Operation.UPDATE: "changed", Operation.DELETE: "deleted"}


@dataclass(frozen=True, slots=True)
class CellOffer:
    """One cell of a change, with what it may mean there."""

    side: str
    """``values`` for what is new, ``key`` for the row's key, ``where`` for what an old row held that no name of the
    task leads to by its key."""
    choices: Choices


@dataclass(frozen=True, slots=True)
class ChangeOffer:
    """A change with all that an author may choose about it."""

    change: Change
    cells: tuple[CellOffer, ...]

    def chosen(self, picked: Mapping[tuple[str, str], Meaning] | None = None) -> tuple[tuple[CellOffer, Meaning], ...]:
        """Each cell with the meaning that was picked by side and column, or else the proposed one."""
        known = picked or {}
        return tuple((cell, known.get((cell.side, cell.choices.column), cell.choices.first)) for cell in self.cells)


def offer(ground: Ground, change: Change) -> ChangeOffer:
    """What may be said of a change. The key of a new row is the database's own business and is left out."""
    table = ground.table(change.table)
    keys = table.key if table else ()
    if change.operation is Operation.INSERT:
        pointing = {column for key in (table.foreign_keys if table else ()) for column in key.columns}
        columns = [name for name in change.new or {} if name not in keys or name in pointing or len(keys) > 1]
        return ChangeOffer(change, _cells(ground, change.table, "values", change.new or {}, columns))
    key = _cells(ground, change.table, "key", dict(zip(keys, change.key, strict=False)), keys)
    if any(cell.choices.first.kind is Kind.LITERAL for cell in key):
        where = _singling_out(ground, change, keys)
        key = (*(_opened(cell) for cell in key), *where) if where else key
    if change.operation is Operation.DELETE:
        return ChangeOffer(change, key)
    return ChangeOffer(change, (*key, *_cells(ground, change.table, "values", change.new or {}, altered(change))))


def altered(change: Change) -> tuple[str, ...]:
    """The columns in which an update's rows differ."""
    old, new = change.old or {}, change.new or {}
    return tuple(name for name in new if type(old.get(name)) is not type(new[name]) or old.get(name) != new[name])


def required(
    ground: Ground,
    offered: ChangeOffer,
    picked: Mapping[tuple[str, str], Meaning] | None = None,
    *,
    times: int = 1,
) -> Proposal:
    """A clause that wants exactly this change, once, or so many of its kind."""
    id = fresh_id(_required_id(offered.change, times), ground.ids)
    made = _clause("require", id, offered, picked)
    if times == 1:
        return made
    warning = f"{times} is how many there are in this task; another may have more or fewer."
    return replace(made, entry={**made.entry, "times": times}, warnings=(*made.warnings, warning))


def allowed(ground: Ground, offered: ChangeOffer, picked: Mapping[tuple[str, str], Meaning] | None = None) -> Proposal:
    """A clause that lets such changes happen, any number of them: whose row it is stays, what else it holds is open."""
    change = offered.change
    plural = change.table.replace("_", "-")
    id = fresh_id(
        plural if change.operation is Operation.INSERT else f"{plural}-{_VERBS[change.operation]}", ground.ids
    )
    loose = {
        (cell.side, cell.choices.column): _loosened(cell, picked or {})
        for cell in offered.cells
        if change.operation is Operation.INSERT or cell.side != "key"
    }
    return _clause("allow", id, offered, {**(picked or {}), **loose})


def forbidden(
    ground: Ground, table: str, operation: Operation, because: str = "", only: Sequence[str] = ()
) -> Proposal:
    """A clause that no such change of the table may ever break."""
    plural = table.replace("_", "-")
    entry: dict[str, JsonValue] = {
        "id": fresh_id(f"no-{plural}-{_VERBS[operation]}", ground.ids),
        operation.value: table,
    }
    if only:
        entry["only"] = list(only)
    entry["because"] = because or f"no {one_of(table)} is to be {_VERBS[operation]}"
    return Proposal("never", entry, why=f"**{table}** must not see this, whatever else happens")


def ignored(table: str) -> Proposal:
    """The table means nothing to the verdict."""
    return Proposal("", tables={table: "ephemeral"}, why=f"changes of **{table}** are shown and mean nothing")


def fresh_id(wanted: str, taken: Collection[str]) -> str:
    """The id, with a number where it is taken."""
    base = re.sub(r"[^A-Za-z0-9-]+", "-", wanted).strip("-") or "clause"
    base = base if base[0].isalpha() else f"c-{base}"
    id, number = base, 2
    while id in taken:
        id, number = f"{base}-{number}", number + 1
    return id


def _required_id(change: Change, times: int) -> str:
    one = (singular(change.table) if times == 1 else change.table).replace("_", "-")
    if change.operation is not Operation.INSERT:
        return f"the-{one}-{_VERBS[change.operation]}"
    return f"the-{one}"


def _cells(ground: Ground, table: str, side: str, row: Row, columns: Sequence[str]) -> tuple[CellOffer, ...]:
    return tuple(CellOffer(side, choices(ground, table, name, row.get(name))) for name in columns)


def _singling_out(ground: Ground, change: Change, keys: Sequence[str]) -> tuple[CellOffer, ...]:
    """What the task says of the old row, where that leads to this row alone; nothing where it leads to others too."""
    old = change.old or {}
    cells = _cells(ground, change.table, "where", old, [name for name in old if name not in keys])
    named = tuple(cell for cell in cells if cell.choices.first.kind is Kind.PARAMETER)
    held = {cell.choices.column: cell.choices.shown for cell in named}
    return named if sum(_holds(row, held) for row in ground.initial(change.table)) == 1 else ()


def _holds(row: Row, wanted: Mapping[str, Scalar]) -> bool:
    return all(row.get(column) == value for column, value in wanted.items())


def _opened(cell: CellOffer) -> CellOffer:
    """With "anything" as the proposed meaning."""
    meanings = sorted(cell.choices.meanings, key=lambda one: one.kind is not Kind.ANYTHING)
    return replace(cell, choices=replace(cell.choices, meanings=tuple(meanings)))


def _loosened(cell: CellOffer, picked: Mapping[tuple[str, str], Meaning]) -> Meaning:
    """What was picked; else what ties the row to the task; else anything."""
    chosen = picked.get((cell.side, cell.choices.column))
    if chosen is not None:
        return chosen
    tied = cell.choices.first.kind in (Kind.PARAMETER, Kind.ROW) and cell.choices.column.endswith("id")
    return cell.choices.first if tied else Meaning(Kind.ANYTHING, None, "anything")


def _clause(section: str, id: str, offered: ChangeOffer, picked: Mapping[tuple[str, str], Meaning] | None) -> Proposal:
    change = offered.change
    entry: dict[str, JsonValue] = {"id": id, change.operation.value: change.table}
    lets: dict[str, str] = {}
    accepts: dict[str, str] = {}
    sides: dict[str, dict[str, JsonValue]] = {}
    chosen = offered.chosen(picked)
    for cell, meaning in chosen:
        column = cell.choices.column
        if meaning.kind is Kind.ANYTHING:
            if cell.side == "values":
                accepts[f"column:{id}.{column}=*"] = f"any {column.replace('_', ' ')} in {change.table}"
            continue
        sides.setdefault(cell.side, {})[column] = meaning.value
        if meaning.lookup is not None:
            lets[meaning.lookup.name] = meaning.lookup.expression
    for side in ("key", "where", "values"):
        if side in sides:
            entry[side] = _key(sides[side], offered) if side == "key" else sides[side]
    if change.operation is Operation.UPDATE:
        entry["only"] = list(altered(change))
    return Proposal(section, entry, _why(change), _warnings(change, chosen), lets, {}, accepts)


def _key(key: Mapping[str, JsonValue], offered: ChangeOffer) -> JsonValue:
    whole = sum(cell.side == "key" for cell in offered.cells)
    plain = len(key) == whole == 1 and not isinstance(next(iter(key.values())), (dict, list))
    return next(iter(key.values())) if plain else dict(key)


def _why(change: Change) -> str:
    return f"change {change.seq}: a row of **{change.table}** was {_VERBS[change.operation]}"


def _warnings(change: Change, chosen: Sequence[tuple[CellOffer, Meaning]]) -> tuple[str, ...]:
    found = []
    for cell, meaning in chosen:
        said = [str(meaning.value), *cell.choices.rivals]
        if meaning.kind is Kind.PARAMETER and cell.choices.rivals:
            found.append(f"{cell.choices.column} equals {' and '.join(dict.fromkeys(said))} here: say which is meant.")
        if cell.side == "key" and meaning.kind is Kind.LITERAL:
            found.append(f"{cell.choices.column} {meaning.value} is this task's row; other tasks will have another.")
        if cell.side == "values" and meaning.kind is Kind.LITERAL and _is_of_this_task(change, cell.choices):
            found.append(f"{cell.choices.column} {meaning.value} is this task's value; other tasks will have another.")
    return tuple(found)


def _is_of_this_task(change: Change, held: Choices) -> bool:
    """A number that an update comes to depends on what was there before, even where another row holds it, too."""
    counted = isinstance(held.shown, (int, float)) and not isinstance(held.shown, bool)
    return held.doubtful or (held.unsaid and counted and change.operation is Operation.UPDATE)
