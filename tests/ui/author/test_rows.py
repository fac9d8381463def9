"""Specs, sentences and an audit in words."""

from dataclasses import replace
from pathlib import Path

import pytest

from workbench.authoring.examining import ClauseLine
from workbench.authoring.tallying import AuditSummary, Tally
from workbench.authoring.wire import Surveyed
from workbench.domain.verdicts import Ruling
from workbench.ui.author.rows import (
    SpecRow,
    clause_at,
    clause_looks,
    figures,
    rate,
    rate_sentence,
    running_figures,
    spec_look,
    survivor_looks,
)
from workbench.verifier.audit import Kind, Planned, Survivor, Tried

PATH = Path("specs/clinic/book_visit.yaml")
SUMMARY = AuditSummary({Kind.MUTANT: 300}, {Kind.MUTANT: 290}, 10, 1.0, 0.99, True, (), (), ())
CLAUSES = (
    ClauseLine("require", "the-visit", "A row with **$date**.", "A row with **2026-07-14**.", 5, 5),
    ClauseLine("allow", "views", "Rows may be added.", "Rows may be added.", 9, 5),
    ClauseLine("frame", "(frame)", "**Nothing else** changes.", "**Nothing else** changes.", 1, 1),
)


@pytest.mark.parametrize(
    ("row", "chip", "words"),
    [
        (SpecRow(PATH, "clinic/book_visit"), "…", "not audited yet"),
        (SpecRow(PATH, "clinic/book_visit", Surveyed(PATH, 2, "No table.")), "2 errors", "No table."),
        (SpecRow(PATH, "clinic/book_visit", Surveyed(PATH, 0), SUMMARY), "passes", "100.0 % killed"),
        (
            SpecRow(PATH, "clinic/book_visit", Surveyed(PATH, 0), replace(SUMMARY, passed=False)),
            "weak",
            "100.0 % killed",
        ),
        (SpecRow(PATH, "clinic/book_visit", Surveyed(PATH, 0), SUMMARY, stale=True), "valid", "before the last edit"),
        (SpecRow(PATH, "clinic/book_visit", Surveyed(PATH, 0), dirty=True), "valid", "book_visit •"),
    ],
)
def test_that_a_spec_shows_its_state(row: SpecRow, chip: str, words: str) -> None:
    look = spec_look(row)
    assert [one.text for one in look.chips] == [chip]
    assert words in look.words


def test_that_sentences_stand_under_headings_by_name_or_by_example() -> None:
    written = clause_looks(CLAUSES, example=False, here=6)
    example = clause_looks(CLAUSES, example=True, here=6)
    assert [look.heading for look, _, _ in written] == [True, False] * 3
    assert "$date" in written[1][0].words
    assert "2026-07-14" in example[1][0].words
    assert next((line, column) for _, line, column in written if line) == (5, 5)
    assert [bool(look.ground) for look, _, _ in written] == [False, True, False, False, False, False]


@pytest.mark.parametrize(("line", "id"), [(4, None), (5, "the-visit"), (8, "the-visit"), (9, "views"), (99, "views")])
def test_that_a_line_belongs_to_the_clause_that_began_last(line: int, id: str | None) -> None:
    found = clause_at(CLAUSES, line)
    assert (found.id if found else None) == id


def test_that_numbers_leave_out_what_is_signed_and_are_red_when_something_lives() -> None:
    mutants = figures({Kind.MUTANT: 300}, {Kind.MUTANT: 290}, signed=10)[2]
    assert (mutants.value, mutants.tone) == ("290 of 290 killed", "met")
    assert figures({Kind.MUTANT: 300}, {Kind.MUTANT: 290})[2].tone == "broken"
    assert figures({}, {})[0].value == "–"


def test_that_a_mutant_alive_is_not_red_before_signatures_are_looked_at() -> None:
    tally = Tally().after(Planned(10)).after(_tried(Ruling.SATISFIED)).after(_tried(Ruling.VIOLATED))
    assert (tally.done, tally.planned) == (2, 10)
    assert (running_figures(tally)[2].value, running_figures(tally)[2].tone) == ("1 of 2 killed", "plain")


def test_that_a_rate_is_never_rounded_up_to_all() -> None:
    assert rate(replace(SUMMARY, kill_rate=0.99999)) == "99.9 %"
    assert "at least 99.0 %" in rate_sentence(SUMMARY)
    assert "10 more signed" in rate_sentence(SUMMARY)
    assert "no gold" in rate_sentence(replace(SUMMARY, counts={}))


def test_that_a_survivor_is_a_story_with_its_line() -> None:
    (look,) = survivor_looks((Survivor(_tried(Ruling.SATISFIED), 3, ("g",)),))
    assert look.words == "A second identical visit is accepted. (3 times) · the-visit lets it through. · line 7"


def _tried(ruling: Ruling) -> Tried:
    story, reason = "a second identical visit", "`the-visit` lets it through."
    return Tried(Kind.MUTANT, "duplicate:the-visit", story, "g", ruling, 7, 5, "the-visit", reason, "Narrow.")
