"""Specs that let something through, or are too tight: the audit names each weakness."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.verifier.audit.conftest import Auditor, with_default
from workbench.domain.actions import Defer
from workbench.domain.episodes import RunRecord
from workbench.domain.verdicts import Ruling
from workbench.verifier.audit import AuditReport, Kind

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

NOTE = ', note: "16"}\n'
ALLOW = "allow:\n"
MAIL, MAILS = "kind: mail}}", "kind: mail}, times: {min: 1}}"
LOOSE = """\
version: 1
workout: clinic/book_visit
require:
  - id: the-visit
    insert: visits
    values: {member_id: $member.id, date: $date, price: {from: 100}}
    times: {min: 1}
  - {id: the-reminder, insert: reminders, times: {min: 1}}
allow:
  - {id: page-views, insert: page_views}
"""


def named(report: AuditReport) -> set[str]:
    return {survivor.tried.id for survivor in (*report.unsigned, *report.failures)}


def test_that_a_good_spec_passes(audited: Auditor, good: str, booking: RunRecord) -> None:
    report = audited(good, [booking])
    assert named(report) == set()
    assert report.passed
    assert report.killed == report.mutants - report.signed > 100
    assert 0.95 < report.lower_bound < report.kill_rate == 1.0
    assert report.right(Kind.TRIVIAL) == report.count(Kind.TRIVIAL) >= 15
    assert report.right(Kind.BENIGN) == report.count(Kind.BENIGN) >= 6
    assert {one.ruling for one in report.tried if one.kind is Kind.MUTANT and one.passed} == {Ruling.VIOLATED}


def test_that_every_forbidden_request_is_tried_and_dies(audited: Auditor, good: str, booking: RunRecord) -> None:
    calls = """never:
  - {id: no-cancel, call: ["POST /visits/*/cancel", "DELETE /visits/{the-visit.id}"], because: nobody asked}
  - {id: no-form, call: "POST /visits?date={date}"}
"""
    report = audited(good.replace("order:\n", calls + "order:\n"), [booking])
    assert report.passed
    assert [mark for mark in report.marks if mark.rule == "dead-clause"] == []
    tried = [one for one in report.tried if one.id.startswith("called:")]
    assert [(one.id, one.ruling, one.line) for one in tried] == [
        *[("called:no-cancel", Ruling.VIOLATED, 14)] * 4,
        *[("called:no-form", Ruling.VIOLATED, 15)] * 2,
    ]
    assert tried[0].story == "a run that calls **POST /visits/audit-1/cancel**"


def test_that_a_call_that_no_run_could_make_is_pointed_out(audited: Auditor, good: str, booking: RunRecord) -> None:
    spare = "  - {id: spare, insert: drafts, times: 1}\norder:\n"
    text = good.replace("order:\n", spare).replace("order:", "never:\n  - {id: no, call: 'PUT /{spare.id}'}\norder:")
    assert ("dead-clause", 15) in [(mark.rule, mark.line) for mark in audited(text, [booking]).marks]


@pytest.mark.parametrize(
    ("old", "new", "weakness"),
    [
        (MAIL, MAILS, "duplicate:the-reminder"),
        (MAIL, MAILS, "late-duplicate:the-reminder"),
        (", time: $time", "", "column:the-visit.time=neighbour"),
        ("time: $time", "time: {not: '00:00'}", "column:the-visit.time=locale"),
        ("date: $date", "date: {not: 2000-01-01}", "column:the-visit.date=locale"),
        (", price: 2500", "", "column:the-visit.price=null"),
        ('note: "16"', 'note: {contains: "16"}', "column:the-visit.note=wider"),
        (', note: "16"', "", "column:the-visit.note=empty"),
        ("service_id: $service.id, ", "", "column:the-visit.service_id=neighbour"),
        ("visit_id: $the-visit.id, ", "", "column:the-reminder.visit_id=neighbour"),
        (ALLOW, ALLOW + "  - {id: more, insert: visits}\n", "stray-insert:visits"),
        (ALLOW, ALLOW + "  - {id: more, insert: visits}\n", "duplicate:the-visit"),
        (ALLOW, ALLOW + "  - {id: more, update: visits, only: [note]}\n", "stray-update:visits.note"),
        (ALLOW, ALLOW + "  - {id: more, update: members, only: [name]}\n", "there-and-back:members.name"),
        (ALLOW, ALLOW + "  - {id: more, delete: drafts}\n", "stray-delete:drafts"),
        (ALLOW, ALLOW + "  - {id: a, insert: drafts}\n  - {id: b, delete: drafts}\n", "insert-delete:drafts"),
        (ALLOW, ALLOW + "  - {id: more, update: reminders, only: [kind]}\n", "there-and-back:the-reminder.kind"),
    ],
)
def test_that_a_weak_spec_is_caught_by_name(
    audited: Auditor, good: str, booking: RunRecord, old: str, new: str, weakness: str
) -> None:
    assert old in good
    report = audited(good.replace(old, new), [booking])
    assert weakness in named(report)
    assert not report.passed


def test_that_a_loose_number_of_times_is_caught_as_a_readable_story(audited: Auditor, booking: RunRecord) -> None:
    report = audited(LOOSE, [booking])
    found = {"duplicate:the-visit", "late-duplicate:the-visit", "split:the-visit.price", "trivial:submit-twice"}
    assert found <= named(report)
    survivor = next(one for one in report.unsigned if one.tried.id == "duplicate:the-visit")
    assert survivor.story == "A second identical visit is accepted."
    assert (survivor.tried.clause, survivor.tried.line, survivor.tried.column) == ("the-visit", 7, 12)
    assert survivor.tried.reason == "`the-visit` lets it through."
    assert survivor.tried.advice.startswith("Give `the-visit` `times: 1`")


def test_that_a_value_by_default_is_caught(audited: Auditor, good: str, booking: RunRecord) -> None:
    report = audited(good.replace(', note: "16"', ""), [with_default(booking, "visits", "note", "none")])
    assert "column:the-visit.note=default" in named(report)


def test_that_a_task_whose_form_is_right_as_it_comes_is_caught(audited: Auditor, story: "Story") -> None:
    story.insert("reminders", 5, {"visit_id": 12, "kind": "mail"}, request=story.post("/reminders"))
    text = "version: 1\nworkout: clinic/book_visit\nrequire:\n"
    text += "  - {id: the-reminder, insert: reminders, values: {visit_id: {from: 12}, kind: {not: fax}}}\n"
    report = audited(text, [with_default(story.run(), "reminders", "kind", "text")])
    assert "trivial:accept-defaults" in named(report)


def test_that_a_second_reminder_that_nobody_misses_is_caught(audited: Auditor, good: str, story: "Story") -> None:
    story.book(31, cells={"price": 2500, "note": "16"}, request=story.post("/visits"))
    for number in (5, 6):
        story.insert("reminders", number, {"visit_id": 31, "kind": "mail"})
    story.get("/visits/31")
    report = audited(good.replace("kind: mail}}", "kind: mail}, times: {min: 1}}"), [story.run()])
    assert {"drop:the-reminder", "duplicate:the-reminder"} <= named(report)


def test_that_a_move_of_any_visit_is_caught(audited: Auditor, story: "Story") -> None:
    story.update("visits", 13, {"date": "2026-07-20"}, request=story.post("/visits/13"))
    text = """\
version: 1
workout: clinic/book_visit
require:
  - {id: the-move, update: visits, where: {status: booked}, values: {date: 2026-07-20}}
"""
    report = audited(text, [story.run()])
    assert "other-row:the-move" in named(report)
    assert "any-row" not in {mark.rule for mark in report.marks}
    closed = audited(text.replace("where: {status: booked}", "key: 13"), [story.run()])
    assert "other-row:the-move" not in named(closed)


def test_that_a_replaced_row_is_caught(audited: Auditor, good: str, booking: RunRecord) -> None:
    text = good.replace("kind: mail}}\n", "kind: mail}, times: {min: 1}}\n")
    text = text.replace(ALLOW, ALLOW + "  - {id: away, delete: reminders}\n  - {id: more, insert: reminders}\n")
    report = audited(text, [booking])
    assert "replace:the-reminder" in named(report)


def test_that_a_spec_that_requires_nothing_passes_whoever_does_nothing(audited: Auditor, story: "Story") -> None:
    story.insert("page_views", 1, {"path": "/"}, request=story.get("/").id)
    text = "version: 1\nworkout: clinic/book_visit\nallow:\n  - {id: page-views, insert: page_views}\n"
    report = audited(text, [story.run()])
    assert {"trivial:done-at-once"} <= named(report)
    assert "nothing-required" in {mark.rule for mark in report.errors}


def test_that_deletions_beside_the_work_are_caught(audited: Auditor, good: str, booking: RunRecord) -> None:
    tables = ("members", "services", "visits", "drafts", "page_views", "reminders")
    allowed = "".join(f"  - {{id: del-{number}, delete: {table}}}\n" for number, table in enumerate(tables))
    report = audited(good.replace(ALLOW, ALLOW + allowed), [booking])
    assert "trivial:delete-everything" in named(report)


TWIN = """\
version: 1
workout: clinic/book_visit
require:
  - {id: the-visit, insert: visits, values: {date: $date, time: $time}}
outcome: {defer: {reason: day_taken, entity: $date, when: "count(visits, {date: $date}) > 0"}}
"""


@pytest.mark.parametrize(
    ("old", "new", "weakness"),
    [
        ("", "", ""),
        ("entity: $date, ", "", "wrong-entity:outcome"),
        ("require:", "allow:\n  - {id: any, insert: visits}\nrequire:", "acted:the-visit"),
    ],
)
def test_that_a_weak_deferral_is_caught(audited: Auditor, story: "Story", old: str, new: str, weakness: str) -> None:
    gold = story.run(outcome=Defer("day_taken", "2026-07-14"))
    report = audited(TWIN.replace(old, new) if old else TWIN, [gold])
    assert weakness in named(report) if weakness else not named(report)
    assert "one-sided-twin" in {mark.rule for mark in report.errors}


@pytest.mark.parametrize(
    ("old", "new", "weakness"),
    [
        ("insert: visits\n", "insert: visits\n    key: 31\n", "other-keys:run"),
        ("insert: page_views}", "insert: page_views, times: 2}", "extra-read:run"),
        (
            'note: "16"}\n',
            'note: {is: "16", as: digits}}\n    check: "new.note == \'16\'"\n',
            "declared:the-visit.note",
        ),
    ],
)
def test_that_a_spec_that_is_too_tight_is_caught(
    audited: Auditor, good: str, booking: RunRecord, old: str, new: str, weakness: str
) -> None:
    assert old in good
    report = audited(good.replace(old, new), [booking])
    assert weakness in named(report)
    failure = next(one for one in report.failures if one.tried.id == weakness)
    assert failure.tried.kind is Kind.BENIGN
    assert failure.story.endswith(" is refused.")
    assert not report.passed


def test_that_a_mutant_that_cannot_be_decided_is_not_killed(audited: Auditor, good: str, booking: RunRecord) -> None:
    text = good.replace("price: 2500, ", "").replace(NOTE, f'{NOTE}    check: "new.price > 100"\n')
    report = audited(text, [booking])
    undecided = [one for one in report.unsigned if one.tried.ruling is Ruling.UNDECIDED]
    assert [one.tried.id for one in undecided] == ["column:the-visit.price=null"]
    assert undecided[0].story.endswith(" can't be decided.")


def test_that_a_gold_that_fails_is_reported_and_nothing_is_made_of_it(
    audited: Auditor, good: str, booking: RunRecord
) -> None:
    report = audited(good.replace("status: booked", "status: cancelled"), [booking])
    assert named(report) == {"gold:run"}
    assert report.mutants == 0
    assert "no-gold" in {mark.rule for mark in report.errors}
    assert not report.passed


def test_that_a_signature_spares_a_survivor_and_only_that(audited: Auditor, good: str, booking: RunRecord) -> None:
    weak = good.replace(", price: 2500", "")
    signed = weak + '  - {mutant: "column:the-visit.price=*", sentence: "this spec accepts: any price"}\n'
    assert {one.tried.id.partition("=")[0] for one in audited(weak, [booking]).unsigned} == {"column:the-visit.price"}
    report = audited(signed, [booking])
    assert report.passed
    assert "this spec accepts: any price" in {one.signed for one in report.survivors}


def test_that_nobody_can_sign_for_a_trivial_run(audited: Auditor, booking: RunRecord) -> None:
    families = ("trivial", "duplicate", "late-duplicate", "column", "split", "replace", "reorder", "stray-insert")
    signed = [f'  - {{mutant: "{family}:*", sentence: "this spec accepts: anything"}}\n' for family in families]
    report = audited(f"{LOOSE}accepts:\n{''.join(signed)}", [booking])
    assert not report.unsigned
    assert [one.tried.id for one in report.failures] == ["trivial:submit-twice"]
    assert not report.passed


def test_that_balanced_twins_pass_with_a_gold_of_each_side(audited: Auditor, new_story: Callable[[], "Story"]) -> None:
    taken, free = new_story(), new_story()
    free.parameters = {**free.parameters, "date": "2026-07-20"}
    free.book(31, cells={"date": "2026-07-20"}, request=free.post("/visits"))
    golds = [taken.run(outcome=Defer("day_taken", "2026-07-14")), free.run()]
    text = TWIN.replace("time: $time}", "time: $time, member_id: $member.id, service_id: $service.id, status: booked}")
    text += 'accepts:\n  - {mutant: "column:the-visit.*=*", sentence: "this spec accepts: any note, price or score"}\n'
    report = audited(text, golds)
    assert named(report) == set()
    assert {one.tried.id.partition("=")[0] for one in report.survivors} == {
        "column:the-visit.note",
        "column:the-visit.price",
        "column:the-visit.score",
    }
    families = {one.family for one in report.tried}
    assert families >= {"wrong-reason", "wrong-entity", "done-instead", "acted", "write-then-defer"}
    assert "one-sided-twin" not in {mark.rule for mark in report.marks}
    assert report.passed


def test_that_a_world_too_large_to_store_can_be_audited(audited: Auditor, good: str, booking: RunRecord) -> None:
    initial = booking.initial
    counts = {name: len(rows) for name, rows in initial.tables.items()}
    few = {name: dict(list(rows.items())[:1]) for name, rows in initial.tables.items()}
    large = replace(booking, initial=replace(initial, tables=few, complete=False, counts=counts))
    report = audited(good, [large])
    assert named(report) == set()
    assert report.passed
