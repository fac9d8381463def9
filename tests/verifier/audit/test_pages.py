"""Auditing a spec with page clauses: golds must show what it asks for; made-up runs are judged by what they did."""

from dataclasses import replace

from tests.verifier.audit.conftest import Auditor
from workbench.domain.episodes import RunRecord
from workbench.domain.pages import PageAtEnd, PageFact

SHOWN = """\
page:
  - {id: shown, role: status, text: {contains: $date, as: dates}}
  - {id: numbered, role: heading, text: {contains: $the-visit.id}}
"""
FACTS = (PageFact("heading", "", "Visit 31"), PageFact("status", "", "14 July 2026"))
PAGE = PageAtEnd("t1", "http://north.localhost/visits/31", FACTS)


def test_that_made_up_runs_live_and_die_by_their_changes(audited: Auditor, booking: RunRecord, good: str) -> None:
    report = audited(good + SHOWN, [replace(booking, pages=(PAGE,))])
    plain = audited(good, [booking])
    assert report.passed
    assert [(one.id, one.ruling) for one in report.tried] == [(one.id, one.ruling) for one in plain.tried]
    assert any(one.id == "other-keys:run" for one in report.tried)


def test_that_a_gold_must_show_what_the_spec_asks_for(audited: Auditor, booking: RunRecord, good: str) -> None:
    for run in (booking, replace(booking, pages=(replace(PAGE, facts=PAGE.facts[:1]),))):
        report = audited(good + SHOWN, [run])
        assert not report.passed
        assert [failure.tried.id for failure in report.failures] == ["gold:run"]
        assert "no-gold" in {mark.rule for mark in report.marks}
