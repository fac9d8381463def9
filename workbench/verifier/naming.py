"""What a person would call a row: "member Noor Haddad" rather than "member_id 7"."""

from workbench.domain.episodes import InitialState
from workbench.domain.schema import Schema
from workbench.domain.values import Key, Row
from workbench.verifier.shown import shown

_NAMES = ("full_name", "display_name", "name", "title", "label", "subject", "email", "code")


class Names:
    """Looks rows up by key in the initial state and names them. Knows nothing where there is no state."""

    def __init__(self, schema: Schema | None, initial: InitialState | None) -> None:
        self._schema = schema
        self._rows = initial.tables if initial is not None else {}

    def cell(self, table: str, column: str, value: object) -> str:
        """A value in bold, by the name of the row that it points to where the column is a foreign key."""
        target = self._target(table, column)
        name = self.row(target, (value,)) if target and isinstance(value, (int, str)) else ""
        return f"**{name or shown(value, self._type(table, column))}**"

    def column(self, table: str, column: str) -> str:
        """The column's name as words; ``member_id`` is "member" where it points at a member."""
        named = column.removesuffix("_id") if self._target(table, column) else column
        return named.replace("_", " ")

    def row(self, table: str, key: Key) -> str:
        """The name that the row itself carries, or nothing."""
        row = self._rows.get(table, {}).get(key)
        return name_of(row) if row is not None else ""

    def change(self, table: str, key: Key, row: Row | None = None) -> str:
        """Such as ``visits 31``, or ``members Noor Haddad`` where the row has a name."""
        own = self.row(table, key) or (name_of(row) if row is not None else "")
        return f"**{table}** {own or ', '.join(shown(part) for part in key)}"

    def _target(self, table: str, column: str) -> str | None:
        shape = self._schema.tables.get(table) if self._schema else None
        for foreign in shape.foreign_keys if shape else ():
            if foreign.columns == (column,):
                return foreign.target
        return None

    def _type(self, table: str, column: str) -> str | None:
        shape = self._schema.tables.get(table) if self._schema else None
        found = shape.column(column) if shape else None
        return found.type if found else None


def name_of(row: Row) -> str:
    """What the row calls itself, or nothing."""
    if isinstance(row.get("first_name"), str) and isinstance(row.get("last_name"), str):
        return f"{row['first_name']} {row['last_name']}"
    for column in _NAMES:
        if isinstance(row.get(column), str) and row[column]:
            return shown(row[column])
    return ""
