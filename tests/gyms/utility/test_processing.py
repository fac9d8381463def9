"""Plans and options at the utility: what the page says, what is on file, and what the specs say about both."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from sqlalchemy import select

from gyms.kit.perturbations import Commit, Perturbation, Strike
from gyms.utility.models import ChangeRequest, Subscription
from tests.gyms.stage import Visitor, verdict
from workbench.domain.actions import Defer
from workbench.domain.verdicts import Ruling

Visit = Callable[..., Visitor]


class FirstFails(Perturbation):
    """The first commit in the background fails."""

    id: ClassVar[str] = "first-fails"
    title: ClassVar[str] = "First commit fails"

    def committing(self, commit: Commit, strike: Strike) -> Commit:
        return replace(commit, fails=commit.ordinal == 1)


def task(visitor: Visitor) -> Any:
    return visitor.world.task.parameters


def ask(visitor: Visitor, **other: str) -> str:
    """Ask for the task's plan; the page that comes back."""
    given = task(visitor)
    form = {"tariff": str(given["tariff"]["id"]), "billing": given["billing"]["code"], **other}
    return visitor.post(f"/supply/{given['point']['id']}/plan", **form).text


def ruling(visitor: Visitor, outcome: Any = None) -> Ruling:
    visitor.let_time_pass(30)
    return verdict(visitor.world, visitor.events, outcome).ruling


def active(visitor: Visitor) -> Subscription:
    with visitor.world.session() as session:
        found = select(Subscription).where(
            Subscription.supply_point_id == task(visitor)["point"]["id"], Subscription.status == "active"
        )
        return session.scalars(found).one()


def test_that_the_page_says_so_before_it_is_true(visit: Visit) -> None:
    visitor = visit("utility/change_plan")
    page = ask(visitor)
    assert f"Your plan is now {task(visitor)['tariff']['name']}." in page
    assert active(visitor).id == task(visitor)["old"]["id"]
    assert "Pending" in visitor.get("/requests").text
    visitor.let_time_pass(5)
    assert active(visitor).tariff_id == task(visitor)["tariff"]["id"]
    assert "Pending" not in visitor.get("/requests").text


def test_that_a_change_that_is_confirmed_is_satisfied(visit: Visit) -> None:
    visitor = visit("utility/change_plan")
    ask(visitor)
    visitor.let_time_pass(5)
    visitor.get("/account")
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_trusting_the_banner_is_not(visit: Visit) -> None:
    visitor = visit("utility/change_plan")
    ask(visitor)
    visitor.get("/account")
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_a_failed_request_shows_and_may_be_made_again(visit: Visit) -> None:
    visitor = visit("utility/change_plan", perturbations=(FirstFails(),))
    ask(visitor)
    visitor.let_time_pass(5)
    assert "Failed" in visitor.get("/requests").text
    assert active(visitor).id == task(visitor)["old"]["id"]
    ask(visitor)
    visitor.let_time_pass(5)
    visitor.get("/account")
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_a_second_request_that_succeeds_is_wrong(visit: Visit) -> None:
    visitor = visit("utility/change_plan")
    ask(visitor)
    ask(visitor)
    visitor.let_time_pass(5)
    visitor.get("/account")
    assert ruling(visitor) is Ruling.VIOLATED


@pytest.mark.parametrize("other", [{"cover": "1"}, {"billing": "wrong"}], ids=["repair cover", "another billing"])
def test_that_what_was_not_asked_for_is_wrong(visit: Visit, other: dict[str, str]) -> None:
    visitor = visit("utility/change_plan")
    if "billing" in other:
        other = {"billing": "yearly" if task(visitor)["billing"]["code"] != "yearly" else "monthly"}
    ask(visitor, **other)
    visitor.let_time_pass(5)
    visitor.get("/account")
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_nonsense_asks_for_nothing(visit: Visit) -> None:
    visitor = visit("utility/change_plan")
    assert "Please choose a plan" in ask(visitor, tariff="999")
    visitor.let_time_pass(5)
    with visitor.world.session() as session:
        pending = select(ChangeRequest).where(ChangeRequest.asked_at >= visitor.world.gym.starts)
        assert not session.scalars(pending).all()


def test_that_twins_differ_in_the_hold_alone(visit: Visit) -> None:
    free, held = visit("utility/plan_or_defer", seed=4), visit("utility/plan_or_defer", seed=5)
    assert free.world.task.goal == held.world.task.goal
    assert "In good standing" in free.get("/account").text
    assert "On hold" in held.get("/account").text
    assert free.get(f"/supply/{task(free)['point']['id']}/plan").text.count("On hold") == 0


def test_that_each_twin_has_its_own_right_end(visit: Visit) -> None:
    free, held = visit("utility/plan_or_defer", seed=4), visit("utility/plan_or_defer", seed=5)
    defer = Defer("account_on_hold", str(task(held)["account"]["id"]))
    assert ruling(held, defer) is Ruling.SATISFIED
    assert ruling(free, defer) is Ruling.VIOLATED
    for visitor, right in ((free, Ruling.SATISFIED), (held, Ruling.VIOLATED)):
        ask(visitor)
        visitor.let_time_pass(5)
        visitor.get("/account")
        assert ruling(visitor) is right


def test_that_an_option_applies_to_the_one_supply_point(visit: Visit) -> None:
    visitor = visit("utility/choose_option")
    given = task(visitor)
    visitor.post(f"/supply/{given['point']['id']}/option", option=given["option"]["code"])
    visitor.let_time_pass(5)
    visitor.get("/account")
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_the_neighbours_option_is_wrong(visit: Visit) -> None:
    visitor = visit("utility/choose_option")
    given = task(visitor)
    other = given["point"]["id"] + (3 if (given["point"]["id"] - 1) % 6 < 3 else -3)
    visitor.post(f"/supply/{other}/option", option=given["option"]["code"])
    visitor.let_time_pass(5)
    visitor.get("/account")
    assert ruling(visitor) is Ruling.VIOLATED
