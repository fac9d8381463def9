"""What is said of a draft outside its perspective."""

from dataclasses import replace
from pathlib import Path

from workbench.authoring.examining import ClauseLine, Examination
from workbench.authoring.tallying import AuditSummary, Tally
from workbench.authoring.wire import Audited
from workbench.ui.author.draft import Draft
from workbench.ui.author.saying import headline, progress, saved, validity, whereabouts
from workbench.verifier.audit import Kind
from workbench.verifier.lint import Mark

PATH = Path("specs/clinic/book_visit.yaml")
SUMMARY = AuditSummary({Kind.MUTANT: 10}, {Kind.MUTANT: 9}, 0, 0.9, 0.6, False, (), (), ())


def test_that_a_kill_rate_is_told_only_of_the_text_as_it_is() -> None:
    audited = Audited("a", SUMMARY)
    assert headline(Draft(PATH, "a", "a"), audited) == ("**clinic/book_visit**", "90.0 % killed", "disturbed")
    assert headline(Draft(PATH, "b", "a"), audited) == ("**clinic/book_visit** · edited", "", "plain")
    assert headline(None, None)[0] == ""


def test_that_errors_count_and_a_text_not_examined_is_not_called_valid() -> None:
    fine = Examination("clinic/book_visit", (), ())
    assert validity(None).text == "examining…"
    assert validity(fine).tone == "met"
    assert validity(replace(fine, marks=(Mark("syntax", 1, 1, "a", "b"),))).text == "1 error"


def test_that_the_place_names_the_clause_and_the_draft_whether_it_is_saved() -> None:
    clause = ClauseLine("require", "the-visit", "", "", 5, 5)
    assert whereabouts(6, 3, clause).text == "line 6:3 · require the-visit"
    assert whereabouts(1, 1, None).text == "line 1:1"
    assert saved(Draft(PATH, "b", "a")).tone == "disturbed"
    assert saved(Draft(PATH, "a", "a")).text == "saved"


def test_that_progress_is_told_while_an_audit_runs_and_golds_otherwise() -> None:
    assert progress(PATH, Tally(1200, 61), None).text == "auditing clinic/book_visit · 61 of 1,200"
    assert progress(None, Tally(), Examination("", (), (), golds=3)).text == "3 golds"
