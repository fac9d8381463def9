"""A gym's tables on a PostgreSQL server, as roomy as SQLite's.

SQLite knows no longest text and one size of integers, 64 bits: a page must be able to store here what it can there.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.base import PGDDLCompiler, PGTypeCompiler


class _Types(PGTypeCompiler):
    def visit_VARCHAR(self, type_: Any, **_: Any) -> str:  # noqa: ARG002 - SQLAlchemy's signature
        return "TEXT"

    def visit_INTEGER(self, type_: Any, **_: Any) -> str:  # noqa: ARG002
        return "BIGINT"


class _Tables(PGDDLCompiler):
    def get_column_specification(self, column: sa.Column[Any], **options: Any) -> str:
        text: str = super().get_column_specification(column, **options)  # type: ignore[no-untyped-call]
        return text.replace(" SERIAL", " BIGSERIAL", 1)


def roomy(engine: sa.Engine) -> sa.Engine:
    """The engine, which makes tables, and takes values for them, of these types from now on."""
    engine.dialect.type_compiler_instance = _Types(engine.dialect)
    engine.dialect.ddl_compiler = _Tables
    return engine


def create_tables(engine: sa.Engine, metadata: sa.MetaData) -> None:
    """All tables, with indexes, constraints and what the gym adds to them."""
    metadata.create_all(roomy(engine))
