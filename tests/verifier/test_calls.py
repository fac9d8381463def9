"""Never called: requests that must not reach the server, however they are answered."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.actions import Defer
from workbench.domain.changes import Change
from workbench.domain.exchanges import Exchange
from workbench.domain.verdicts import Evidence, FindingKind, LampState, Ruling, Verdict
from workbench.verifier import parse_spec, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.verifier.conftest import Story

NO_CANCEL = "  - {id: no-cancel, call: 'POST /visits/*/cancel', because: nobody asked for it}\n"
NOT_MINE = "  - {id: not-mine, call: 'POST /visits/{the-visit.id}/cancel'}\n"


def with_never(book: str, *lines: str) -> str:
    return book.replace("never:\n", "never:\n" + "".join(lines))


def broken(verdict: Verdict) -> set[str | None]:
    return {finding.clause for finding in verdict.findings if finding.kind is FindingKind.BREACH}


def test_that_a_call_is_a_breach_with_its_request_step_and_line(story: "Story", book: str) -> None:
    story.book(31)
    story.post("/visits/13/cancel", step=4)
    verdict = story.judged(with_never(book, NO_CANCEL))
    found = verdict.findings[0]
    assert (verdict.ruling, found.kind, found.clause) == (Ruling.VIOLATED, FindingKind.BREACH, "no-cancel")
    assert found.sentence == (
        "**POST /visits/…/cancel** is never called, but **POST /visits/13/cancel** (r1 at step 4) reached the server."
    )
    assert found.because == "nobody asked for it"
    assert found.evidence == (Evidence(exchange="r1", step=4), Evidence(line=11))
    assert found.counterfactual == "Without request r1 this run is SATISFIED."


def test_that_a_run_without_the_call_is_satisfied_and_says_so(story: "Story", book: str) -> None:
    story.get("/visits/13/cancel")
    story.post("/visits/13")
    story.book(31)
    verdict = story.judged(with_never(book, NO_CANCEL))
    met = next(finding for finding in verdict.findings if finding.clause == "no-cancel")
    assert (verdict.reward, met.kind, met.sentence) == (
        1,
        FindingKind.MET,
        "**POST /visits/…/cancel** is never called.",
    )


def test_that_what_the_request_did_goes_with_it_in_the_counterfactual(story: "Story", book: str) -> None:
    story.book(31)
    request = story.post("/visits/13/cancel")
    story.update("visits", 13, {"status": "cancelled"}, request=request)
    verdict = story.judged(with_never(book, NO_CANCEL))
    told = {finding.clause: finding.counterfactual for finding in verdict.findings[:2]}
    assert told == {
        "no-cancel": "Without request r1 this run is SATISFIED.",
        None: "Without change 2 and request r1 this run is SATISFIED.",
    }


def test_that_many_calls_are_one_finding_and_none_of_them_is_forgotten(story: "Story", book: str) -> None:
    story.book(31)
    for id in (12, 13, 31):
        story.post(f"/visits/{id}/cancel")
    found = story.judged(with_never(book, NO_CANCEL)).findings[0]
    assert found.sentence.endswith("**POST /visits/12/cancel** (r1) reached the server, and 2 requests more.")
    assert [evidence.exchange for evidence in found.evidence] == ["r1", "r2", "r3", None]
    assert found.counterfactual == "Without requests r1, r2 and r3 this run is SATISFIED."


@pytest.mark.parametrize("changed", [{"status": 503}, {"status": 404}, {"delivered": False}])
def test_that_the_answer_makes_no_difference(story: "Story", book: str, changed: dict[str, Any]) -> None:
    story.book(31)
    story.post("/visits/13/cancel")
    sent = story.exchanges[0]
    assert sent.server is not None
    story.exchanges[0] = replace(sent, status=None, server=replace(sent.server, **changed))
    assert broken(story.judged(with_never(book, NO_CANCEL))) == {"no-cancel"}


def test_that_a_request_that_never_reached_the_server_is_no_call(story: "Story", book: str) -> None:
    story.book(31)
    story.post("/visits/13/cancel")
    story.exchanges[0] = replace(story.exchanges[0], server=None, status=None, error="net::ERR_FAILED")
    assert story.judged(with_never(book, NO_CANCEL)).reward == 1


def test_that_a_call_after_the_declared_end_counts(story: "Story", book: str) -> None:
    story.book(31)
    end = story.clock + 1
    story.post("/visits/13/cancel")
    assert broken(story.judged(with_never(book, NO_CANCEL), outcome_at=end)) == {"no-cancel"}


@pytest.mark.parametrize(
    ("template", "path", "called"),
    [
        ("POST /visits/*/cancel", "/visits/13/cancel/", True),
        ("POST /visits/*/cancel", "/visits/13/cancel?now=1", True),
        ("POST /visits/*/cancel", "/visits/13/14/cancel", False),
        ("POST /visits/*", "/visits", False),
        ("POST /visits?date={$date}", "/visits?page=1&date=2026-07-14", True),
        ("POST /visits?date={date}", "/visits?date=2026-07-15", False),
        ("POST /search/{member.name}", "/search/Noor%20Haddad", True),
        ("POST /services/{service.id}", "/services/3", True),
        ("PUT /services/{service.id}", "/services/3", False),
    ],
)
def test_that_a_template_means_what_it_means_for_a_read(
    story: "Story", book: str, template: str, path: str, called: bool
) -> None:
    story.book(31)
    story.post(path)
    line = f"  - {{id: never-so, call: '{template}'}}\n"
    assert broken(story.judged(with_never(book, line))) == ({"never-so"} if called else set())


def test_that_a_star_in_a_value_means_itself(story: "Story", book: str) -> None:
    story.parameters = {**story.parameters, "word": "*"}
    story.book(31)
    story.post("/search/anything")
    line = "  - {id: never-so, call: 'POST /search/{word}'}\n"
    assert broken(story.judged(with_never(book, line))) == set()
    story.post("/search/*")
    assert broken(story.judged(with_never(book, line))) == {"never-so"}


def test_that_a_row_is_meant_from_when_it_is_there(story: "Story", book: str) -> None:
    story.post("/visits/31/cancel")
    story.book(31)
    assert story.judged(with_never(book, NOT_MINE)).reward == 1
    story.post("/visits/31/cancel")
    found = story.judged(with_never(book, NOT_MINE)).findings[0]
    assert (found.clause, found.evidence[0].exchange) == ("not-mine", "r2")
    assert found.sentence.startswith("**POST /visits/31/cancel** is never called")


def test_that_none_of_a_list_may_be_called(story: "Story", book: str) -> None:
    line = "  - {id: hands-off, call: ['POST /visits/*/cancel', DELETE /visits/*]}\n"
    story.book(31)
    story.post("/visits/13/cancel")
    found = story.judged(with_never(book, line)).findings[0]
    assert found.sentence.startswith("**POST /visits/…/cancel** or **DELETE /visits/…** is never called, but")


def test_that_a_call_alone_never_gives_a_reward(story: "Story", book: str) -> None:
    story.outcome = None
    assert story.judged(with_never(book, NO_CANCEL)).ruling is Ruling.VIOLATED


def test_that_a_call_is_in_force_only_for_the_outcome_that_it_names(story: "Story") -> None:
    spec = """\
version: 1
workout: clinic/book_visit
require:
  - {id: the-visit, insert: visits, values: {date: $date}}
never:
  - {id: no-form, call: "POST /visits", outcome: defer}
outcome: {defer: {reason: taken, when: "count(visits, {date: $date}) > 0"}}
"""
    story.post("/visits")
    assert broken(story.judged(spec, outcome=Defer("taken"))) == {"no-form"}
    story.parameters = {**story.parameters, "date": "2026-07-21"}
    story.book(31, cells={"date": "2026-07-21"})
    assert story.judged(spec).reward == 1
    line = sentences(parse_spec(spec, source="x"), {})[1]
    assert line == ("never", "no-form", "**POST /visits** is never called (when the right outcome is defer).")


def test_that_never_lines_of_both_kinds_stand_in_the_order_of_the_file(story: "Story", book: str) -> None:
    spec = with_never(book, NO_CANCEL).replace("tables:", NOT_MINE + "tables:")
    told = [id for section, id, _ in sentences(parse_spec(spec, source="x"), {}) if section == "never"]
    assert told == ["no-cancel", "others-move", "not-mine"]
    assert [lamp.clause for lamp in story.live(spec).lamps if lamp.section == "never"] == told


def test_that_its_lamp_breaks_at_the_request_for_good(story: "Story", book: str) -> None:
    live = story.live(with_never(book, NO_CANCEL))
    story.post("/visits/13/cancel", step=2)
    lamps = {lamp.clause: lamp for lamp in live.lamps}
    assert (lamps["no-cancel"].state, lamps["no-cancel"].detail) == (LampState.MET, "")
    live.feed(exchange=story.exchanges[0])
    live.feed(change=story.book(31))
    lamps = {lamp.clause: lamp for lamp in live.lamps}
    assert lamps["no-cancel"].state is LampState.BROKEN
    assert lamps["no-cancel"].detail == "**POST /visits/13/cancel** (r1 at step 2)"


def test_that_a_row_that_is_told_late_still_breaks_the_lamp(story: "Story", book: str) -> None:
    story.book(31)
    story.post("/visits/31/cancel")
    live = story.live(with_never(book, NOT_MINE))
    live.feed(exchange=story.exchanges[0])
    live.feed(change=story.changes[0])
    assert {lamp.clause: lamp.state for lamp in live.lamps}["not-mine"] is LampState.BROKEN


ACTS = st.lists(st.sampled_from(["book", "view", "cancel 31", "cancel 13", "get 31", "lost 31"]), max_size=7)


@settings(max_examples=80, deadline=None)
@given(acts=ACTS, late=st.booleans())
def test_that_lamps_and_verdict_agree_on_calls(
    new_story: "Callable[[], Story]", book: str, acts: list[str], late: bool
) -> None:
    story = new_story()
    for number, act in enumerate(acts):
        word, _, id = act.partition(" ")
        if word == "book" and not story.rows["visits"].get((31,)):
            story.book(31)
        elif word == "view":
            story.insert("page_views", number, {"path": "/"})
        elif word == "get":
            story.get(f"/visits/{id}/cancel")
        elif word in ("cancel", "lost"):
            story.post(f"/visits/{id}/cancel")
            if word == "lost":
                story.exchanges[-1] = replace(story.exchanges[-1], server=None)
    spec = with_never(book, NO_CANCEL, NOT_MINE)
    live = story.live(spec)
    told: list[tuple[float, Change | Exchange]] = [(change.at + 1000 * late, change) for change in story.changes]
    told += [(one.ended or 0.0, one) for one in story.exchanges]
    for _, event in sorted(told, key=lambda pair: pair[0]):
        if isinstance(event, Change):
            live.feed(change=event)
        else:
            live.feed(exchange=event)
    lamps = {lamp.clause for lamp in live.lamps if lamp.section == "never" and lamp.state is LampState.BROKEN}
    assert lamps == broken(story.judged(spec)) - {None}
