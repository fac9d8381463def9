"""One plain English sentence per clause, with names instead of numbers where the world knows them."""

from typing import TYPE_CHECKING

import pytest

from workbench.verifier import parse_spec, sentences

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

HEAD = "version: 1\nworkout: clinic/book_visit\n"


def test_that_a_bound_spec_reads_like_prose(story: "Story", book: str) -> None:
    spec = parse_spec(book + "order:\n  - {read: 'GET /visits/{the-visit.id}', after: the-visit}\n", source="x")
    assert sentences(spec, story.parameters, story.initial) == (
        (
            "require",
            "the-visit",
            "Exactly one row is added to **visits**: member **Noor Haddad**, service **Physiotherapy**,"
            " date **2026-07-14**, time **10:30**, status **booked**.",
        ),
        ("allow", "page-views", "Rows may be added to **page_views**."),
        ("allow", "last-seen", "Rows of **members** (**Noor Haddad**) may change in **last_seen_at**."),
        ("never", "others-move", "No row of **visits** ever changes in **date**."),
        (
            "order",
            "order-1",
            "After **the-visit**, **GET /visits/{the-visit.id}** is read from the server, before the end.",
        ),
        ("outcome", "outcome", "At the end the task is declared **done**."),
        ("frame", "(frame)", "**Nothing else** changes (apart from sessions)."),
    )


def test_that_a_spec_can_be_read_before_there_is_a_task(book: str) -> None:
    lines = sentences(parse_spec(book, source="x"), {})
    assert lines[0][2].startswith("Exactly one row is added to **visits**: member id **$member.id**")


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("require:\n  - {id: a, insert: visits, times: 2}", "Exactly two rows are added to **visits**."),
        ("require:\n  - {id: a, insert: visits, times: {min: 1}}", "At least one row is added to **visits**."),
        (
            "require:\n  - {id: a, insert: visits, times: {min: 1, max: 3}}",
            "From one to three rows are added to **visits**.",
        ),
        ("require:\n  - {id: a, delete: visits, key: 13}", "Exactly one row is deleted from **visits** (id **13**)."),
        (
            "require:\n  - {id: a, update: visits, key: 13, values: {date: $date}, only: [date, note]}",
            "Exactly one row of **visits** (id **13**) is changed: date **2026-07-14**; **note** may change too.",
        ),
        (
            "require:\n  - {id: a, update: visits, where: {status: {not: booked}}, only: [note]}",
            "Exactly one row of **visits** (status not **booked**) is changed in **note** only.",
        ),
        ("allow:\n  - {id: a, insert: visits, times: 1}", "At most one row may be added to **visits**."),
        (
            "allow:\n  - {id: a, insert: visits, values: {price: {from: 100, to: 2550}, note: {contains: x}}}",
            "Rows may be added to **visits**: price from **1.00** to **25.50**, note containing **x**.",
        ),
        (
            "never:\n  - {id: a, delete: visits, where: {member_id: [8, 9]}}",
            "No row of **visits** (member one of **Ines Moreau**, **9**) is ever deleted.",
        ),
        (
            "never:\n  - {id: a, insert: visits, check: 'new.price > 1'}",
            "No row is ever added to **visits**: such that new.price > 1.",
        ),
    ],
)
def test_that_each_kind_of_clause_has_its_sentence(story: "Story", clause: str, sentence: str) -> None:
    spec = parse_spec(HEAD + clause + "\n", source="x")
    assert sentences(spec, story.parameters, story.initial)[0][2] == sentence


def test_that_the_outcome_of_a_twin_is_decided_by_its_world(story: "Story", book: str) -> None:
    spec = parse_spec(
        book + "outcome: {defer: {reason: taken, entity: $date, when: 'count(visits, {date: $date}) > 0'}}\n",
        source="x",
    )
    deferred = "the task is handed to a human with the reason **taken** about **2026-07-14**"
    assert sentences(spec, story.parameters, story.initial)[-2][2] == f"At the end {deferred}."
    assert sentences(spec, story.parameters)[-2][2] == (
        f"Where count(visits, {{date: $date}}) > 0, {deferred}; elsewhere it is declared **done**."
    )


def test_that_findings_use_the_same_words_with_the_new_key_filled_in(story: "Story", book: str) -> None:
    story.book(31)
    story.insert("reminders", 5, {"visit_id": 31, "kind": "mail"})
    spec = book.replace("allow:\n", "  - {id: mail, insert: reminders, values: {visit_id: $the-visit.id}}\nallow:\n")
    met = next(finding for finding in story.judged(spec).findings if finding.clause == "mail")
    assert met.sentence == "Exactly one row is added to **reminders**: visit **31**."
