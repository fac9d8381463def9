"""A small clinic in plain data: just enough of a run to generalise from."""

from collections.abc import Sequence

from workbench.domain.actions import Done, Outcome
from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.episodes import Header, InitialState, RunRecord
from workbench.domain.exchanges import Exchange
from workbench.domain.schema import Column, ForeignKey, Schema, Table
from workbench.domain.values import JsonValue, Key, Row, Scalar


def _table(name: str, types: dict[str, str], points: dict[str, str] | None = None, **more: Sequence[str]) -> Table:
    keys = tuple(ForeignKey((column,), target, ("id",)) for column, target in (points or {}).items())
    columns = tuple(Column(column, type_name) for column, type_name in types.items())
    unique = tuple((column,) for column in more.get("unique", ()))
    return Table(name, columns, tuple(more.get("key", ("id",))), keys, unique)


TABLES = (
    _table("members", {"id": "integer", "name": "string", "points": "integer", "last_seen_at": "datetime"}),
    _table("services", {"id": "integer", "name": "string", "price": "money"}),
    _table("rooms", {"id": "integer", "name": "string"}),
    _table(
        "folders",
        {"id": "integer", "member_id": "integer", "kind": "string", "name": "string"},
        {"member_id": "members"},
    ),
    _table(
        "visits",
        {
            "id": "integer",
            "member_id": "integer",
            "service_id": "integer",
            "room_id": "integer",
            "folder_id": "integer",
            "date": "date",
            "time": "time",
            "price": "money",
            "seats": "integer",
            "paid": "boolean",
            "status": "string",
            "note": "string",
            "ref": "string",
            "booked_at": "datetime",
        },
        {"member_id": "members", "service_id": "services", "room_id": "rooms", "folder_id": "folders"},
        unique=("ref",),
    ),
    _table("reminders", {"id": "integer", "visit_id": "integer", "kind": "string"}, {"visit_id": "visits"}),
    _table("labels", {"visit_id": "integer", "word": "string"}, {"visit_id": "visits"}, key=("visit_id", "word")),
    _table("looks", {"id": "integer", "path": "string"}),
    _table("seen", {"id": "integer", "visit_id": "integer", "at": "datetime"}, {"visit_id": "visits"}),
    _table("jobs", {"id": "integer", "state": "string"}),
)
SCHEMA = Schema({table.name: table for table in TABLES})

ROWS: dict[str, list[Row]] = {
    "members": [
        {"id": id, "name": name, "points": 100 * id, "last_seen_at": None}
        for id, name in ((7, "Noor Haddad"), (8, "Ada Berg"), (9, "Kim Roe"))
    ],
    "services": [{"id": 3, "name": "Dentistry", "price": 4500}, {"id": 4, "name": "Eyes", "price": 7000}],
    "rooms": [{"id": 7, "name": "North"}, {"id": 31, "name": "South"}],
    "folders": [
        {"id": id, "member_id": member, "kind": kind, "name": kind.title()}
        for id, member, kind in ((1, 7, "inbox"), (2, 7, "sent"), (3, 8, "inbox"), (4, 8, "sent"), (5, 9, "odd"))
    ],
    "visits": [
        {
            "id": id,
            "member_id": 7 + id % 2,
            "service_id": 3,
            "room_id": 7,
            "folder_id": 1,
            "date": f"2026-08-{id - 20:02}",
            "time": "09:00",
            "price": 4500,
            "seats": 1,
            "paid": False,
            "status": "booked",
            "note": "",
            "ref": f"V-{id}",
            "booked_at": "2026-06-01T08:00:00",
        }
        for id in range(21, 26)
    ],
}
"""Rows at the start. Visits 21 to 25 are of members 8, 7, 8, 7, 8."""

PARAMETERS: dict[str, JsonValue] = {
    "member": {"id": 7, "name": "Noor Haddad"},
    "service": {"id": 3, "name": "Dentistry"},
    "date": "2026-08-14",
    "time": "10:30",
}
VISIT: dict[str, Scalar] = {
    "id": 26,
    "member_id": 7,
    "service_id": 3,
    "room_id": 31,
    "folder_id": 2,
    "date": "2026-08-14",
    "time": "10:30",
    "price": 4500,
    "seats": 1,
    "paid": False,
    "status": "booked",
    "note": "",
    "ref": "V-26",
    "booked_at": "2026-07-02T09:12:44",
}
"""The visit that the task asks for, as the clinic stores it."""


def initial() -> InitialState:
    """The rows at the start, by key."""
    stored: dict[str, dict[Key, Row]] = {name: {} for name in SCHEMA.tables}
    for name, rows in ROWS.items():
        stored[name] = {tuple(row[column] for column in SCHEMA.tables[name].key): row for row in rows}
    return InitialState(SCHEMA, stored, counts={name: len(rows) for name, rows in stored.items()})


def change(
    seq: int,
    table: str,
    *,
    old: Row | None = None,
    new: Row | None = None,
    request: str | None = "r1",
    job: str | None = None,
    cause: str | None = None,
    actor: Actor = Actor.AGENT,
) -> Change:
    """A change, its operation told by the rows that there are."""
    operation = Operation.INSERT if old is None else Operation.DELETE if new is None else Operation.UPDATE
    row = new if new is not None else old
    assert row is not None
    key = tuple(row[column] for column in SCHEMA.tables[table].key)
    return Change(seq, seq, table, key, operation, old, new, actor, request, job, float(seq), "", 1, cause)


def looked(id: str, method: str = "GET") -> Exchange:
    """A request that the server answered."""
    return Exchange(id, "t1", method, "http://clinic/visits", "document", 0.0, 1.0, 200, 1)


def record(
    *changes: Change,
    parameters: dict[str, JsonValue] | None = None,
    goal: str = "",
    exchanges: Sequence[Exchange] = (),
    outcome: Outcome | None = None,
) -> RunRecord:
    """A run; who acted, and when, means nothing here."""
    given = PARAMETERS if parameters is None else parameters
    header = Header("x", "clinic", "clinic/book", goal, given, 1, "", "", "", {}, "", (1, 1), "/", "", "")
    return RunRecord(header, initial(), changes, None, tuple(exchanges), outcome or Done(), 9.0)
