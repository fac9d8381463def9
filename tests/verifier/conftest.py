"""A small clinic to tell stories in: each story yields the run record that a verdict is computed from."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from workbench.domain.actions import Done, Outcome
from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.episodes import FinalState, Header, InitialState, RunRecord, TableDigest
from workbench.domain.exchanges import Exchange, ServerSide
from workbench.domain.schema import Column, ForeignKey, Schema, Table
from workbench.domain.values import JsonValue, Key, Row
from workbench.domain.verdicts import Verdict
from workbench.verifier import LiveJudge, judge, parse_spec

SCHEMA = Schema(
    {
        "members": Table(
            "members",
            (Column("id", "integer"), Column("name", "string"), Column("last_seen_at", "datetime", nullable=True)),
            ("id",),
        ),
        "services": Table("services", (Column("id", "integer"), Column("name", "string")), ("id",)),
        "visits": Table(
            "visits",
            (
                Column("id", "integer"),
                Column("member_id", "integer"),
                Column("service_id", "integer"),
                Column("date", "date"),
                Column("time", "time"),
                Column("status", "string"),
                Column("price", "money", nullable=True),
                Column("score", "float", nullable=True),
                Column("note", "string", nullable=True),
            ),
            ("id",),
            (
                ForeignKey(("member_id",), "members", ("id",)),
                ForeignKey(("service_id",), "services", ("id",)),
            ),
        ),
        "reminders": Table(
            "reminders",
            (Column("id", "integer"), Column("visit_id", "integer"), Column("kind", "string")),
            ("id",),
            (ForeignKey(("visit_id",), "visits", ("id",)),),
        ),
        "page_views": Table("page_views", (Column("id", "integer"), Column("path", "string")), ("id",)),
        "drafts": Table("drafts", (Column("id", "integer"), Column("text", "string")), ("id",)),
        "sessions": Table("sessions", (Column("id", "integer"), Column("token", "string")), ("id",)),
    }
)

PARAMETERS: dict[str, JsonValue] = {
    "member": {"id": 7, "name": "Noor Haddad"},
    "service": {"id": 3, "name": "Physiotherapy"},
    "date": "2026-07-14",
    "time": "10:30",
}


def visit(**cells: Any) -> dict[str, Any]:
    """The cells of a visit, as the goal of the stories wants it, without its id."""
    row = {"member_id": 7, "service_id": 3, "date": "2026-07-14", "time": "10:30", "status": "booked"}
    return {**row, "price": None, "score": None, "note": None, **cells}


class Story:
    """Tells what happened, row event by row event, and keeps the books as a real world would."""

    def __init__(self) -> None:
        tables: dict[str, dict[Key, Row]] = {name: {} for name in SCHEMA.tables}
        tables["members"] = {
            (7,): {"id": 7, "name": "Noor Haddad", "last_seen_at": None},
            (8,): {"id": 8, "name": "Ines Moreau", "last_seen_at": None},
        }
        tables["services"] = {(3,): {"id": 3, "name": "Physiotherapy"}, (4,): {"id": 4, "name": "Dentistry"}}
        tables["visits"] = {
            (12,): {"id": 12, **visit(member_id=8, date="2026-07-15")},
            (13,): {"id": 13, **visit(service_id=4, time="09:00")},
        }
        tables["drafts"] = {(1,): {"id": 1, "text": "hello"}}
        self.initial = InitialState(SCHEMA, tables)
        self.rows: dict[str, dict[Key, Row]] = {name: dict(rows) for name, rows in tables.items()}
        self.changes: list[Change] = []
        self.exchanges: list[Exchange] = []
        self.outcome: Outcome | None = Done()
        self.parameters = PARAMETERS
        self.clock = 0.0

    def insert(self, table: str, id: int, cells: Mapping[str, Any], **about: Any) -> Change:
        assert (id,) not in self.rows[table]
        return self._happen(table, (id,), Operation.INSERT, {"id": id, **cells}, about)

    def book(self, id: int = 31, *, cells: Mapping[str, Any] | None = None, **about: Any) -> Change:
        """Inserts the visit that the goal wants, but for the given cells."""
        return self.insert("visits", id, visit(**(cells or {})), **about)

    def update(self, table: str, id: int, cells: Mapping[str, Any], **about: Any) -> Change:
        return self._happen(table, (id,), Operation.UPDATE, {**self.rows[table][id,], **cells}, about)

    def delete(self, table: str, id: int, **about: Any) -> Change:
        return self._happen(table, (id,), Operation.DELETE, None, about)

    def get(self, path: str, *, status: int = 200, delivered: bool = True, step: int | None = None) -> Exchange:
        return self._exchange("GET", path, status, delivered, step)

    def post(self, path: str, *, step: int | None = None) -> str:
        """A request that may change something; its id goes into ``request=`` of what it changed."""
        return self._exchange("POST", path, 303, True, step).id

    def run(self, **changed: Any) -> RunRecord:
        """The record of what was told."""
        header = Header(
            id="e1",
            gym="clinic",
            workout="clinic/book_visit",
            goal="",
            parameters=self.parameters,
            seed=1,
            profile="clean",
            actor="human",
            created="2026-11-22T08:00:00Z",
            versions={},
            spec_hash="",
            viewport=(1280, 800),
            start_url="/",
            origin="http://north.localhost",
            world_started="2026-07-02T09:14:00",
        )
        record = RunRecord(
            header=header,
            initial=self.initial,
            changes=tuple(self.changes),
            final=self.final(),
            exchanges=tuple(self.exchanges),
            outcome=self.outcome,
            outcome_at=self.clock + 1,
        )
        return replace(record, **changed)

    def final(self) -> FinalState:
        touched: dict[str, dict[Key, Row | None]] = {}
        for change in self.changes:
            touched.setdefault(change.table, {})[change.key] = self.rows[change.table].get(change.key)
        return FinalState(
            tables={name: digest(rows) for name, rows in self.rows.items()},
            touched=touched,
            counts={name: len(rows) for name, rows in self.rows.items()},
        )

    def judged(self, spec: str, **changed: Any) -> Verdict:
        return judge(parse_spec(spec, source="spec.yaml", schema=SCHEMA), self.run(**changed))

    def live(self, spec: str) -> LiveJudge:
        return LiveJudge(parse_spec(spec, source="spec.yaml"), self.parameters, self.initial)

    def _happen(self, table: str, key: Key, operation: Operation, new: Row | None, about: Mapping[str, Any]) -> Change:
        self.clock += 100
        seq = len(self.changes) + 1
        change = Change(
            seq=seq,
            transaction=about.get("transaction", seq),
            table=table,
            key=key,
            operation=operation,
            old=self.rows[table].get(key),
            new=new,
            actor=about.get("actor", Actor.AGENT),
            request=about.get("request"),
            job=about.get("job"),
            at=self.clock,
            world_time="2026-07-02T09:14:05",
            step=about.get("step"),
            cause=about.get("cause"),
        )
        self.changes.append(change)
        if new is None:
            del self.rows[table][key]
        else:
            self.rows[table][key] = new
        return change

    def _exchange(self, method: str, path: str, status: int, delivered: bool, step: int | None) -> Exchange:
        self.clock += 100
        id = f"r{len(self.exchanges) + 1}"
        server = ServerSide(method, path, status, self.clock, self.clock + 10, delivered)
        exchange = Exchange(
            id=id,
            page="t1",
            method=method,
            url=f"http://north.localhost{path}",
            resource_type="document",
            started=self.clock - 5,
            ended=self.clock + 15,
            status=status if delivered else None,
            step=step,
            server=server,
        )
        self.exchanges.append(exchange)
        self.clock += 20
        return exchange


def digest(rows: Mapping[Key, Row]) -> TableDigest:
    """The digest that docs/episode.md defines, worked out here on its own."""
    ordered = sorted(rows.items(), key=lambda item: _json(list(item[0])))
    text = "".join(_json(dict(row)) + "\n" for _, row in ordered)
    return TableDigest(len(rows), hashlib.sha256(text.encode()).hexdigest())


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


BOOK = """\
version: 1
workout: clinic/book_visit
require:
  - id: the-visit
    insert: visits
    values: {member_id: $member.id, service_id: $service.id, date: $date, time: $time, status: booked}
allow:
  - {id: page-views, insert: page_views}
  - {id: last-seen, update: members, key: $member.id, only: [last_seen_at]}
never:
  - {id: others-move, update: visits, only: [date], because: "someone else's visit must not move"}
tables: {sessions: ephemeral, drafts: repairable}
"""


@pytest.fixture
def story() -> Story:
    """A story that has not begun."""
    return Story()


@pytest.fixture(scope="session")
def new_story() -> Callable[[], Story]:
    """Begins a story; for tests that need many."""
    return Story


@pytest.fixture(scope="session")
def book() -> str:
    """A spec that wants one visit booked."""
    return BOOK


@pytest.fixture(scope="session")
def schema() -> Schema:
    return SCHEMA
