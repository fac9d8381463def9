"""Runs of any length for the verdict benchmarks: a shop's journal that adds up, made without a server."""

from workbench.domain.actions import Done
from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.episodes import FinalState, Header, InitialState, RunRecord, TableDigest
from workbench.domain.exchanges import Exchange, ServerSide
from workbench.domain.schema import Column, Schema, Table
from workbench.domain.values import JsonValue, Key, Row, Scalar
from workbench.verifier.reconciling import table_digest

VISITS = ("id", "member_id", "service_id", "date", "time", "status", "note")
SCHEMA = Schema(
    {
        "members": Table(
            "members",
            (Column("id", "integer"), Column("name", "string"), Column("last_seen_at", "datetime", nullable=True)),
            ("id",),
        ),
        "visits": Table(
            "visits",
            (
                Column("id", "integer"),
                Column("member_id", "integer"),
                Column("service_id", "integer"),
                Column("date", "date"),
                Column("time", "time"),
                Column("status", "string"),
                Column("note", "string", nullable=True),
            ),
            ("id",),
        ),
        "page_views": Table(
            "page_views", (Column("id", "integer"), Column("member_id", "integer"), Column("path", "string")), ("id",)
        ),
        "sessions": Table("sessions", (Column("id", "integer"), Column("token", "string")), ("id",)),
    }
)

BOOK = """\
version: 1
workout: shop/book
params: {member: {id: integer, name: string}, service: integer, date: date, time: time}
require:
  - id: the-visit
    insert: visits
    values: {member_id: $member.id, service_id: $service, date: $date, time: $time, status: booked}
allow:
  - {id: page-views, insert: page_views, values: {member_id: $member.id}}
  - {id: last-seen, update: members, key: $member.id, only: [last_seen_at]}
never:
  - {id: no-visit-moves, update: visits, because: "a visit that is there must stay as it is"}
  - {id: no-visit-vanishes, delete: visits}
  - {id: names-stay, update: members, only: [name]}
order:
  - {id: read-back, read: "GET /visits/{the-visit.id}", after: the-visit}
tables: {sessions: ephemeral}
"""


class Telling:
    """Tells a run row by row. Changes with every call."""

    def __init__(self, parameters: dict[str, JsonValue], *, members: int = 40, visits: int = 60) -> None:
        self.rows: dict[str, dict[Key, Row]] = {name: {} for name in SCHEMA.tables}
        for id in range(1, members + 1):
            self.rows["members"][id,] = {"id": id, "name": f"Member {id}", "last_seen_at": None}
        for id in range(1, visits + 1):
            cells = (id, 1 + id % members, 1 + id % 5, f"2026-08-{1 + id % 28:02}", "09:00", "booked", None)
            self.rows["visits"][id,] = dict(zip(VISITS, cells, strict=True))
        self.initial = InitialState(
            SCHEMA,
            {name: dict(rows) for name, rows in self.rows.items()},
            counts={n: len(r) for n, r in self.rows.items()},
        )
        self.parameters = parameters
        self.changes: list[Change] = []
        self.exchanges: list[Exchange] = []

    def insert(self, table: str, **cells: Scalar) -> None:
        self._note(table, (cells["id"],), Operation.INSERT, dict(cells))

    def update(self, table: str, id: int, **cells: Scalar) -> None:
        self._note(table, (id,), Operation.UPDATE, {**self.rows[table][id,], **cells})

    def delete(self, table: str, id: int) -> None:
        self._note(table, (id,), Operation.DELETE, None)

    def read(self, path: str) -> None:
        at = len(self.changes) * 10.0 + 5
        server = ServerSide("GET", path, 200, at, at + 2, delivered=True)
        self.exchanges.append(
            Exchange(
                f"g{len(self.exchanges)}", "t1", "GET", f"http://w{path}", "document", at, at, 200, None, server=server
            )
        )

    def run(self, *, digests: bool = True) -> RunRecord:
        """The record; digests cost as much as the tables are large."""
        header = Header("x", "shop", "shop/book", "", self.parameters, 1, "", "", "", {}, "", (1, 1), "/", "", "")
        touched: dict[str, dict[Key, Row | None]] = {}
        for change in self.changes:
            touched.setdefault(change.table, {})[change.key] = self.rows[change.table].get(change.key)
        tables = {n: TableDigest(len(r), table_digest(r)) for n, r in self.rows.items()} if digests else {}
        final = FinalState(tables, touched, {name: len(rows) for name, rows in self.rows.items()})
        end = len(self.changes) * 10.0 + 100
        return RunRecord(header, self.initial, tuple(self.changes), final, tuple(self.exchanges), Done(), end)

    def _note(self, table: str, key: Key, operation: Operation, new: Row | None) -> None:
        seq = len(self.changes) + 1
        old = self.rows[table].get(key)
        request = f"r{seq // 4}"
        self.changes.append(
            Change(seq, seq, table, key, operation, old, new, Actor.AGENT, request, None, seq * 10.0, "", seq // 8)
        )
        if new is None:
            del self.rows[table][key]
        else:
            self.rows[table][key] = new


def booking(number: int, changes: int = 50, *, flaw: str = "") -> Telling:
    """Books one visit for a member of its own, looking around meanwhile; ``flaw`` is duplicate, moved or unread."""
    member = 1 + number % 40
    date, time = f"2026-07-{1 + number % 28:02}", f"{8 + number % 9:02}:30"
    parameters: dict[str, JsonValue] = {
        "member": {"id": member, "name": f"Member {member}"},
        "service": 1 + number % 5,
        "date": date,
        "time": time,
    }
    told = Telling(parameters)
    cells = (member, 1 + number % 5, date, time, "booked", None)
    wanted: dict[str, Scalar] = dict(zip(VISITS[1:], cells, strict=True))
    extra = {"duplicate": 1, "moved": 1}.get(flaw, 0)
    looks = changes - 1 - extra
    for index in range(looks):
        match index % 5:
            case 4:
                told.update("members", member, last_seen_at=f"2026-07-02T09:{index % 60:02}:00")
            case 3 if index % 10 == 3:
                told.insert("sessions", id=index, token=str(index))
            case _:
                told.insert("page_views", id=index, member_id=member, path=f"/visits?page={index}")
        if index % 4 == 0:
            told.read(f"/visits?page={index}")
        if index == looks - 3:
            told.insert("visits", id=101, **wanted)
            if flaw == "duplicate":
                told.insert("visits", id=102, **wanted)
            if flaw != "unread":
                told.read("/visits/101")
    if flaw == "moved":
        told.update("visits", 7, date="2026-12-24")
    return told
