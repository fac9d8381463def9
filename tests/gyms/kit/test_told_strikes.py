"""What a page may say about strikes, and what it can't."""

import json
from collections.abc import Callable

import pytest

from gyms.kit.hosted import MOST_TOLD
from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.intermittent_errors import IntermittentErrors
from tests.gyms.kit.desk import Desk

OpenDesk = Callable[..., Desk]


class Modal(Perturbation):
    """Works in the page."""

    id = "T4"
    title = "A modal"
    layer = "page"


def told(name: object, detail: object) -> bytes:
    return json.dumps({"perturbation": name, "detail": detail}).encode()


def test_that_a_strike_in_the_page_is_logged_with_its_detail(desk: OpenDesk) -> None:
    visitor = desk(Modal())
    assert visitor.tell(told("T4", {"button": "Close"})).status_code == 204
    (event,) = visitor.of_kind("disturbance")
    assert (event["perturbation"], event["title"], event["detail"]) == ("T4", "A modal", {"button": "Close"})


@pytest.mark.parametrize(
    "content",
    [
        told("P14", {"status": 500}),  # in the profile, but not of the page
        told("P4", {}),  # not in the profile
        told("T4", "a text"),
        told("T4", {"much": "x" * 2000}),
        told(["T4"], {}),
        told(None, {}),
        b"[]",
        b"",
        b"\xff\xfe",
        b'{"perturbation": "T4"}',
        b'{"perturbation": "T4", "detail": {}, ',
    ],
)
def test_that_a_page_can_not_make_other_strikes(desk: OpenDesk, content: bytes) -> None:
    visitor = desk(IntermittentErrors(share=0), Modal())
    assert visitor.tell(content).status_code == 204
    assert visitor.events == []


def test_that_nobody_else_can_tell_of_strikes(desk: OpenDesk) -> None:
    visitor = desk(Modal())
    visitor.tell(told("T4", {}), origin="http://evil.example")
    visitor.tell(told("T4", {}), **{"sec-fetch-site": "cross-site"})
    assert visitor.get("/kit/struck").status_code == 404
    assert visitor.struck() == []


def test_that_a_page_can_not_flood_the_timeline_until_its_world_is_reset(desk: OpenDesk) -> None:
    visitor = desk(Modal())
    for _ in range(MOST_TOLD + 20):
        visitor.tell(told("T4", {}))
    assert len(visitor.struck()) == MOST_TOLD
    visitor.reset()
    visitor.tell(told("T4", {}))
    assert visitor.struck() == ["T4"]


def test_that_telling_answers_as_every_page_does(desk: OpenDesk) -> None:
    answer = desk(Modal()).tell(told("T4", {}))
    assert "connect-src 'self'" in answer.headers["content-security-policy"]
    assert answer.content == b""
