"""Perturbations that leave it open whether something was done, or have it done twice or answered in another order."""

import asyncio
from collections.abc import Callable

import pytest

from gyms.kit.perturbations.ambiguous_timeout import AmbiguousTimeout
from gyms.kit.perturbations.duplicate_delivery import DuplicateDelivery
from gyms.kit.perturbations.lost_answer import LostAnswer
from gyms.kit.perturbations.reordered_answers import ReorderedAnswers
from tests.gyms.kit.desk import FETCHED, Desk

OpenDesk = Callable[..., Desk]


def test_that_a_lost_answer_hides_what_was_committed(desk: OpenDesk) -> None:
    visitor = desk(LostAnswer(share=1, most=2, codes=(502,)))
    statuses = [visitor.post("/notes", {"text": str(number)}).status_code for number in range(4)]
    assert statuses == [502, 303, 502, 303]
    assert visitor.notes() == ["0", "1", "2", "3"]
    assert [(it["status"], it["lost"]) for it in visitor.strikes("P15")] == [(502, 303)] * 2
    assert all(served["transactions"] for served in visitor.of_kind("exchange"))


def test_that_reads_lose_their_answer_only_when_told_to(desk: OpenDesk) -> None:
    assert desk(LostAnswer(share=1)).get("/search").status_code == 200
    assert desk(LostAnswer(share=1, reads=True)).get("/search").status_code in {500, 502}


@pytest.mark.parametrize("seed", range(1, 9))
def test_that_a_time_out_says_only_to_the_journal_whether_it_was_done(desk: OpenDesk, seed: int) -> None:
    visitor = desk(AmbiguousTimeout(share=1, most=1, hang=0.001), seed=seed)
    answer = visitor.post("/notes")
    assert answer.status_code == 504
    assert "<h1>Gateway timeout</h1>" in answer.text
    (struck,) = visitor.strikes("P16")
    assert visitor.notes() == (["Hello"] if struck["served"] else [])


def test_that_the_coin_of_a_time_out_falls_both_ways(desk: OpenDesk) -> None:
    coins = set()
    for seed in range(1, 9):
        visitor = desk(AmbiguousTimeout(share=1, hang=0), seed=seed)
        visitor.post("/notes")
        coins.add(visitor.strikes("P16")[0]["served"])
    assert coins == {True, False}


def test_that_a_duplicate_runs_the_handler_twice_and_both_runs_are_journalled(desk: OpenDesk) -> None:
    visitor = desk(DuplicateDelivery(share=1, gap=0))
    answer = visitor.post("/shelves/1/label", {"label": "New"})
    assert answer.json() == {"label": "New"}
    assert [it["request"] for it in visitor.changes() if it["new"]["label"] == "New"][:1] == ["r1"]
    assert visitor.strikes("P17") == [
        {"method": "POST", "path": "/shelves/1/label", "gap": 0, "first": 200, "second": 200}
    ]
    visitor.post("/shelves/1/label", {"label": "Newer", "changes": "1"})
    # The second delivery finds what the first one did, and is refused; the browser hears of the first only.
    assert visitor.strikes("P17")[1]["second"] == 409
    assert visitor.world.account().problems == []


def test_that_a_read_delivered_twice_is_served_twice(desk: OpenDesk) -> None:
    visitor = desk(DuplicateDelivery(share=1, gap=0, reads=True))
    visitor.start()
    assert visitor.get("/search?q=a").json() == {"asked": "a"}
    assert len(visitor.strikes("P17")) == 1


def test_that_a_form_without_a_token_is_never_delivered_twice(desk: OpenDesk) -> None:
    visitor = desk(DuplicateDelivery(share=1, gap=0))
    for number in range(6):
        visitor.post("/notes", {"text": str(number)})
        visitor.post("/once", {"text": f"once {number}"})
    assert len(visitor.notes()) == 12
    assert visitor.strikes() == []


def test_that_the_second_delivery_of_a_form_with_a_token_gets_the_first_answer(desk: OpenDesk) -> None:
    visitor = desk(DuplicateDelivery(share=1, gap=0))
    answer = visitor.post("/once", {"text": "One", "form_token": visitor.token()})
    assert answer.json() == {"written": "One"}
    assert visitor.notes() == ["One"]
    (struck,) = visitor.strikes("P17")
    assert (struck["first"], struck["second"]) == (200, 200)


def test_that_an_earlier_fetch_is_answered_after_a_later_one(desk: OpenDesk) -> None:
    visitor = desk(ReorderedAnswers(share=1, hold=20))
    came: list[str] = []

    async def fetch(text: str) -> None:
        answer = await visitor.client.get(f"/search?q={text}", headers=FETCHED)
        came.append(answer.json()["asked"])

    async def type_on() -> None:
        async with asyncio.TaskGroup() as typing:
            typing.create_task(fetch("a"))
            await asyncio.sleep(0)
            typing.create_task(fetch("ab"))

    visitor.wait(type_on)
    assert came == ["ab", "a"]
    assert visitor.strikes("P18") == [{"path": "/search?q=a"}]


def test_that_a_held_fetch_comes_by_itself_when_none_follows(desk: OpenDesk) -> None:
    visitor = desk(ReorderedAnswers(share=1, hold=0.01))
    assert visitor.get("/search?q=a", **FETCHED).json() == {"asked": "a"}
    assert visitor.get("/search?q=a").json() == {"asked": "a"}
    assert visitor.strikes() == []
