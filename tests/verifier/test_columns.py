"""Columns: frames, demands on cells, and comparison by declared type."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from workbench.domain.verdicts import Ruling

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

HEAD = "version: 1\nworkout: clinic/book_visit\n"


def update_clause(rest: str) -> str:
    return HEAD + f"require:\n  - {{id: it, update: visits, key: 13, {rest}}}\n"


def test_that_an_update_may_touch_just_what_its_values_name(story: "Story") -> None:
    story.update("visits", 13, {"date": "2026-07-20", "note": "x"})
    verdict = story.judged(update_clause("values: {date: 2026-07-20}"))
    assert verdict.ruling is Ruling.VIOLATED
    assert verdict.findings[0].nearest == "**it** came closest: note changed too."


def test_that_only_widens_what_an_update_may_touch(story: "Story") -> None:
    story.update("visits", 13, {"date": "2026-07-20", "note": "x"})
    assert story.judged(update_clause("values: {date: 2026-07-20}, only: [date, note]")).ruling is Ruling.SATISFIED


def test_that_only_also_limits_columns_that_values_name(story: "Story") -> None:
    story.update("visits", 13, {"date": "2026-07-20"})
    assert story.judged(update_clause("values: {date: 2026-07-20}, only: [note]")).ruling is Ruling.VIOLATED


def test_that_the_old_row_can_be_constrained(story: "Story") -> None:
    story.update("visits", 13, {"status": "cancelled"})
    assert story.judged(update_clause("where: {status: booked}, values: {status: cancelled}")).reward == 1
    assert story.judged(update_clause("where: {status: held}, values: {status: cancelled}")).reward == 0


def test_that_a_neighbouring_key_is_another_row(story: "Story") -> None:
    story.update("visits", 12, {"status": "cancelled"})
    verdict = story.judged(update_clause("values: {status: cancelled}"))
    assert verdict.findings[0].nearest == "**it** came closest: visits id was 12, 1 from 13."


@pytest.mark.parametrize(
    ("demand", "good", "bad"),
    [
        ("price: 2500", {"price": 2500}, {"price": 2501}),
        ("price: 2500", {"price": 2500}, {"price": "2500"}),
        ("price: 2500", {"price": 2500}, {"price": 2500.0}),
        ("price: 1", {"price": 1}, {"price": True}),
        ("score: 25", {"score": 25.0}, {"score": 25.5}),
        ("score: {is: 25, within: 0.5}", {"score": 25.5}, {"score": 25.6}),
        ("note: null", {"note": None}, {"note": ""}),
        ("note: ''", {"note": ""}, {"note": None}),
        ("note: {not: null}", {"note": "x"}, {"note": None}),
        ("note: '16'", {"note": "16"}, {"note": "error 4160"}),
        ("note: {contains: '16'}", {"note": "error 4160"}, {"note": "417"}),
        ("note: {is: ' A  b ', as: [one_spaced, caseless]}", {"note": "a B"}, {"note": "ab"}),
        ("note: {is: '+49 30 1234', as: digits}", {"note": "49301234"}, {"note": "030 1234"}),
        ("note: {in: [a, b]}", {"note": "b"}, {"note": "ab"}),
        ("note: [a, b]", {"note": "a"}, {"note": "c"}),
        ("date: {from: 2026-07-14, to: 2026-07-16}", {"date": "2026-07-16"}, {"date": "2026-07-17"}),
        ("date: {from: $date}", {"date": "2027-01-01"}, {"date": "2026-07-13"}),
        ("time: {to: '10:30'}", {"time": "10:30"}, {"time": "10:31"}),
        ("time: '10:30'", {"time": "10:30:00"}, {"time": "10:30:01"}),
        ("date: 2026-07-14", {"date": "2026-07-14"}, {"date": "14.07.2026"}),
        ("date: 2026-07-14", {"date": "2026-07-14"}, {"date": "20260714"}),
        ("note: $$date", {"note": "$date"}, {"note": "2026-07-14"}),
        (
            "note: {cel: 'value.size() == 3 && new.price > 100'}",
            {"note": "abc", "price": 101},
            {"note": "abc", "price": 9},
        ),
    ],
)
def test_that_a_demand_tells_right_from_wrong(
    story: "Story", new_story: "Callable[[], Story]", demand: str, good: dict[str, Any], bad: dict[str, Any]
) -> None:
    spec = HEAD + f"require:\n  - id: it\n    insert: visits\n    values:\n      {demand}\n"
    story.book(31, cells=good)
    assert story.judged(spec).ruling is Ruling.SATISFIED
    other = new_story()
    other.book(31, cells=bad)
    assert other.judged(spec).ruling is Ruling.VIOLATED


@pytest.mark.parametrize(
    ("demand", "cells", "miss"),
    [
        ("date: $date", {"date": "2026-08-14"}, "date was 2026-08-14, 31 days from 2026-07-14"),
        ("time: $time", {"time": "11:00"}, "time was 11:00, 30 minutes from 10:30"),
        ("time: $time", {"time": "12:30"}, "time was 12:30, 2 hours from 10:30"),
        ("price: 2500", {"price": 2600}, "price was 26.00, 1.00 from 25.00"),
        ("note: hello", {"note": None}, "note was no value, not hello"),
        (
            "date: {from: 2026-07-14, to: 2026-07-16}",
            {"date": "2026-07-18"},
            "date was 2026-07-18, 2 days past 2026-07-16",
        ),
        ("note: {in: [a, b]}", {"note": "c"}, "note was c, not one of a, b"),
        ("note: {contains: zz}", {"note": "c"}, "note was c, which does not contain zz"),
        ("note: {not: c}", {"note": "c"}, "note was c, which it must not be"),
    ],
)
def test_that_the_nearest_miss_says_by_how_much(story: "Story", demand: str, cells: dict[str, Any], miss: str) -> None:
    story.book(31, cells=cells)
    verdict = story.judged(HEAD + f"require:\n  - id: it\n    insert: visits\n    values:\n      {demand}\n")
    assert verdict.findings[0].nearest == f"**it** came closest: {miss}."


def test_that_a_check_compares_old_and_new(story: "Story", new_story: "Callable[[], Story]") -> None:
    spec = update_clause("only: [date], check: 'new.date > old.date && days_between(old.date, new.date) <= 7'")
    story.update("visits", 13, {"date": "2026-07-21"})
    assert story.judged(spec).reward == 1
    other = new_story()
    other.update("visits", 13, {"date": "2026-07-22"})
    assert other.judged(spec).reward == 0


def test_that_a_lookup_in_the_initial_state_can_be_demanded(story: "Story") -> None:
    spec = (
        HEAD
        + """\
let:
  doctor: "row(services, {name: 'Dentistry'}).id"
  later: plus_days($date, 7)
require:
  - {id: it, insert: visits, values: {service_id: $doctor, date: $later}}
"""
    )
    story.book(31, cells={"service_id": 4, "date": "2026-07-21"})
    assert story.judged(spec).reward == 1
