from workbench.domain.changes import Operation
from workbench.replay.backend import Cell, diff
from workbench.replay.causality import (
    cause_of,
    describe_cause,
    effects_of_request,
    effects_of_step,
    place_of_change,
    place_of_exchange,
)
from workbench.replay.index import Index
from workbench.replay.opening import Replay
from workbench.replay.position import Focus, Phase, Position, last
from workbench.replay.tone import Tone


def test_that_only_cells_that_differ_are_shown_for_an_update() -> None:
    assert diff({"a": 1, "b": None}, {"a": 1, "b": "x"}) == (Cell("b", "NULL", "x"),)


def test_that_a_true_is_not_a_one_and_an_empty_text_is_not_null() -> None:
    assert diff({"a": True, "b": ""}, {"a": 1, "b": None}) == (Cell("a", "true", "1"), Cell("b", "''", "NULL"))


def test_that_a_step_shows_its_changes_and_its_rolled_back_attempt_in_order(replay: Replay) -> None:
    rows = replay.backend.step_rows(Position(6, Phase.AFTER))
    assert [(row.seq, row.table) for row in rows] == [(None, "visits"), (3, "visits"), (4, "page_views")]
    assert rows[0].charge == "rolled back: no change"
    assert rows[1].by == "POST /visits (r6)"


def test_that_tones_follow_the_verdict(replay: Replay) -> None:
    rows = {row.seq: row for rows in replay.backend.of_step.values() for row in rows}
    assert rows[3].tone is Tone.MET
    assert (rows[5].tone, rows[5].charge) == (Tone.BROKEN, "breach of the-visit")
    assert (rows[6].tone, rows[6].charge) == (Tone.QUIET, "ephemeral table")
    assert (rows[7].tone, rows[7].charge) == (Tone.QUIET, "not the agent's doing")


def test_that_a_row_made_and_deleted_again_stays_visible_in_the_total(replay: Replay) -> None:
    before = {(net.table, net.key): net for net in replay.backend.total_rows(Position(5, Phase.AFTER))}
    assert before["page_views", "1"].operation is Operation.INSERT
    total = {(net.table, net.key): net for net in replay.backend.total_rows(last(replay.episode))}
    undone = total["page_views", "1"]
    assert undone.operation is None
    assert [row.seq for row in undone.history] == [2, 4]


def test_that_the_total_at_the_very_end_holds_what_came_after_the_last_step_began(replay: Replay) -> None:
    start = replay.backend.total_rows(Position(0, Phase.AFTER))
    assert [net.table for net in start] == ["members"]
    assert len(replay.backend.total_rows(last(replay.episode))) == 6


def test_that_a_change_leads_to_its_request_and_its_step_and_back(index: Index) -> None:
    change = index.change[5]
    cause = cause_of(index, change)
    assert cause.exchange is not None
    assert (cause.step, cause.exchange.id, cause.job) == (7, "r7", None)
    assert effects_of_request(index, "r7") == (index.change[5], index.change[6])
    exchanges, changes = effects_of_step(index, 7)
    assert [each.id for each in exchanges] == ["r7", "r8"]
    assert [each.seq for each in changes] == [5, 6, 7]


def test_that_a_job_is_named_with_the_request_that_started_it_if_any(index: Index) -> None:
    assert describe_cause(index, index.change[6]) == "job write_audit, started by POST /visits (r7)"
    assert describe_cause(index, index.change[7]) == "job nightly, no request started it"


def test_that_a_change_of_nobody_here_stands_at_the_step_during_which_it_happened(index: Index) -> None:
    assert place_of_change(index, 7) == (Position(7, Phase.AFTER), Focus(change=7))
    assert place_of_change(index, 99) is None
    assert place_of_exchange(index, "r5") == (Position(4, Phase.AFTER), Focus(exchange="r5"))
