"""Reads a database of a PostgreSQL server as it stands."""

from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
import sqlalchemy as sa

from gyms.kit.databases.names import quoted
from gyms.kit.databases.postgres.spelling import parameter, parsed, read_row, spelled_row
from gyms.kit.databases.reader import SchemaText
from gyms.kit.shapes import RawRow, TableShape

_SCHEMA = """
SELECT 'table', c.relname, string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        pg_get_expr(d.adbin, d.adrelid)), ', ' ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') GROUP BY c.relname
UNION ALL SELECT 'rule', tablename || '.' || rulename, definition FROM pg_rules WHERE schemaname = 'public'
UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'constraint', concat(conrelid::regclass, '.', conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger', tgname || CASE WHEN tgisinternal OR tgname IN ('_kit_number', '_kit_truncate')
        THEN '.' || tgrelid::regclass ELSE '' END, concat(tgenabled, ' ', pg_get_triggerdef(oid))
    FROM pg_trigger
UNION ALL SELECT 'function', oid::regprocedure::text, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


class ServerReader:
    """Reads over one connection, which commits each statement by itself."""

    def __init__(self, connection: psycopg.Connection[Any], metadata: sa.MetaData) -> None:
        self._connection = connection
        self._tables = metadata.tables

    def rows(self, shape: TableShape) -> Iterator[RawRow]:
        """All rows of a table in key order."""
        order = ", ".join(quoted(name) for name in shape.key)
        return self._select(shape, f"ORDER BY {order}")

    def row(self, shape: TableShape, key: Sequence[Any]) -> RawRow | None:
        """The row of that raw key, or None."""
        columns = self._tables[shape.name].columns
        test = " AND ".join(f"{quoted(name)} = %s" for name in shape.key)
        cells = [parameter(columns[name], cell) for name, cell in zip(shape.key, key, strict=True)]
        return next(self._select(shape, f"WHERE {test}", cells), None)

    def _select(self, shape: TableShape, rest: str, cells: Sequence[Any] = ()) -> Iterator[RawRow]:
        table = self._tables[shape.name]
        query = f"SELECT {spelled_row(table)}::text FROM {quoted(shape.name)} {rest}"
        for (text,) in self._connection.execute(query.encode(), cells):
            yield dict(zip(shape.columns, read_row(table, parsed(text)), strict=True))

    def count(self, table: str) -> int:
        """Number of rows."""
        (count,) = self._connection.execute(f"SELECT count(*) FROM {quoted(table)}".encode()).fetchone() or (0,)
        return int(count)

    def schema(self) -> SchemaText:
        """What the database says it is made of."""
        return frozenset(self._connection.execute(_SCHEMA.encode()).fetchall())
