"""Steps, changes, lamps and findings as looks."""

from dataclasses import replace
from functools import reduce

from tests.ui.messages import LAMPS, Script, insert, update
from workbench.domain.values import Row
from workbench.domain.verdicts import Finding, FindingKind, LampState, Ruling, Verdict
from workbench.session.messages import ChangeSeen, SittingMessage
from workbench.ui.models.change_rows import change_looks
from workbench.ui.models.lamp_rows import finding_looks, lamp_looks, lamp_summary
from workbench.ui.models.look import Look
from workbench.ui.models.record_state import RecordState
from workbench.ui.models.status_items import status_items
from workbench.ui.models.step_rows import step_looks


def after(*messages: SittingMessage) -> RecordState:
    return reduce(RecordState.apply, messages, RecordState())


def plain(look: Look) -> str:
    return look.words.replace("\N{NO-BREAK SPACE}", " ")


def test_that_a_step_says_what_it_did_and_what_it_changed(script: Script) -> None:
    first, second, third = map(plain, step_looks(after(*script.booked_twice)))
    assert first == "1 · Click Button 1 · button · 0.0 s"
    assert second == "2 · Click Button 2 · button · 1 change · 3.1 s"
    assert third == "3 · Click Button 3 · button · 1 change · 1 breach · 4.2 s"


def test_that_a_new_row_shows_its_cells_but_neither_its_key_nor_what_is_null(script: Script) -> None:
    row, breach = change_looks(after(*script.booked_twice))
    assert plain(row) == "1 · visits +901 · date 2026-07-14 · time 10:30 · the-visit · step 2"
    assert breach.ground == "broken"
    assert [chip.text for chip in breach.chips] == ["breach", "step 3"]


def test_that_an_update_shows_old_and_new_of_the_cells_that_differ() -> None:
    before: Row = {"id": 17, "name": "Noor", "seen": None}
    now: Row = {"id": 17, "name": "Noor", "seen": "09:14"}
    (look,) = change_looks(after(ChangeSeen(update(1, "members", before, now, by=1), "(ephemeral)")))
    assert plain(look) == "1 · members ~17 · seen NULL → 09:14 · ephemeral · step 1"
    assert [span.style for span in look.lines[1]] == ["muted", "struck", "muted", ""]


def test_that_a_change_by_a_background_job_says_so() -> None:
    change = replace(insert(1, "reminders", {"id": 1}), request=None, job="send_reminder")
    (look,) = change_looks(after(ChangeSeen(change, "reminders")))
    assert look.chips[1].text == "job"


def test_that_lamps_stand_under_headings_and_what_must_happen_comes_first() -> None:
    looks = lamp_looks(tuple(reversed(LAMPS)))
    assert [look.words for look in looks if look.heading] == ["Must happen", "May happen", "Everything else"]
    assert [look.dot for look in looks if not look.heading] == ["open", "open", "met"]


def test_that_a_broken_lamp_is_said_in_words_and_counted() -> None:
    broken = replace(LAMPS[0], state=LampState.BROKEN, detail="2 of 1")
    assert "broken" in lamp_looks([broken])[1].words
    assert lamp_summary([broken, *LAMPS[1:]]) == "0 of 1 met · 1 broken"


def test_that_a_finding_shows_reason_evidence_nearest_miss_and_counterfactual(script: Script) -> None:
    (look,) = finding_looks(script.violated.verdict)
    assert (
        look.words
        == "Two rows were added to visits · step 3 · change 2 · Without change 2 this run is SATISFIED. · breach"
    )
    near = Finding(FindingKind.UNMET, "read", "It was never read", because="look twice", nearest="GET /visits")
    (other,) = finding_looks(Verdict(Ruling.VIOLATED, (near,)))
    assert other.words == "It was never read · because look twice · nearest: GET /visits · unmet"


def test_that_the_strip_says_that_the_journal_is_proven_only_after_a_decided_verdict(script: Script) -> None:
    def journal(state: RecordState) -> str:
        return next(item.text for item in status_items(state) if item.key == "journal")

    state = after(*script.booked)
    assert journal(state) == "journal 1 change"
    assert journal(state.apply(script.satisfied)) == "journal proven"
    undecided = replace(script.satisfied, verdict=Verdict(Ruling.UNDECIDED, ()))
    assert journal(state.apply(undecided)) != "journal proven"


def test_that_a_missing_change_is_seen_while_it_happens(script: Script) -> None:
    gap = after(*script.booked, ChangeSeen(insert(3, "visits", {"id": 1}), None))
    assert any(item.text == "journal has gaps" for item in status_items(gap))


def test_that_a_verdict_that_could_not_be_reached_begins_with_what_kept_it() -> None:
    findings = (Finding(FindingKind.UNMET, "the-visit", "No visit"), Finding(FindingKind.UNDECIDED, None, "Cut off"))
    first, _ = finding_looks(Verdict(Ruling.UNDECIDED, findings))
    assert first.words.startswith("Cut off")
    first, _ = finding_looks(Verdict(Ruling.VIOLATED, findings))
    assert first.words.startswith("No visit")
