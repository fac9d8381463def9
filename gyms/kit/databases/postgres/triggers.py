"""The journal's SQL on a PostgreSQL server: one table, one function, and three row triggers for each table of the gym.

Each changed row is written into the journal's table, and told to the connection that changes it at once (``RAISE
INFO``, which no setting silences): so the kit learns on whose behalf it was, and what was attempted though it is rolled
back. Only connections that say so in ``kit.journal`` can change rows. Numbers follow each other without a gap, because
transactions take one lock when they begin (``connections``).
"""

from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from gyms.kit.databases.names import JOURNAL, OPERATIONS, quoted, trigger_name
from gyms.kit.databases.postgres.spelling import spelled_row
from gyms.kit.failures import BrokenGym
from gyms.kit.shapes import TableShape

TOLD = "kit_journal"
"""The message under which a connection is told of a row; the row is its detail."""
SETTING = "kit.journal"
_LONGEST_NAME = 63  # NAMEDATALEN - 1: the server cuts longer ones

_JOURNAL = f"""
CREATE TABLE {JOURNAL} (seq bigint PRIMARY KEY, token bigint NOT NULL, "table" text NOT NULL, operation text NOT NULL,
    old json, new json);
CREATE SEQUENCE _kit_tokens;
CREATE FUNCTION _kit_note(name text, operation text, old json, new json) RETURNS void LANGUAGE plpgsql AS $kit$
#variable_conflict use_variable
DECLARE
    given bigint := nextval('_kit_tokens');
BEGIN
    IF current_setting('{SETTING}', true) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION 'Rows of a world can be changed over its own connections only.';
    END IF;
    INSERT INTO {JOURNAL} SELECT coalesce(max(seq), 0) + 1, given, name, operation, old, new FROM {JOURNAL};
    RAISE INFO '{TOLD}'
        USING DETAIL = json_build_array(given, pg_current_xact_id()::text, name, operation, old, new)::text;
END
$kit$;
CREATE FUNCTION _kit_refuse() RETURNS trigger LANGUAGE plpgsql AS $kit$
BEGIN
    RAISE EXCEPTION 'A table can''t be emptied past the journal. Delete its rows.';
END
$kit$;
"""


def journal_statements(metadata: sa.MetaData, shapes: Mapping[str, TableShape]) -> Iterator[str]:
    """What puts empty tables under the journal."""
    yield _JOURNAL
    for name, shape in shapes.items():
        table = metadata.tables[name]
        yield from _numbered(table)
        yield (
            f"CREATE TRIGGER _kit_truncate BEFORE TRUNCATE ON {quoted(name)} EXECUTE FUNCTION _kit_refuse();"
            f"ALTER TABLE {quoted(name)} SET (autovacuum_enabled = false)"  # rows stay where they were put
        )
        for operation in OPERATIONS:
            yield _trigger(table, shape, operation)


def keeps_count(table: sa.Table) -> bool:
    """Whether numbers are never given twice (SQLite's AUTOINCREMENT), not even after their row is gone."""
    return bool(table.dialect_options["sqlite"]["autoincrement"])


def _numbered(table: sa.Table) -> Iterator[str]:
    """New rows take the number after the highest, as in SQLite; a sequence would leave gaps for failed attempts."""
    column = table.autoincrement_column
    if column is None or keeps_count(table):
        return
    name, key = quoted(str(table.name)), quoted(str(column.name))
    function = quoted(_fitting(f"_kit_number_{table.name}"))
    yield (
        f"ALTER TABLE {name} ALTER COLUMN {key} DROP DEFAULT;"
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $kit$ BEGIN"
        f" IF NEW.{key} IS NULL THEN SELECT coalesce(max({key}), 0) + 1 INTO NEW.{key} FROM {name}; END IF;"
        f" RETURN NEW; END $kit$;"
        f"CREATE TRIGGER _kit_number BEFORE INSERT ON {name} FOR EACH ROW EXECUTE FUNCTION {function}()"
    )


def _trigger(table: sa.Table, shape: TableShape, operation: str) -> str:
    old = spelled_row(table, "OLD.") if operation != "insert" else "NULL"
    new = spelled_row(table, "NEW.") if operation != "delete" else "NULL"
    name = quoted(_fitting(trigger_name(shape, operation)))
    text = shape.name.replace("'", "''")
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $kit$ BEGIN"
        f" PERFORM _kit_note('{text}', '{operation}', {old}, {new}); RETURN NULL; END $kit$;"
        f"CREATE TRIGGER {name} AFTER {operation.upper()} ON {quoted(shape.name)}"
        f" FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def _fitting(name: str) -> str:
    if len(name.encode()) > _LONGEST_NAME:
        raise BrokenGym(f"The name {name} is too long for a PostgreSQL server.", "Give the table a shorter name.")
    return name
