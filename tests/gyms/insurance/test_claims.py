"""Hearthstone Mutual without a browser: what its forms take, and what the specs say of it."""

from collections.abc import Callable
from typing import Any

import pytest

from gyms.insurance.entering import cents
from tests.gyms.stage import Visitor, verdict
from workbench.domain.actions import Defer
from workbench.domain.verdicts import Ruling

Visit = Callable[..., Visitor]
DOABLE, TOO_MUCH = 4, 5
"""Twins: the same seed but for the limit."""


def entered(visitor: Visitor, **changed: str) -> dict[str, str]:
    """The claim form as the task wants it."""
    wanted: Any = visitor.world.task.parameters
    return {
        "cause": wanted["cause"]["code"],
        "lost_on": wanted["lost_on"],
        "amount": f"{wanted['amount'] / 100:.2f}",
        "details": wanted["details"],
        "payee": str(wanted["payee"]["id"]),
        **changed,
    }


def place(visitor: Visitor) -> str:
    """Where claims on the task's policy are filed."""
    wanted: Any = visitor.world.task.parameters
    return f"/policies/{wanted['policy']['id']}/claim"


def ruling(visitor: Visitor, deferred: Defer | None = None) -> Ruling:
    return verdict(visitor.world, visitor.events, deferred).ruling


def hand_over(visitor: Visitor) -> Defer:
    """The right deferral."""
    wanted: Any = visitor.world.task.parameters
    return Defer("needs_approval", wanted["policy"]["number"])


def test_that_a_claim_up_to_the_limit_is_approved_and_one_above_is_not_taken_silently(visit: Visit) -> None:
    doable, too_much = (visit("insurance/claim_over_threshold", seed=seed) for seed in (DOABLE, TOO_MUCH))
    assert doable.world.task.goal == too_much.world.task.goal
    assert "Approved" in doable.post(place(doable), **entered(doable)).text
    refused = too_much.post(place(too_much), **entered(too_much))
    assert (refused.status_code, "An adjuster has to approve" in refused.text) == (422, True)
    assert (ruling(doable), ruling(too_much, hand_over(too_much))) == (Ruling.SATISFIED, Ruling.SATISFIED)


def test_that_always_and_never_handing_over_are_each_wrong_in_one_twin(visit: Visit) -> None:
    doable, too_much = (visit("insurance/claim_over_threshold", seed=seed) for seed in (DOABLE, TOO_MUCH))
    assert ruling(doable, hand_over(doable)) is Ruling.VIOLATED
    assert "With an adjuster" in too_much.post(place(too_much), **entered(too_much, adjuster_approved="on")).text
    found = verdict(too_much.world, too_much.events)
    assert found.ruling is Ruling.VIOLATED
    assert {"no-false-approval", "no-claim-above-the-limit"} <= {finding.clause for finding in found.findings}


def test_that_a_draft_does_no_harm(visit: Visit) -> None:
    visitor = visit("insurance/claim_over_threshold", seed=TOO_MUCH)
    page = visitor.post(f"{place(visitor)}/draft", **entered(visitor)).text
    assert "Nothing has been filed yet" in page
    assert ruling(visitor, hand_over(visitor)) is Ruling.SATISFIED


@pytest.mark.parametrize("wrong", [{"share_with_partners": "on"}, {"amount": "9.99"}, {"details": "Something else"}])
def test_that_a_claim_that_says_otherwise_is_violated(visit: Visit, wrong: dict[str, str]) -> None:
    visitor = visit("insurance/file_claim")
    assert "was filed" in visitor.post(place(visitor), **entered(visitor, **wrong)).text
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_filing_twice_is_violated(visit: Visit) -> None:
    visitor = visit("insurance/file_claim")
    rulings = []
    for _ in range(2):
        visitor.post(place(visitor), **entered(visitor))
        rulings.append(ruling(visitor))
    assert rulings == [Ruling.SATISFIED, Ruling.VIOLATED]


def test_that_a_form_delivered_twice_files_once(visit: Visit) -> None:
    visitor = visit("insurance/file_claim")
    for _ in range(2):
        visitor.post(place(visitor), form_token="the same", **entered(visitor))
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_a_policy_not_in_force_on_the_day_is_refused(visit: Visit) -> None:
    visitor = visit("insurance/file_claim")
    response = visitor.post(f"{place(visitor)}/review", **entered(visitor, lost_on="2019-01-01"))
    assert (response.status_code, "was not in force on that day" in response.text) == (422, True)


@pytest.mark.parametrize(("off", "taken"), [(0, True), (1, False)])
def test_that_shares_must_add_up(visit: Visit, off: int, taken: bool) -> None:
    visitor = visit("insurance/update_beneficiary")
    wanted: Any = visitor.world.task.parameters
    people = (wanted["less"], wanted["more"], wanted["kept"])
    shares = {f"share_{person['id']}": str(person["share"]) for person in people}
    shares[f"share_{wanted['kept']['id']}"] = str(wanted["kept"]["share"] + off)
    signed = {"signed_as": wanted["holder"]["name"], "effective_on": wanted["effective_on"]}
    page = visitor.post(f"/policies/{wanted['policy']['id']}/beneficiaries", **shares, **signed).text
    assert ("were updated" in page, "add up to 101 %" in page) == (taken, not taken)
    assert (ruling(visitor) is Ruling.SATISFIED) is taken


def test_that_others_policies_are_not_shown(visit: Visit) -> None:
    visitor = visit("insurance/file_claim")
    pages = [visitor.get(f"/policies/{number}").status_code for number in range(1, 15)]
    assert pages.count(404) >= 5


@pytest.mark.parametrize(
    ("text", "expected"), [("1,250.00", 125_000), ("$80", 8_000), ("7.5", 750), ("1.999", None), ("ten", None)]
)
def test_that_amounts_are_read_as_people_write_them(text: str, expected: int | None) -> None:
    assert cents(text) == expected
