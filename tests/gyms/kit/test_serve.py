"""The gym host as a child process: real pipes, real HTTP."""

import json
from collections.abc import Callable
from typing import Any

from tests.gyms.kit.library import library


def test_that_hello_introduces_every_gym(host: Any) -> None:
    hello = host.ask("hello")
    (gym,) = hello["gyms"]
    assert gym["name"] == "library"
    assert gym["options"] == {"era": ["1999", "2012", "2026"], "language": ["en", "de"]}
    assert [workout["name"] for workout in gym["workouts"]] == ["lend_book", "find_book"]
    assert hello["port"] > 0


def test_that_a_world_answers_at_its_own_origin_with_its_goal_filled_in(served: Any) -> None:
    assert served.facts["origin"] == f"http://{served.name}.localhost:{served.port}"
    assert served.facts["goal"].endswith("on Tuesday 14 July 2026 at 10:30.")
    assert served.facts["world_time"].startswith("2026-07-02T09:14")
    assert served.facts["schema"]["tables"]["books"]["key"] == ["id"]
    assert served.get("/").status == 200


def test_that_a_change_is_told_before_the_response_and_joined_to_it(served: Any) -> None:
    answer = served.post("/notes", {"text": "Hello"})
    exchange = served.host.wait_for("exchange", lambda it: it["world"] == served.name)
    events = [it for it in served.host.events if it["world"] == served.name]
    assert [it["event"] for it in events] == ["changes", "exchange"]
    (change,) = events[0]["changes"]
    assert answer.headers["x-request-id"] == change["request"] == exchange["request"] == "r1"
    assert (change["seq"], change["table"], change["operation"], change["actor"]) == (1, "notes", "insert", "agent")
    assert change["new"] == {"id": 3, "text": "Hello"}
    assert change["old"] is None
    assert exchange["transactions"] == [change["transaction"]]
    assert (exchange["method"], exchange["path"], exchange["status"]) == ("POST", "/notes", 303)
    assert exchange["delivered"] is True
    assert exchange["started"] <= change["at"] <= exchange["ended"]


def test_that_a_handler_that_fails_leaves_attempts_and_no_changes(served: Any) -> None:
    assert served.post("/notes", {"text": "Hello", "fail": "1"}).status == 500
    attempted = served.host.wait_for("changes", lambda it: it["world"] == served.name)
    assert attempted["changes"] == []
    assert [(it["table"], it["operation"], it["request"]) for it in attempted["attempts"]] == [
        ("notes", "insert", "r1")
    ]
    failed = served.host.wait_for("world_failed", lambda it: it["world"] == served.name)
    assert "The pen broke" in failed["what"]
    assert served.changes() == []
    assert served.ask("final")["problems"] == []


def test_that_two_worlds_do_not_share_rows(served: Any, open_world: Callable[..., Any]) -> None:
    other = open_world()
    served.post("/notes", {"text": "Here"})
    assert served.ask("final")["counts"]["notes"] == 3
    assert other.ask("final")["counts"]["notes"] == 2


def test_that_reset_undoes_everything_and_counts_from_the_start_again(served: Any) -> None:
    before = served.ask("final")
    served.post("/shelves/1/delete", {})
    served.post("/notes", {"text": "Hello"})
    reply = served.ask("reset")
    assert reply["undone"] == 8
    assert reply["start_path"] != served.facts["start_path"]
    assert served.ask("final") == before
    assert served.post("/notes", {"text": "Again"}).headers["x-request-id"] == "r1"
    (change,) = served.changes()
    assert (change["seq"], change["transaction"], change["key"]) == (1, 1, [3])


def test_that_a_drain_runs_the_jobs_that_a_request_started(served: Any) -> None:
    served.post("/notes", {"text": "Hello", "later": "20"})
    assert served.ask("drain", seconds=10) == {"drained": False, "pending": ["bind note"]}
    assert served.ask("drain", seconds=30) == {"drained": True, "pending": []}
    note = served.changes()[-1]
    assert (note["actor"], note["request"], note["job"], note["cause"]) == ("agent", None, "bind note", "r1")
    assert "2026-07-02T09:14:20" <= note["world_time"] <= "2026-07-02T09:14:50"


def test_that_jobs_run_by_themselves_when_their_time_comes(served: Any) -> None:
    served.post("/notes", {"text": "Hello", "later": "0.05"})
    told = served.host.wait_for("changes", lambda it: it["world"] == served.name and it["changes"][0]["job"])
    assert told["changes"][0]["new"]["text"] == "bound"


def test_that_jobs_nobody_asked_for_act_as_the_system(served: Any) -> None:
    served.ask("advance", seconds=3600)
    told = served.host.wait_for("changes", lambda it: it["world"] == served.name)
    (change,) = told["changes"]
    assert (change["actor"], change["job"], change["cause"]) == ("system", "nightly", None)
    assert change["world_time"].startswith("2026-07-02T10:14")


def test_that_the_initial_state_is_whole_and_can_be_asked(served: Any) -> None:
    initial = served.ask("initial")
    assert initial["complete"] is True
    assert initial["counts"] == {"shelves": 4, "books": 12, "tags": 12, "notes": 2}
    served.post("/shelves/1/delete", {})
    assert served.ask("lookup", table="books", where={"shelf_id": 1}, what="count") == {"count": 3}
    (book,) = served.ask("lookup", table="books", where={"shelf_id": 1, "place": 2}, what="rows")["rows"]
    assert book in initial["tables"]["books"]
    at = book["seen_at"]
    assert served.ask("lookup", table="books", where={"seen_at": at, "lent": False}, what="count") == {"count": 12}


def test_that_a_one_time_link_works_once_and_signs_in(served: Any) -> None:
    first = served.get(served.facts["start_path"])
    assert first.status == 303
    assert "session=" in first.headers["set-cookie"]
    assert served.get(served.facts["start_path"]).status == 404


def test_that_options_can_be_given_and_the_rest_is_as_usual(open_world: Callable[..., Any]) -> None:
    chosen = {open_world(seed=seed, options={"language": "de"}).facts["options"]["era"] for seed in range(1, 9)}
    assert chosen == {library.options["era"][0]}
    assert open_world(seed=1, options={"era": "1999"}).facts["options"]["era"] == "1999"


def test_that_wrong_names_are_told_with_advice(host: Any) -> None:
    for arguments in (
        {"gym": "zoo", "workout": "feed"},
        {"gym": "library", "workout": "burn"},
        {"gym": "library", "workout": "lend_book", "profile": "stormy"},
        {"gym": "library", "workout": "lend_book", "options": {"era": "1066"}},
    ):
        error = host.answer("open_world", **arguments)["error"]
        assert error["what"]
        assert error["advice"]


def test_that_a_profile_disturbs_by_seed_and_ordinal_alone(open_world: Callable[..., Any]) -> None:
    runs = []
    for _ in range(2):
        flaky = open_world(seed=5, profile="flaky")
        statuses = [flaky.get("/").status for _ in range(12)]
        struck = [it for it in flaky.host.events if it["event"] == "disturbance" and it["world"] == flaky.name]
        flaky.ask("final")
        struck = [it for it in flaky.host.events if it["event"] == "disturbance" and it["world"] == flaky.name]
        assert [it["detail"]["status"] for it in struck] == [status for status in statuses if status >= 500]
        runs.append(statuses)
    assert runs[0] == runs[1]
    assert 0 < sum(status >= 500 for status in runs[0]) < 12
    assert all(a == 200 or b == 200 for a, b in zip(runs[0], runs[0][1:], strict=False))


def test_that_a_page_runs_on_the_worlds_clock_and_shows_flashes_once(served: Any) -> None:
    welcome = served.get(served.facts["start_path"])
    cookies = "; ".join(line.split(";")[0] for line in welcome.headers["set-cookie"].splitlines())
    page = served.get("/page", cookie=cookies)
    assert "new Real(2026, 6, 2, 9, 14" in page.text
    assert "The &lt;library&gt;" in page.text
    assert page.text.index("<script>") < page.text.index("<title>")
    assert '<p role="status" class="success">Welcome, Ada.</p>' in page.text
    assert 'flash=""' in page.headers["set-cookie"]
    assert '<p id="today">2026-07-02</p>' in page.text


def test_that_forms_files_and_json_reach_the_handler(served: Any) -> None:
    fields = served.request("POST", "/echo", "word=a&word=b&name=Ada", content_type="application/x-www-form-urlencoded")
    assert json.loads(fields.text) | {"body": None} == {
        "form": {"word": "b", "name": "Ada"},
        "words": ["a", "b"],
        "scan": None,
        "body": None,
    }
    part = '--x\r\ncontent-disposition: form-data; name="scan"; filename="a.txt"\r\n\r\npixels\r\n--x--\r\n'
    upload = served.request("POST", "/echo", part, content_type="multipart/form-data; boundary=x")
    assert json.loads(upload.text)["scan"] == "pixels"
    sent = served.request("POST", "/echo", '{"a": 1}', content_type="application/json")
    assert json.loads(sent.text)["body"] == {"a": 1}


def test_that_a_perturbation_acts_after_the_commit_and_in_every_page(open_world: Callable[..., Any]) -> None:
    lossy = open_world(seed=11, profile="lossy")
    assert "window.lossy = 11;" in lossy.get("/page").text
    answer = lossy.post("/notes", {"text": "kept"})
    assert answer.status == 502
    assert answer.headers["x-request-id"] == "r2"
    assert [it["new"]["text"] for it in lossy.changes()] == ["kept"]
    struck = lossy.host.wait_for("disturbance", lambda it: it["world"] == lossy.name)
    assert (struck["perturbation"], struck["detail"]) == ("T1", {"lost": 303, "ordinal": 2})
