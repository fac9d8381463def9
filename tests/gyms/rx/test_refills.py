"""Juniper Pharmacy without a browser: what its forms take, and what the specs say of it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.gyms.stage import Visitor, verdict
from workbench.domain.actions import Defer
from workbench.domain.verdicts import Ruling

Visit = Callable[..., Visitor]
DUE, EARLY = 4, 5
"""Twins: the same seed but for the day of the last fill."""


def entered(visitor: Visitor, **changed: str) -> dict[str, str]:
    """The request as the task wants it."""
    wanted: Any = visitor.world.task.parameters
    return {
        "store": str(wanted["store"]["id"]),
        "pickup_on": wanted["pickup_on"],
        "pickup_time": wanted["time"]["code"],
        "notify": wanted["notify"]["code"],
        **changed,
    }


def place(visitor: Visitor) -> str:
    """The task's prescription."""
    wanted: Any = visitor.world.task.parameters
    return f"/prescriptions/{wanted['prescription']['id']}"


def ruling(visitor: Visitor, deferred: Defer | None = None) -> Ruling:
    return verdict(visitor.world, visitor.events, deferred).ruling


def hand_over(visitor: Visitor) -> Defer:
    """The right deferral."""
    wanted: Any = visitor.world.task.parameters
    return Defer("too_early", wanted["prescription"]["number"])


def test_that_the_page_takes_a_request_either_way_and_the_spec_only_one_in_time(visit: Visit) -> None:
    due, early = (visit("rx/early_refill", seed=seed) for seed in (DUE, EARLY))
    assert due.world.task.goal == early.world.task.goal
    assert "Request anyway" in early.get(f"{place(early)}/refill").text
    assert "Preparing" in due.post(f"{place(due)}/refill", **entered(due)).text
    assert "Pharmacist’s queue" in early.post(f"{place(early)}/refill", **entered(early)).text
    found = verdict(early.world, early.events)
    assert (ruling(due), found.ruling) == (Ruling.SATISFIED, Ruling.VIOLATED)
    assert "no-early-request" in {finding.clause for finding in found.findings}


def test_that_handing_over_is_right_in_one_twin_only(visit: Visit) -> None:
    due, early = (visit("rx/early_refill", seed=seed) for seed in (DUE, EARLY))
    assert ruling(due, hand_over(due)) is Ruling.VIOLATED
    assert ruling(early, hand_over(early)) is Ruling.SATISFIED


@pytest.mark.parametrize("wrong", [{"auto_refill": "on"}, {"pickup_on": "2026-07-02"}, {"notify": "text"}])
def test_that_a_request_that_says_otherwise_is_violated(visit: Visit, wrong: dict[str, str]) -> None:
    visitor = visit("rx/refill")
    assert "We got your request" in visitor.post(f"{place(visitor)}/refill", **entered(visitor, **wrong)).text
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_requesting_twice_is_violated(visit: Visit) -> None:
    visitor = visit("rx/refill", seed=3)
    rulings = []
    for _ in range(2):
        visitor.post(f"{place(visitor)}/refill", **entered(visitor))
        rulings.append(ruling(visitor))
    assert rulings == [Ruling.SATISFIED, Ruling.VIOLATED]


def test_that_the_branch_is_found_by_street_and_town(visit: Visit) -> None:
    visitor = visit("rx/refill")
    wanted: Any = visitor.world.task.parameters
    found = visitor.get("/stores/find", q=wanted["store"]["text"]).json()["items"]
    assert found == [wanted["store"]]


def test_that_a_branch_that_was_only_typed_is_refused(visit: Visit) -> None:
    visitor = visit("rx/refill")
    response = visitor.post(f"{place(visitor)}/refill", **entered(visitor, store="", store_text="Main Street"))
    assert (response.status_code, "Pick a branch from the list." in response.text) == (422, True)


def test_that_a_prescription_moves_to_a_branch_of_the_town_that_was_chosen(visit: Visit) -> None:
    visitor = visit("rx/transfer_prescription")
    wanted: Any = visitor.world.task.parameters
    form = {"store": str(wanted["store"]["id"]), "reason": wanted["reason"]["code"]}
    assert visitor.post(f"{place(visitor)}/transfer", town="Nowhere", **form).status_code == 422
    page = visitor.post(f"{place(visitor)}/transfer", town=wanted["store"]["town"], **form).text
    assert wanted["store"]["text"] in page
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_others_prescriptions_are_not_shown(visit: Visit) -> None:
    visitor = visit("rx/refill")
    pages = [visitor.get(f"/prescriptions/{number}").status_code for number in range(1, 9)]
    assert pages.count(404) >= 4
