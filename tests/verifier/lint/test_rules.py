"""Every lint rule is broken by a spec here, and named with its place and a cure."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbench.domain.actions import Defer
from workbench.domain.episodes import RunRecord
from workbench.domain.schema import ForeignKey, Schema
from workbench.verifier import parse_spec
from workbench.verifier.audit import Finished, audit
from workbench.verifier.lint import Mark, Weight, lint

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

HEAD = "version: 1\nworkout: clinic/book_visit\n"
NEED = "require:\n  - {id: need, insert: visits}\n"
PARAMS = "params: {date: date}\n"


def rules(marks: tuple[Mark, ...]) -> list[str]:
    return [mark.rule for mark in marks if mark.rule != "unmentioned-table"]


@pytest.mark.parametrize(
    ("rule", "text", "line", "column"),
    [
        ("syntax", "require: [\n", 4, 1),
        ("unknown-table", NEED + "allow:\n  - {id: a, insert: visitors}\n", 6, 21),
        ("unknown-column", NEED + "allow:\n  - {id: a, update: visits, key: 1, only: [day]}\n", 6, 44),
        ("type-mismatch", "require:\n  - {id: a, insert: visits, values: {price: 25.0}}\n", 4, 38),
        ("type-mismatch", PARAMS + "require:\n  - {id: a, insert: visits, values: {member_id: $date}}\n", 5, 49),
        (
            "type-mismatch",
            NEED + "  - {id: b, insert: reminders, values: {visit_id: $need.date}}\n",
            5,
            51,
        ),
        ("unbound-parameter", "params: [date]\nrequire:\n  - {id: a, insert: visits, values: {date: $day}}\n", 5, 44),
        ("unused-parameter", "params: {date: date}\n" + NEED, 3, 10),
        ("unused-let", "let: {busy: count(visits)}\n" + NEED, 3, 7),
        ("unchecked-goal", 'goal: "Book {service.name}."\n' + NEED, 3, 7),
        (
            "unchecked-goal",
            'goal: "Book {service.name}."\n' + NEED + "page:\n  - {id: a, role: status, text: $service.name}\n",
            3,
            7,
        ),
        ("page-alone", "page:\n  - {id: a, role: status}\n", 4, 5),
        ("nothing-required", "outcome: done\n", 3, 10),
        ("bad-reference", "require:\n  - {id: a, insert: visits, values: {note: $a.note}}\n", 4, 44),
        ("no-column-frame", "require:\n  - {id: a, update: visits}\n", 4, 5),
        ("ephemeral-clause", NEED + "never:\n  - {id: a, insert: drafts}\ntables: {drafts: ephemeral}\n", 6, 5),
        ("never-in-force", "require:\n  - {id: a, insert: visits, outcome: defer}\n", 4, 38),
        (
            "allow-swallows-never",
            NEED + "allow:\n  - {id: a, update: visits, key: {in: [12, 13]}, only: [date, note]}\n"
            "never:\n  - {id: b, update: visits, key: {in: [12, 13]}, where: {member_id: 8}, only: [date]}\n",
            6,
            5,
        ),
        ("unknown-method", NEED + "never:\n  - {id: a, call: POTS /x}\n", 6, 19),
        ("never-in-force", NEED + "never:\n  - {id: a, call: POST /x, outcome: defer}\n", 6, 37),
        ("unbound-parameter", "params: []\n" + NEED + "never:\n  - {id: a, call: 'POST /{x}'}\n", 7, 19),
        ("unknown-column", NEED + "never:\n  - {id: a, call: 'POST /{need.day}'}\n", 6, 19),
        (
            "unchecked-goal",
            'goal: "Book {date}."\n' + NEED + "never:\n  - {id: a, call: 'POST /{date}'}\n",
            3,
            7,
        ),
        (
            "repeated-clause",
            NEED + "never:\n  - {id: a, call: POST /v/*}\n  - {id: b, call: [PUT /v, 'POST /v/{need.id}']}\n",
            7,
            28,
        ),
        (
            "never-swallows-clause",
            NEED + "never:\n  - {id: a, call: GET /v/*}\norder:\n  - {read: 'GET /v/{need.id}?a=b', after: need}\n",
            8,
            5,
        ),
        (
            "never-swallows-clause",
            "require:\n  - {id: a, update: visits, key: 13, values: {date: 2026-07-20}}\n"
            "never:\n  - {id: b, update: visits, only: [date]}\n",
            4,
            5,
        ),
        ("never-swallows-clause", NEED + "never:\n  - {id: b, insert: visits}\n", 4, 5),
        ("repeated-clause", NEED + "  - {id: again, insert: visits}\n", 5, 5),
        ("any-row", NEED + "allow:\n  - {id: a, update: members, only: [name]}\n", 6, 5),
        (
            "unsatisfiable",
            "require:\n  - {id: a, insert: visits, values: {date: {from: 2026-07-20, to: 2026-07-14}}}\n",
            4,
            38,
        ),
        ("unsatisfiable", "require:\n  - {id: a, update: visits, key: 99, values: {date: 2026-07-20}}\n", 4, 5),
        ("unsatisfiable", "require:\n  - {id: a, delete: visits, where: {status: gone}}\n", 4, 5),
        ("unsatisfiable", "require:\n  - {id: a, insert: visits, values: {member_id: 99}}\n", 4, 38),
        ("already-true", "require:\n  - {id: a, update: visits, key: 13, values: {time: '09:00'}}\n", 4, 5),
        ("already-true", "require:\n  - {id: a, insert: visits, values: {date: 2026-07-14, service_id: 4}}\n", 4, 5),
        (
            "always-defer",
            "outcome: {defer: {reason: closed}}\n",
            3,
            10,
        ),
    ],
)
def test_that_a_doubtful_spec_is_caught_by_name_and_place(
    story: "Story", schema: Schema, rule: str, text: str, line: int, column: int
) -> None:
    marks = lint(HEAD + text, source="spec.yaml", schema=schema, golds=[story.run()])
    assert rules(marks) == [rule], marks
    found = next(mark for mark in marks if mark.rule == rule)
    assert (found.line, found.column) == (line, column)
    assert found.what
    assert found.advice


def test_that_a_sound_spec_has_no_marks(story: "Story", schema: Schema, book: str) -> None:
    text = book.replace("repeatable", "").replace("sessions:", "services: strict, reminders: strict, sessions:")
    assert lint(text, source="spec.yaml", schema=schema, golds=[story.run()]) == ()


def test_that_a_parameter_is_typed_by_the_runs_where_the_spec_does_not_say(story: "Story", schema: Schema) -> None:
    text = HEAD + "require:\n  - {id: a, insert: visits, values: {service_id: $service}}\n"
    marks = lint(text, source="spec.yaml", schema=schema, golds=[story.run()])
    assert rules(marks) == ["type-mismatch"]


def test_that_tables_nobody_mentions_are_listed_as_advice(schema: Schema) -> None:
    marks = lint(HEAD + NEED, source="spec.yaml", schema=schema)
    assert [(mark.rule, mark.weight) for mark in marks] == [("unmentioned-table", Weight.ADVICE)]
    assert "page_views: strict" in marks[0].advice


def test_that_an_unlisted_cascade_is_offered_from_the_foreign_keys(schema: Schema) -> None:
    table = schema.tables["reminders"]
    cascading = replace(table, foreign_keys=(ForeignKey(("visit_id",), "visits", ("id",), "CASCADE"),))
    own = Schema({**schema.tables, "reminders": cascading})
    text = HEAD + "require:\n  - {id: gone, delete: visits, key: 13}\n"
    marks = lint(text, source="spec.yaml", schema=own)
    assert rules(marks) == ["unlisted-cascade"]
    listed = text + "allow:\n  - {id: with-it, delete: reminders, where: {visit_id: 13}}\n"
    assert rules(lint(listed, source="spec.yaml", schema=own)) == []


def test_that_a_misfit_and_its_neighbours_are_all_told_at_once(schema: Schema) -> None:
    text = HEAD + "require:\n  - {id: a, insert: visits, values: {day: 1, price: 2.5}}\n"
    assert rules(lint(text, source="spec.yaml", schema=schema)) == ["unknown-column", "type-mismatch"]


def marks_of_audit(text: str, golds: list[RunRecord], schema: Schema) -> dict[str, Mark]:
    *_, last = audit(parse_spec(text, source="spec.yaml"), schema, golds)
    assert isinstance(last, Finished)
    return {mark.rule: mark for mark in last.report.marks}


def test_that_a_clause_that_nothing_is_ever_charged_to_is_dead(story: "Story", schema: Schema) -> None:
    story.book(31)
    text = HEAD + NEED + "allow:\n  - {id: other, update: drafts, key: 7, only: [text]}\n"
    text += "never:\n  - {id: also, delete: drafts, key: 7}\n"
    found = marks_of_audit(text, [story.run()], schema)
    assert found["dead-clause"].weight in Weight
    spec = parse_spec(text, source="spec.yaml")
    *_, last = audit(spec, schema, [story.run()])
    assert isinstance(last, Finished)
    dead = [(mark.line, mark.weight) for mark in last.report.marks if mark.rule == "dead-clause"]
    assert dead == [(6, Weight.ERROR), (8, Weight.ADVICE)]


def test_that_a_gold_that_does_what_is_forbidden_is_told_at_the_request(story: "Story", schema: Schema) -> None:
    story.book(31, request=story.post("/visits", step=3))
    text = HEAD + NEED + "never:\n  - {id: a, call: POST /visits}\n  - {id: b, call: POST /visits/*}\n"
    found = [one for one in lint(text, source="x.yaml", schema=schema, golds=[story.run()]) if one.rule == "gold-calls"]
    assert [(one.line, one.column, one.weight) for one in found] == [(6, 19, Weight.ERROR)]
    assert found[0].what == "In e1 the server was asked POST /visits (r1 at step 3), which `a` forbids."


def test_that_other_requests_and_other_outcomes_are_no_repetition(schema: Schema) -> None:
    text = HEAD + NEED + "never:\n  - {id: a, call: POST /v/13, outcome: done}\n  - {id: b, call: POST /v/*}\n"
    text += "  - {id: c, call: PUT /v/13}\n  - {id: d, call: POST /v/13/w}\n"
    text += "order:\n  - {read: [GET /v, GET /w], after: need}\n"
    text = text.replace("order:", "  - {id: e, call: GET /v}\norder:")
    assert rules(lint(text, source="x.yaml", schema=schema)) == []


def test_that_a_run_that_leaves_what_it_should_change_is_told(story: "Story", schema: Schema) -> None:
    story.update("visits", 13, {"date": "2026-07-20"})
    text = HEAD + "params: {date: date, time: time}\n"
    text += "require:\n  - {id: move, update: visits, key: 13, values: {date: 2026-07-20, time: $time}}\n"
    gold = story.run()
    parameters = {**gold.header.parameters, "time": "09:00"}
    gold = replace(gold, header=replace(gold.header, parameters=parameters))
    found = marks_of_audit(text, [gold], schema)
    assert (found["value-equals-old"].line, found["value-equals-old"].column) == (5, 68)


def test_that_a_wanted_default_is_told(story: "Story", schema: Schema) -> None:
    story.book(31)
    columns = tuple(
        replace(one, default="10:30") if one.name == "time" else one for one in schema.tables["visits"].columns
    )
    own = Schema({**schema.tables, "visits": replace(schema.tables["visits"], columns=columns)})
    gold = story.run()
    gold = replace(gold, initial=replace(gold.initial, schema=own))
    text = HEAD + "require:\n  - {id: a, insert: visits, values: {time: $time}}\n"
    assert marks_of_audit(text, [gold], own)["value-equals-default"].line == 4


def test_that_a_twin_without_its_other_half_is_told(story: "Story", schema: Schema) -> None:
    text = HEAD + NEED + "outcome: {defer: {reason: full, when: 'count(visits) > 1'}}\n"
    gold = story.run(outcome=Defer("full", ""))
    assert marks_of_audit(text, [gold], schema)["one-sided-twin"].weight is Weight.ERROR


def test_that_a_signature_without_a_survivor_is_told(story: "Story", schema: Schema) -> None:
    story.book(31)
    text = HEAD + NEED + 'accepts:\n  - {mutant: "drop:need", sentence: "this spec accepts: nothing at all"}\n'
    assert marks_of_audit(text, [story.run()], schema)["stale-signature"].line == 6


def test_that_an_audit_without_a_gold_says_so(schema: Schema) -> None:
    assert "no-gold" in marks_of_audit(HEAD + NEED, [], schema)
