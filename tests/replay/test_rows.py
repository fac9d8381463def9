"""Steps, network, console, film and intent: what each panel shows at a position."""

from dataclasses import replace

from tests.replay.builder import clinic_verdict
from workbench.domain.episodes import Episode
from workbench.replay.film import frame_at
from workbench.replay.index import build_index
from workbench.replay.opening import Replay
from workbench.replay.position import START, Focus, Phase, Position, Scope
from workbench.replay.steps import build_steps
from workbench.replay.tone import Tone

CONFIRM = Position(6, Phase.AFTER)
AGAIN = Position(7, Phase.AFTER)


def test_that_there_is_a_step_row_for_the_start_page_and_for_each_step(replay: Replay) -> None:
    assert [row.step for row in replay.steps] == list(range(9))
    assert replay.steps[0].title == "Open **/sign-in**"
    assert replay.steps[2].title == "Select **Physiotherapy** in **Service**"
    assert replay.steps[2].subtitle == "combobox"


def test_that_a_lost_confirmation_shows_its_row_its_status_and_its_disturbance(replay: Replay) -> None:
    row = replay.steps[6]
    assert row.subtitle == "button · 1 request · 5xx after commit (P15)"
    assert [badge.text for badge in row.badges] == ["+1 row", "-1 row", "502", "1 error", "P15"]


def test_that_only_the_step_with_the_surplus_row_is_marked_broken_by_it(replay: Replay) -> None:
    assert replay.steps[7].badges[0].tone is Tone.BROKEN
    assert "breach" in replay.findings.headline


def test_that_network_rows_of_a_step_and_of_all_agree(replay: Replay) -> None:
    each = [row for step in range(9) for row in replay.network.rows(Position(step, Phase.AFTER), Scope.STEP).rows]
    assert sorted(row.id for row in each) == sorted(row.id for row in replay.network.rows(START, Scope.TOTAL).rows)


def test_that_a_request_that_failed_after_its_commit_says_so(replay: Replay) -> None:
    (row,) = replay.network.rows(CONFIRM, Scope.STEP).rows
    assert (row.status, row.tone) == ("502", Tone.BROKEN)
    assert row.note == "failed in the browser, yet 2 rows committed"


def test_that_the_detail_tells_the_browsers_and_the_servers_account_apart(replay: Replay) -> None:
    detail = replay.network.detail("r6")
    assert detail is not None
    sections = {title: dict(rows) for title, rows in detail.sections}
    assert sections["General"]["Status"] == "502"
    assert sections["Server's account"]["Answered"] == "303"
    assert detail.request_body is not None
    assert "date=2026-07-14" in detail.request_body.text


def test_that_a_console_message_without_a_step_stands_where_it_was_heard(replay: Replay) -> None:
    assert [row.text for row in replay.console.rows(AGAIN, Scope.STEP)] == ["slow response"]
    assert len(replay.console.rows(CONFIRM, Scope.TOTAL)) == 2


def test_that_the_film_leaves_out_pictures_equal_to_the_one_before(replay: Replay) -> None:
    assert [frame.blob for frame in replay.film] == [
        f"picture-{name}" for name in ("home", "form", "service", "calendar", "date", "time", "failed", "booked")
    ]
    assert frame_at(replay.film, Position(8, Phase.AFTER)) == 7
    assert frame_at(replay.film, Position(6, Phase.ACTION)) == 5


def test_that_intent_and_effect_tell_what_the_page_said_and_what_the_backend_did(replay: Replay) -> None:
    rows = {row.label: row for row in replay.intent(CONFIRM)}
    assert rows["aimed at"].text == "button “Confirm”"
    assert rows["disturbed by"].text == "P15 5xx after commit · status 502"
    assert "We could not reach the server" in rows["page said"].text
    again = [row for row in replay.intent(AGAIN) if row.label == "backend did"]
    assert again[0].text == "INSERT visits 902"
    assert (again[0].tone, again[0].focus) == (Tone.BROKEN, Focus(change=5, exchange="r7"))


def test_that_a_step_that_changed_nothing_says_so(replay: Replay) -> None:
    rows = {row.label: row.text for row in replay.intent(Position(3, Phase.AFTER))}
    assert rows["backend did"] == "nothing"


def test_that_text_that_was_there_before_is_not_news(replay: Replay, episode: Episode) -> None:
    assert "Northside Clinic" not in replay.said.of_step(7)
    assert "Booked for 14 July 2026 at 10:30." in replay.said.of_step(7)
    assert replay.said.of_step(8) == ()


def test_that_what_struck_a_step_twice_is_named_once(episode: Episode) -> None:
    struck = episode.run.disturbances[0]
    run = replace(episode.run, disturbances=(struck, replace(struck, at=struck.at + 100)))
    rows = build_steps(build_index(replace(episode, run=run), clinic_verdict()))
    assert rows[6].subtitle == "button · 1 request · 5xx after commit (P15) ×2"
