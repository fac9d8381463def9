"""A right run in the stories' clinic, a spec that tells it from every wrong one, and an auditor."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbench.domain.episodes import RunRecord
from workbench.domain.schema import Schema, Table
from workbench.verifier import parse_spec
from workbench.verifier.audit import AuditReport, Finished, audit

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

Auditor = Callable[..., AuditReport]

GOOD = """\
version: 1
workout: clinic/book_visit
goal: "Book {service.name} for {member.name} on {date} at {time}."
params: {member: {id: integer, name: string}, service: {id: integer, name: string}, date: date, time: time}
require:
  - id: the-visit
    insert: visits
    values: {member_id: $member.id, service_id: $service.id, date: $date, time: $time, status: booked,
      score: null, price: 2500, note: "16"}
  - {id: the-reminder, insert: reminders, values: {visit_id: $the-visit.id, kind: mail}}
allow:
  - {id: page-views, insert: page_views}
order:
  - {id: read-back, read: "GET /visits/{the-visit.id}", after: the-visit}
tables: {sessions: ephemeral, members: strict, services: strict, drafts: repairable}
accepts:
  - {mutant: "column:page-views.path=*", sentence: "this spec accepts: looking at any page"}
  - {mutant: "stray-insert:page_views", sentence: "this spec accepts: looking at any page"}
"""


@pytest.fixture(scope="session")
def good() -> str:
    """A spec whose every mutant dies or is signed."""
    return GOOD


@pytest.fixture
def booking(story: "Story") -> RunRecord:
    """A right run: looked at the services, booked, was sent a reminder, looked at the visit."""
    look = story.get("/services")
    story.insert("page_views", 1, {"path": "/services"}, request=look.id)
    post = story.post("/visits")
    story.book(31, cells={"price": 2500, "note": "16"}, request=post)
    story.insert("reminders", 5, {"visit_id": 31, "kind": "mail"}, request=post)
    back = story.get("/visits/31")
    story.insert("page_views", 2, {"path": "/visits/31"}, request=back.id)
    return story.run()


@pytest.fixture
def audited() -> Auditor:
    """``audited(text, golds)``"""

    def run(text: str, golds: Sequence[RunRecord]) -> AuditReport:
        spec = parse_spec(text, source="spec.yaml")
        *_, last = audit(spec, golds[0].initial.schema, golds)
        assert isinstance(last, Finished)
        return last.report

    return run


def with_default(run: RunRecord, table: str, column: str, default: str) -> RunRecord:
    """The run in a world whose column has a default."""
    shape = run.initial.schema.tables[table]
    columns = tuple(replace(one, default=default) if one.name == column else one for one in shape.columns)
    tables: dict[str, Table] = {**run.initial.schema.tables, table: replace(shape, columns=columns)}
    return replace(run, initial=replace(run.initial, schema=Schema(tables)))
