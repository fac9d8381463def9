"""The shipped specs judge whole runs over HTTP: right ones, and the tempting wrong ones."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.goals import fill_goal
from gyms.loyalty import gym
from gyms.loyalty.models import Flight, Member, Redemption
from tests.gyms.loyalty import walks
from tests.gyms.stage import Visitor, spec_of
from workbench.domain.actions import Defer
from workbench.domain.verdicts import Ruling

Visit = Callable[..., Visitor]

SATISFIED, VIOLATED = Ruling.SATISFIED, Ruling.VIOLATED


def ordered(visitor: Visitor) -> None:
    walks.order(visitor)
    walks.read_order(visitor)


def claimed(visitor: Visitor) -> None:
    walks.claim(visitor)


def moved(visitor: Visitor) -> None:
    walks.move(visitor)


def transferred(visitor: Visitor) -> None:
    walks.transfer(visitor)


RIGHT: dict[str, Callable[[Visitor], None]] = {
    "redeem_points": ordered,
    "redeem_or_defer": ordered,
    "claim_missing_miles": claimed,
    "update_address": moved,
    "transfer_points": transferred,
}


@pytest.mark.parametrize("name", RIGHT)
def test_that_the_goal_of_the_spec_is_that_of_the_workout_and_doing_nothing_is_wrong(visit: Visit, name: str) -> None:
    visitor = visit(f"loyalty/{name}", seed=2)
    spec = spec_of(visitor.world)
    assert spec.goal is not None
    assert fill_goal(spec.goal, visitor.world.task.parameters) == visitor.world.task.goal
    assert set(gym.metadata.tables) >= set(spec.tables)
    assert walks.ruling(visitor)[0] is VIOLATED


@pytest.mark.parametrize("name", RIGHT)
def test_that_doing_it_right_is_satisfied_and_doing_it_twice_is_not(visit: Visit, name: str) -> None:
    visitor = visit(f"loyalty/{name}", seed=2)
    RIGHT[name](visitor)
    assert walks.ruling(visitor) == (SATISFIED, set())
    RIGHT[name](visitor)
    assert walks.ruling(visitor)[0] is VIOLATED


def test_that_an_order_that_nobody_looked_at_is_not_confirmed(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points")
    walks.order(visitor)
    assert walks.ruling(visitor) == (VIOLATED, {"read-back"})


@pytest.mark.parametrize("wrong", ["award", "quantity", "delivery"])
def test_that_another_award_or_quantity_or_delivery_is_wrong(visit: Visit, wrong: str) -> None:
    visitor = visit("loyalty/redeem_points", seed=4)
    delivery = {"mail": "email", "email": "mail"}[walks.wanted(visitor)["delivery"]["code"]]
    walks.order(
        visitor,
        code=walks.another_award(visitor) if wrong == "award" else "",
        quantity=2 if wrong == "quantity" else 1,
        delivery=delivery if wrong == "delivery" else "",
    )
    assert "Award no." in walks.read_order(visitor).text
    assert walks.ruling(visitor)[0] is VIOLATED


def test_that_a_donation_that_came_ticked_is_wrong(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points", options={"defaults": "trap"})
    page = visitor.get("/popup/redeem", award=walks.wanted(visitor)["award"]["code"], qty="1", deliver="mail").text
    assert 'name="chkDonate" checked' in page
    walks.order(visitor, chkDonate="on")
    walks.read_order(visitor)
    ruling, broken = walks.ruling(visitor)
    assert ruling is VIOLATED
    assert "no-donation" in broken


def test_that_a_second_order_that_is_cancelled_again_is_wrong(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points")
    walks.order(visitor)
    before = walks.me(visitor).points
    walks.order(visitor)
    newest = walks.look(visitor, lambda session: session.scalar(select(Redemption.id).order_by(Redemption.id.desc())))
    visitor.post(f"/m/redemptions/{newest}", __EVENTTARGET="ctl00$cph$lnkCancelNow")
    assert walks.me(visitor).points == before
    visitor.get(f"/m/redemptions/{newest - 1 if newest else 0}")
    assert walks.ruling(visitor)[0] is VIOLATED


def test_that_twins_differ_in_the_review_alone_and_each_has_its_own_right_end(visit: Visit) -> None:
    can, cannot = visit("loyalty/redeem_or_defer", seed=6), visit("loyalty/redeem_or_defer", seed=7)
    assert can.world.task.goal == cannot.world.task.goal
    assert (walks.me(can).status, walks.me(cannot).status) == ("active", "review")
    handed = Defer("account_under_review", walks.wanted(can)["member"]["number"])
    assert "UNDER REVIEW" not in can.get("/m/home").text
    assert "UNDER REVIEW" in cannot.get("/m/home").text
    assert walks.ruling(can, handed)[0] is VIOLATED
    assert walks.ruling(cannot, handed) == (SATISFIED, set())
    assert walks.ruling(cannot, Defer("account_under_review", "0"))[0] is VIOLATED
    ordered(cannot)
    assert walks.ruling(cannot)[0] is VIOLATED
    assert walks.ruling(cannot, handed)[0] is VIOLATED


def test_that_a_claim_for_the_same_flight_of_another_day_is_wrong(visit: Visit) -> None:
    visitor = visit("loyalty/claim_missing_miles", seed=3)
    flight = walks.wanted(visitor)["flight"]
    other = walks.look(visitor, lambda session: _another_day(session, flight))
    assert "Claim no." in walks.claim(visitor, txtDate=other).text
    assert walks.ruling(visitor)[0] is VIOLATED


def test_that_a_claim_with_a_digit_or_a_class_off_is_wrong(visit: Visit) -> None:
    for seed, field in ((4, "txtTicket"), (5, "ddlClass")):
        visitor = visit("loyalty/claim_missing_miles", seed=seed)
        task = walks.wanted(visitor)
        ticket = task["ticket"][:-1] + str((int(task["ticket"][-1]) + 1) % 10)
        letter = "Y" if task["class"]["letter"] != "Y" else "J" if task["flight"]["carrier"] in "MNCQLW" else "C"
        walks.claim(visitor, **{field: ticket if field == "txtTicket" else letter})
        assert "Claim no." in visitor.get(f"/m/claims/{walks.claims(visitor)[0].id}").text
        assert walks.ruling(visitor)[0] is VIOLATED


def test_that_a_wrong_claim_withdrawn_and_filed_anew_is_wrong(visit: Visit) -> None:
    visitor = visit("loyalty/claim_missing_miles")
    walks.claim(visitor)
    visitor.post(f"/m/claims/{walks.claims(visitor)[0].id}", __EVENTTARGET="ctl00$cph$lnkWithdrawNow")
    walks.claim(visitor)
    ruling, broken = walks.ruling(visitor)
    assert ruling is VIOLATED
    assert "no-claim-changes" in broken


def test_that_moving_the_whole_household_is_wrong(visit: Visit) -> None:
    visitor = visit("loyalty/update_address", options={"defaults": "trap"})
    assert 'name="chkHousehold" checked' in visitor.get("/m/profile/address").text
    walks.move(visitor, chkHousehold="on")
    ruling, broken = walks.ruling(visitor)
    assert ruling is VIOLATED
    assert "nobody-else-moves" in broken


def test_that_an_address_that_the_server_tidied_is_as_good(visit: Visit) -> None:
    visitor = visit("loyalty/update_address")
    form = walks.address_form(visitor)
    walks.move(visitor, txtAddr1=form["txtAddr1"].upper(), txtCity=f" {form['txtCity'].lower()} ")
    assert walks.ruling(visitor) == (SATISFIED, set())


def test_that_the_namesake_and_another_amount_are_wrong(visit: Visit) -> None:
    visitor = visit("loyalty/transfer_points")
    taker = walks.wanted(visitor)["taker"]
    namesake = walks.look(visitor, lambda session: _namesake(session, taker))
    assert f"{namesake.name}" == taker["name"]
    assert "Completed" in walks.transfer(visitor, to=namesake.number).text
    assert walks.ruling(visitor)[0] is VIOLATED
    visitor = visit("loyalty/transfer_points", seed=2)
    walks.transfer(visitor, points=str(walks.wanted(visitor)["points"] + 500))
    assert walks.ruling(visitor)[0] is VIOLATED


def _namesake(session: Session, taker: dict[str, Any]) -> Member:
    mine: Member = session.get_one(Member, taker["id"])
    alike = (Member.household == mine.household, Member.first_name == mine.first_name, Member.id != mine.id)
    return session.scalars(select(Member).where(*alike)).one()


def _another_day(session: Session, flight: dict[str, Any]) -> str:
    same = (Flight.carrier == flight["carrier"], Flight.number == flight["number"], Flight.id != flight["id"])
    days = session.scalars(select(Flight.date).where(*same).order_by(Flight.date))
    return days.all()[0].isoformat()
