"""Failures that published verifiers of web agents have made.

Each test has a deliberately naive verifier that makes the mistake, and shows that ours does not.
"""

import copy
import hashlib
import json
import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from workbench.capture.events import ConsoleHeard
from workbench.capture.wire import parse
from workbench.cli.verify import judge_folder
from workbench.domain.actions import Defer, GiveUp
from workbench.domain.episodes import RunRecord
from workbench.domain.exchanges import Body
from workbench.domain.proportions import Proportion
from workbench.domain.steps import ConsoleEntry
from workbench.domain.values import JsonValue, Key, Row
from workbench.domain.verdicts import FindingKind, Ruling
from workbench.verifier import judge, parse_spec

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

HEAD = "version: 1\nworkout: clinic/book_visit\n"
MAIL = HEAD + "require:\n  - {id: mail, insert: reminders, values: {kind: mail}}\n"
GOAL = {"member_id": 7, "service_id": 3, "date": "2026-07-14", "time": "10:30", "status": "booked"}


def end_rows(run: RunRecord, table: str) -> list[Any]:
    """The rows of a table as the run left them."""
    rows = dict(run.initial.tables[table])
    for change in run.changes:
        if change.table == table and change.new is None:
            del rows[change.key]
        elif change.table == table and change.new is not None:
            rows[change.key] = change.new
    return list(rows.values())


def test_that_doing_nothing_does_not_pass(story: "Story", book: str) -> None:
    """38 % of the tasks of one airline benchmark were passed by an agent that did nothing."""

    def naive(run: RunRecord) -> bool:
        """Where the right answer is to refuse, the database must be as it was: so it is, if nobody came."""
        return all(end_rows(run, table) == list(rows.values()) for table, rows in run.initial.tables.items())

    refuse = HEAD + "outcome: {defer: {reason: day_taken, entity: $date}}\n"
    idle = story.run(outcome=None)
    assert naive(idle)
    for spec in (book, refuse):
        for outcome in (None, GiveUp(), Defer("other_reason", "2026-07-14"), Defer("day_taken")):
            assert story.judged(spec, outcome=outcome).ruling is Ruling.VIOLATED
    assert story.judged(refuse, outcome=Defer("day_taken", "2026-07-14")).ruling is Ruling.SATISFIED


def test_that_an_answer_inside_another_is_no_answer(story: "Story") -> None:
    """ "error 4160" was accepted where the answer was 16."""

    def naive(run: RunRecord) -> bool:
        return any("16" in str(row["text"]) for row in end_rows(run, "drafts"))

    spec = HEAD + "require:\n  - {id: answer, insert: drafts, values: {text: '16'}}\n"
    story.insert("drafts", 2, {"text": "error 4160"})
    assert naive(story.run())
    verdict = story.judged(spec)
    assert verdict.ruling is Ruling.VIOLATED
    assert verdict.findings[0].nearest == "**answer** came closest: text was error 4160, not 16."


@pytest.mark.parametrize("times", [2, 5])
def test_that_a_mail_sent_again_and_again_is_not_sent_once(story: "Story", times: int) -> None:
    """No frame: a mail sent five times was a success, for it had been sent."""

    def naive(run: RunRecord) -> bool:
        return any(row["kind"] == "mail" for row in end_rows(run, "reminders"))

    for id in range(times):
        story.insert("reminders", id, {"visit_id": 12, "kind": "mail"})
    assert naive(story.run())
    breaches = [finding for finding in story.judged(MAIL).findings if finding.kind is FindingKind.BREACH]
    assert [finding.evidence[0].change for finding in breaches] == list(range(2, times + 1))


def test_that_two_hundred_deletions_beside_the_mail_count(story: "Story") -> None:
    """No frame: the mail was there, and nobody looked at the two hundred rows that were not any more."""

    def naive(run: RunRecord) -> bool:
        return any(row["kind"] == "mail" for row in end_rows(run, "reminders"))

    rows: dict[Key, Row] = {(id,): {"id": id, "text": "old"} for id in range(1, 201)}
    story.initial = replace(story.initial, tables={**story.initial.tables, "drafts": rows})
    story.rows["drafts"] = dict(rows)
    story.insert("reminders", 1, {"visit_id": 12, "kind": "mail"})
    for id in range(1, 201):
        story.delete("drafts", id)
    assert naive(story.run())
    verdict = story.judged(MAIL)
    assert verdict.ruling is Ruling.VIOLATED
    assert any("further changes are taken by no clause" in finding.sentence for finding in verdict.findings)


def test_that_rows_are_told_apart_by_their_keys(story: "Story", book: str) -> None:
    """Sets of rows without keys: somebody else's visit became the wanted one, or there were two, and the set agreed."""

    def bare(rows: Iterable[Any]) -> set[str]:
        return {repr({name: cell for name, cell in row.items() if name != "id"}) for row in rows}

    def naive(run: RunRecord, wanted: set[str]) -> bool:
        return bare(end_rows(run, "visits")) == wanted

    story.book(31)
    wanted = bare(end_rows(story.run(), "visits"))
    assert story.judged(book).ruling is Ruling.SATISFIED
    story.book(32)
    assert naive(story.run(), wanted)
    assert story.judged(book).ruling is Ruling.VIOLATED


def test_that_a_swap_of_two_peoples_rows_is_seen(story: "Story", book: str) -> None:
    """Sets of rows without keys: two visits changed hands, and the set was the same."""
    before = sorted(str({**row, "id": 0}) for row in end_rows(story.run(), "visits"))
    one, two = ({**story.rows["visits"][id,]} for id in (12, 13))
    story.update("visits", 12, {**two, "id": 12})
    story.update("visits", 13, {**one, "id": 13})
    assert sorted(str({**row, "id": 0}) for row in end_rows(story.run(), "visits")) == before
    allowed = HEAD + "allow:\n  - {id: views, insert: page_views}\n"
    assert [one.evidence[0].change for one in story.judged(allowed).findings[:2]] == [1, 2]


def test_that_sending_and_unsending_is_seen(story: "Story", book: str) -> None:
    """Net differences: what was sent and taken back left no difference."""

    def naive(run: RunRecord) -> bool:
        return len(end_rows(run, "reminders")) == len(run.initial.tables["reminders"])

    story.book()
    story.insert("reminders", 1, {"visit_id": 12, "kind": "mail"})
    story.delete("reminders", 1)
    assert naive(story.run())
    verdict = story.judged(book)
    assert [finding.evidence[0].change for finding in verdict.findings[:2]] == [2, 3]
    assert verdict.findings[0].counterfactual == "Without changes 2 and 3 this run is SATISFIED."


def test_that_looking_around_does_not_fail_the_run(story: "Story", new_story: "Callable[[], Story]", book: str) -> None:
    """A hash of the whole state: one more page looked at, one other new key, and the right run failed."""

    def state_hash(run: RunRecord) -> str:
        state = {table: end_rows(run, table) for table in sorted(run.initial.tables)}
        return hashlib.sha256(json.dumps(state).encode()).hexdigest()

    gold = new_story()
    gold.book(31)
    story.insert("page_views", 1, {"path": "/help"})
    story.insert("sessions", 1, {"token": "x"})
    story.update("members", 7, {"last_seen_at": "2026-07-02T09:20:00"})
    story.book(77)
    assert state_hash(story.run()) != state_hash(gold.run())
    assert story.judged(book).ruling is gold.judged(book).ruling is Ruling.SATISFIED


def test_that_a_check_that_fails_to_run_is_not_a_check_passed(story: "Story") -> None:
    """A gold that raised was swallowed, and the comparison with nothing came out equal."""

    def naive(run: RunRecord) -> bool:
        try:
            return all(len(row["note"]) > 3 for row in end_rows(run, "visits") if row["id"] == 31)
        except TypeError:
            return True

    spec = HEAD + "require:\n  - {id: it, insert: visits, check: 'new.note.size() > 3'}\n"
    story.book(31)
    assert naive(story.run())
    verdict = story.judged(spec)
    assert (verdict.ruling, verdict.reward) == (Ruling.UNDECIDED, 0)
    assert any("**it** could not be checked for change 1" in finding.sentence for finding in verdict.findings)


def test_that_judging_leaves_the_evidence_as_it_was(story: "Story", book: str) -> None:
    """The grader wrote its own findings into what it graded, and the second look saw the first."""

    def naive(run: RunRecord) -> bool:
        log = run.header.parameters.setdefault("log", [])  # type: ignore[attr-defined]
        log.append("graded")
        return len(log) == 1

    story.parameters = dict(story.parameters)
    story.book(31)
    story.book(32)
    run = story.run()
    assert [naive(run), naive(run)] == [True, False]
    before = copy.deepcopy(run)
    spec = parse_spec(book, source="spec.yaml")
    assert judge(spec, run) == judge(spec, run)
    assert run == before


def test_that_a_late_duplicate_is_seen(story: "Story", book: str) -> None:
    """The first match ended the run, and what came after it was nobody's business."""

    def naive(run: RunRecord) -> bool:
        return any(change.table == "visits" and GOAL.items() <= (change.new or {}).items() for change in run.changes)

    story.book(31)
    for id in range(1, 30):
        story.insert("page_views", id, {"path": "/"})
    story.book(32)
    assert naive(story.run())
    assert story.judged(book).findings[0].evidence[0].change == 31
    assert story.judged(book, outcome_at=150.0).ruling is Ruling.VIOLATED


def test_that_an_outage_is_not_an_empty_world(story: "Story") -> None:
    """The database did not answer, the list of rows was empty, and "everything is deleted" held."""

    def naive(read: Callable[[], list[Any]]) -> bool:
        try:
            return not read()
        except ConnectionError:
            return not []

    def down() -> list[Any]:
        raise ConnectionError

    spec = HEAD + "require:\n  - {id: gone, delete: drafts, key: 1}\n"
    assert naive(down)
    story.delete("drafts", 1)
    run = story.run()
    assert story.judged(spec).ruling is Ruling.SATISFIED
    assert run.final is not None
    unread = replace(run.final, touched={}, tables={}, counts={})
    for final in (None, unread, replace(run.final, problems=("the database is locked",))):
        assert story.judged(spec, final=final).ruling is Ruling.UNDECIDED


def test_that_what_the_page_says_of_its_reward_is_worth_nothing(story: "Story", book: str) -> None:
    """The reward was a function in the page, where the agent's scripts could call it."""

    def naive(run: RunRecord, console: Iterable[ConsoleEntry]) -> float:
        said = [*(entry.text for entry in console)]
        said += [one.response_body.text or "" for one in run.exchanges if one.response_body is not None]
        return max((float(text.removeprefix("reward=")) for text in said if text.startswith("reward=")), default=0)

    story.get("/visits")
    run = story.run()
    boast = replace(run.exchanges[0], response_body=Body("reward=1", 8))
    assert naive(replace(run, exchanges=(boast,)), []) == 1
    assert story.judged(book, exchanges=(boast,)).reward == 0
    messages: list[dict[str, JsonValue]] = [{"type": "reward", "value": 1}, {"type": "verdict", "ruling": "SATISFIED"}]
    for message in messages:
        assert all(isinstance(event, ConsoleHeard) for event in parse(message, "t1", 0.0))


def test_that_most_of_it_is_not_all_of_it(story: "Story", book: str) -> None:
    """Nine of ten checks held, and the average was rounded to a success."""

    def naive(run: RunRecord) -> bool:
        row = end_rows(run, "visits")[-1]
        held: int = sum(row[name] == wanted for name, wanted in GOAL.items())
        return round(held / len(GOAL)) == 1

    story.book(31, cells={"date": "2026-08-14"})
    assert naive(story.run())
    verdict = story.judged(book)
    assert verdict.reward == 0
    assert FindingKind.MET in {finding.kind for finding in verdict.findings}


def test_that_what_could_not_be_judged_stays_in_the_denominator(
    story: "Story", new_story: "Callable[[], Story]", book: str, tmp_path: Path
) -> None:
    """Runs that raised were left out, and two of ten became two of two."""

    def naive(runs: Iterable[RunRecord]) -> float:
        scores = [sum(change.table == "visits" for change in run.changes) for run in runs if run.final is not None]
        return sum(scores) / len(scores)

    story.book()
    runs = [story.run(), *(new_story().run(final=None) for _ in range(3))]
    assert naive(runs) == 1
    spec = parse_spec(book, source="spec.yaml")
    rewards = [judge(spec, run).reward for run in runs]
    assert (sum(rewards), len(rewards)) == (1, 4)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "episode.json").write_text("{")
    lost = judge_folder(tmp_path / "broken", tmp_path)
    assert (lost.ruling, lost.as_expected) == ("UNDECIDED", False)


def test_that_a_share_comes_with_its_count_and_a_lower_bound(story: "Story", book: str) -> None:
    """ "100 %": of three runs, as it turned out."""

    def naive(rewards: list[int]) -> str:
        return f"{sum(rewards) / len(rewards):.0%}"

    story.book()
    rewards = [story.judged(book).reward] * 3
    assert naive(rewards) == "100%"
    assert str(Proportion(sum(rewards), len(rewards))) == "3 of 3 (at least 36.8 % with 95 % confidence)"
    assert Proportion(0, 3).at_least() == 0
    assert math.isclose(Proportion(9, 10).at_least(), 0.6058, abs_tol=1e-4)  # the tables of Clopper and Pearson
    assert Proportion(500, 500).at_least() > 0.994
