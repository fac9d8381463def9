"""Forms with a one-time token."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from starlette.responses import Response

from gyms.kit.form_tokens import FormTokens
from tests.gyms.kit.desk import Desk

OpenDesk = Callable[..., Desk]


def test_that_a_form_sent_again_gets_the_first_answer_and_another_form_its_own(desk: OpenDesk) -> None:
    visitor = desk()
    one, other = visitor.token(), visitor.token()
    for text in ("first", "second"):
        answer = visitor.post("/once", {"text": text, "form_token": one})
        assert answer.json() == {"written": "first"}
        assert answer.headers["content-type"] == "application/json"
    assert visitor.post("/once", {"text": "third", "form_token": other}).json() == {"written": "third"}
    assert visitor.notes() == ["first", "third"]


def test_that_a_form_that_was_wrong_may_be_corrected_with_the_same_token(desk: OpenDesk) -> None:
    visitor = desk()
    token = visitor.token()
    assert visitor.post("/once", {"text": "", "form_token": token}).status_code == 422
    assert visitor.post("/once", {"text": "mended", "form_token": token}).json() == {"written": "mended"}


def test_that_tokens_are_forgotten_when_the_world_is_reset(desk: OpenDesk) -> None:
    visitor = desk()
    token = visitor.token()
    visitor.post("/once", {"text": "before", "form_token": token})
    visitor.reset()
    assert visitor.post("/once", {"text": "after", "form_token": token}).json() == {"written": "after"}


def test_that_two_deliveries_at_once_are_done_once() -> None:
    tokens, begun, go_on = FormTokens(), threading.Event(), threading.Event()
    done: list[int] = []

    def work() -> Response:
        begun.set()
        assert go_on.wait(10)
        done.append(1)
        return Response(f"answer {len(done)}")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(tokens.once, "a", work)
        assert begun.wait(10)
        second = pool.submit(tokens.once, "a", work)
        go_on.set()
        assert first.result(10).body == second.result(10).body == b"answer 1"
    assert done == [1]
