"""What a page, or anything else that reaches the port, can't do."""

import http.client
import socket
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest


def test_that_the_control_plane_refuses_a_wrong_secret(served: Any, open_world: Any) -> None:
    other = open_world()
    for secret in (None, "", "guess", other.facts["secret"], served.facts["secret"][:-1]):
        for do in ("initial", "final", "journal", "reset", "advance", "drain", "lookup", "close_world"):
            error = served.host.answer(do, served.name, secret, seconds=1, table="notes")["error"]
            assert "secret" in error["what"]
    assert served.get("/").status == 200


def test_that_an_unknown_command_or_a_broken_line_is_answered_and_harms_nothing(served: Any) -> None:
    assert "error" in served.host.answer("sql", served.name, served.facts["secret"], text="DELETE FROM notes")
    assert "error" in served.host.answer("hello", None, None) or served.host.ask("ping") == {}
    assert "error" in served.host.answer("advance", served.name, served.facts["secret"], seconds=-5)
    assert served.get("/").status == 200


@pytest.mark.parametrize(
    "path",
    [
        *(f"/{name}" for name in ("control", "reset", "final", "journal", "kit", "kit/journal", "kit/reset", "hello")),
        *(f"/kit/{name}" for name in ("advance", "seed", "secret", "clock", "world", "open_world")),
        "/vendor/../../pyproject.toml",
        "/vendor/%2e%2e/%2e%2e/pyproject.toml",
        "/static/../library.py",
        "//etc/passwd",
        "/kit/clock.js/../journal",
        "/_kit_journal",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_that_no_path_leads_to_the_control_plane_or_to_files(served: Any, path: str, method: str) -> None:
    answer = served.request(method, path)
    assert answer.status in {404, 405}
    assert "requires-python" not in answer.text


def test_that_pages_tell_nothing_of_secret_seed_or_journal(served: Any) -> None:
    for path in ("/", "/page", "/kit/clock.js", "/nowhere"):
        answer = served.get(path)
        told = answer.text + str(answer.headers)
        assert served.facts["secret"] not in told
        assert "seed" not in told
        assert "journal" not in told


@pytest.mark.parametrize("called", ["127.0.0.1", "localhost", "evil.example", "library-000000.localhost", ""])
def test_that_a_foreign_host_finds_no_world(served: Any, called: str) -> None:
    for name in {called, f"{called}:{served.port}", f"{served.name}.evil.example:{served.port}", served.name}:
        assert served.get("/", host=name).status in {400, 421}
    assert served.get("/", host=f"{served.name}.localhost:1").status == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "cors"},
        {"sec_fetch_site": "same-site", "sec_fetch_mode": "no-cors"},
        {"sec_fetch_site": "same-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "iframe"},
    ],
)
def test_that_another_sites_page_is_refused(served: Any, headers: dict[str, str]) -> None:
    assert served.get("/", **headers).status == 403
    assert served.post("/notes", {"text": "x"}, **headers).status == 403
    assert served.changes() == []


def test_that_another_site_may_send_the_browser_here_but_not_make_it_post(served: Any) -> None:
    sent = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
    assert served.get("/", **sent).status == 200
    assert served.post("/notes", {"text": "x"}, **sent, origin="http://evil.example").status == 403
    assert served.changes() == []


def test_that_another_worlds_page_is_refused(served: Any, open_world: Any) -> None:
    other = open_world()
    assert served.post("/notes", {"text": "x"}, origin=other.facts["origin"], sec_fetch_site="same-site").status == 403
    assert served.changes() == []


def test_that_the_worlds_own_page_passes(served: Any) -> None:
    own = {"origin": served.facts["origin"], "sec_fetch_site": "same-origin", "sec_fetch_mode": "cors"}
    assert served.post("/notes", {"text": "x"}, **own).status == 303
    assert len(served.changes()) == 1


def test_that_pages_may_connect_to_their_own_world_only(served: Any) -> None:
    policy = served.get("/").headers["content-security-policy"]
    assert "connect-src 'self'" in policy
    assert "default-src 'self' data: blob:" in policy


def test_that_an_oversized_body_is_refused(served: Any) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    try:
        connection.putrequest("POST", "/notes", skip_host=True)
        connection.putheader("host", f"{served.name}.localhost:{served.port}")
        connection.putheader("content-type", "application/x-www-form-urlencoded")
        connection.putheader("content-length", str(17 * 1024 * 1024))
        connection.endheaders()
        chunk = b"text=" + b"x" * (1024 * 1024)
        try:
            for _ in range(17):
                connection.send(chunk)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before all of it was read
        else:
            assert connection.getresponse().status == 413
    finally:
        connection.close()
    assert served.changes() == []


def test_that_a_browser_gone_early_is_told_as_not_delivered(served: Any) -> None:
    with socket.create_connection(("127.0.0.1", served.port)) as raw:
        raw.sendall(f"POST /wait HTTP/1.1\r\nHost: {served.name}.localhost:{served.port}\r\n\r\n".encode())
    exchange = served.host.wait_for("exchange", lambda it: it["world"] == served.name)
    assert exchange["path"] == "/wait"
    assert exchange["delivered"] is False


def test_that_a_websocket_finds_nothing(served: Any) -> None:
    answer = served.get(
        "/", connection="Upgrade", upgrade="websocket", sec_websocket_version="13", sec_websocket_key="x"
    )
    assert answer.status in {200, 400, 426}


def test_that_names_in_paths_do_not_leave_the_vendored_folder(served: Any) -> None:
    for name in ("../vendor.json", str(Path(__file__)), "..\\vendor.json"):
        assert served.get(f"/vendor/{quote(name)}").status == 404
