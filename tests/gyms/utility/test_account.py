"""The rest of the utility's site: signing in, address, messages, readings, letters; right runs and wrong ones."""

from collections.abc import Callable
from typing import Any

import pytest

from gyms.utility.models import Account
from tests.gyms.stage import Visitor, verdict
from workbench.domain.verdicts import Ruling

Visit = Callable[..., Visitor]


def task(visitor: Visitor) -> Any:
    return visitor.world.task.parameters


def ruling(visitor: Visitor) -> Ruling:
    visitor.let_time_pass(30)
    return verdict(visitor.world, visitor.events).ruling


def switch(visitor: Visitor, topic: Any, on: str) -> None:
    visitor.post("/preferences", topic=topic["code"], on=on)


@pytest.mark.parametrize("path", ["/", "/account", "/requests", "/preferences", "/letters", "/address", "/prices"])
def test_that_pages_are_there_and_the_customers_own(visit: Visit, path: str) -> None:
    visitor = visit("utility/change_plan")
    assert visitor.get(path).status_code == 200
    visitor.post("/sign-out")
    page = visitor.get(path)
    assert (page.url.path == path) == (path == "/prices")


def test_that_one_signs_in_with_number_and_pin(visit: Visit) -> None:
    visitor = visit("utility/change_plan", start=False)
    with visitor.world.session() as session:
        account = session.get_one(Account, task(visitor)["account"]["id"])
    assert visitor.post("/sign-in", number=account.number, pin="nonsense").status_code == 422
    assert "Hello" in visitor.post("/sign-in", number=account.number, pin=account.pin).text


def test_that_anothers_supply_point_is_not_there(visit: Visit) -> None:
    visitor = visit("utility/change_plan")
    assert visitor.get(f"/supply/{(task(visitor)['point']['id'] + 30) % 144 + 1}").status_code == 404


def test_that_the_exact_set_of_messages_is_satisfied(visit: Visit) -> None:
    visitor = visit("utility/contact_preferences")
    for side, on in (("add", "1"), ("drop", "0")):
        for which in ("first", "second"):
            switch(visitor, task(visitor)[side][which], on)
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_the_same_set_by_way_of_all_is_not(visit: Visit) -> None:
    visitor = visit("utility/contact_preferences")
    given = task(visitor)
    visitor.post("/preferences/all", on="1")
    page = visitor.get("/preferences").text
    assert page.count('aria-checked="true"') == 12
    for which in ("first", "second"):
        switch(visitor, given["drop"][which], "0")
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_a_switch_that_is_set_twice_changes_nothing_more(visit: Visit) -> None:
    visitor = visit("utility/contact_preferences")
    for _ in range(2):
        switch(visitor, task(visitor)["add"]["first"], "1")
    assert sum(len(event["changes"]) for event in visitor.events if event["event"] == "changes") <= 2


def address(visitor: Visitor, **other: str) -> int:
    given = task(visitor)
    form = {name: given[name] for name in ("region", "town", "street", "house_number")}
    return visitor.post("/address", **{**form, **other}).status_code


def test_that_the_whole_address_is_satisfied(visit: Visit) -> None:
    visitor = visit("utility/move_address")
    assert address(visitor) == 200
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_parts_that_do_not_belong_together_are_refused(visit: Visit) -> None:
    visitor = visit("utility/move_address")
    assert address(visitor, region="Nowhere") == 422
    assert address(visitor, house_number="") == 422
    assert visitor.get("/address/towns", region=task(visitor)["region"]).json()
    assert visitor.get("/address/streets", region="Nowhere", town="Newton").json() == []


def test_that_an_address_in_two_goes_is_wrong(visit: Visit) -> None:
    visitor = visit("utility/move_address")
    address(visitor, house_number="1")
    address(visitor)
    assert ruling(visitor) is Ruling.VIOLATED


def reading(visitor: Visitor, **other: str) -> int:
    given = task(visitor)
    form = {"read_on": given["date"], "value": str(given["value"]), **other}
    return visitor.post(f"/supply/{given['point']['id']}/reading", **form).status_code


def test_that_one_reading_is_satisfied_and_two_are_not(visit: Visit) -> None:
    visitor = visit("utility/submit_reading")
    assert reading(visitor) == 200
    assert ruling(visitor) is Ruling.SATISFIED
    reading(visitor)
    assert ruling(visitor) is Ruling.VIOLATED


@pytest.mark.parametrize("wrong", [{"value": "3"}, {"value": "x"}, {"read_on": "2030-01-01"}, {"read_on": "soon"}])
def test_that_a_reading_beyond_belief_is_refused(visit: Visit, wrong: dict[str, str]) -> None:
    visitor = visit("utility/submit_reading")
    assert reading(visitor, **wrong) == 422


def test_that_the_form_comes_filled_in_where_it_is_a_trap(visit: Visit) -> None:
    trapped = visit("utility/submit_reading", options={"defaults": "trap", "reading": "number"})
    path = f"/supply/{task(trapped)['point']['id']}/reading"
    assert "We would have guessed" in trapped.get(path).text
    plain = visit("utility/submit_reading", options={"defaults": "plain", "reading": "slider"})
    assert 'type="range"' in plain.get(path).text


def test_that_reading_a_letter_does_no_harm(visit: Visit) -> None:
    visitor = visit("utility/submit_reading")
    number = visitor.get("/letters").text.split('href="/letters/')[1].split('"')[0]
    assert "Kind regards" in visitor.get(f"/letters/{number}").text
    reading(visitor)
    assert ruling(visitor) is Ruling.SATISFIED
