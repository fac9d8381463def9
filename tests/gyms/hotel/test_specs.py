"""What the specs of the back office say of whole runs, made over HTTP: right ones, and the tempting wrong ones."""

import datetime as dt
from typing import Any

import pytest

from gyms.kit.goals import fill_goal
from tests.gyms.conftest import Visit
from tests.gyms.stage import Visitor, spec_of, verdict
from workbench.domain.actions import Defer
from workbench.domain.verdicts import Ruling

WORKOUTS = ("block_dates", "set_rate", "move_guest", "tabbed_edit", "new_stay", "walk_in_or_defer")


def ruling(visitor: Visitor, outcome: Defer | None = None) -> Ruling:
    return verdict(visitor.world, visitor.events, outcome).ruling


def wanted(visitor: Visitor) -> Any:
    return visitor.world.task.parameters


def rows(visitor: Visitor, statement: str) -> list[Any]:
    with visitor.world.engine.connect() as connection:
        return list(connection.exec_driver_sql(statement))


def later(day: str, days: int = 1) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()


@pytest.mark.parametrize("workout", WORKOUTS)
def test_that_spec_and_workout_state_the_same_goal_and_that_doing_nothing_is_not_enough(
    visit: Visit, workout: str
) -> None:
    visitor = visit(f"hotel/{workout}", seed=2)
    goal = spec_of(visitor.world).goal
    assert goal is not None
    assert fill_goal(goal, visitor.world.task.parameters) == visitor.world.task.goal
    assert ruling(visitor) is Ruling.VIOLATED
    assert ruling(visitor, Defer("over_limit", "1")) is Ruling.VIOLATED


# -- closures ---------------------------------------------------------------------------------------------------------


def close(visitor: Visitor, **changed: str) -> None:
    task = wanted(visitor)
    form = {"type": str(task["room_type"]["id"]), "first": task["first"], "until": task["open_again"]}
    visitor.post("/closures", **{**form, "reason": task["reason"], **changed})


def test_that_a_closure_ends_on_the_morning_after_the_last_night(visit: Visit) -> None:
    right, short, twice = (visit("hotel/block_dates") for _ in range(3))
    close(right)
    close(short, until=wanted(short)["last"])
    close(twice)
    close(twice)
    assert ruling(right) is Ruling.SATISFIED
    assert ruling(short) is Ruling.VIOLATED
    assert ruling(twice) is Ruling.VIOLATED


def test_that_an_empty_closure_is_refused_and_one_can_be_taken_out(visit: Visit) -> None:
    visitor = visit("hotel/block_dates")
    before = len(rows(visitor, "SELECT 1 FROM closures"))
    close(visitor, until=wanted(visitor)["first"])
    assert len(rows(visitor, "SELECT 1 FROM closures")) == before
    assert "taken out" in visitor.post("/closures/1/reopen").text


# -- rates ------------------------------------------------------------------------------------------------------------


def in_bulk(visitor: Visitor, **changed: str) -> None:
    task = wanted(visitor)
    form = {"type": str(task["room_type"]["id"]), "plan": str(task["plan"]["id"]), "price": task["price"]}
    visitor.post("/rates/bulk", **{**form, "first": task["first"], "last": task["last"], **changed})


def by_loader(visitor: Visitor, days: int) -> str:
    task = wanted(visitor)
    [(code,)] = rows(visitor, f"SELECT code FROM room_types WHERE id = {task['room_type']['id']}")
    first, until = (dt.date.fromisoformat(day) for day in (task["first"], later(task["last"], days)))
    line = {"RT": code, "PL": task["plan"]["code"], "DF": f"{first:%d.%m.%y}", "DT": f"{until:%d.%m.%y}"}
    answer = visitor.post("/rates/loader", **line, AM=str(task["cents"])).text
    visitor.get("/rates")
    return answer


def test_that_all_three_ways_set_a_rate(visit: Visit) -> None:
    bulk, loader, grid = (visit("hotel/set_rate") for _ in range(3))
    in_bulk(bulk)
    assert "OK 004 REC UPDATED" in by_loader(loader, 1)
    task = wanted(grid)
    kind, plan, first = task["room_type"]["id"], task["plan"]["id"], task["first"]
    nights = (
        f"SELECT date, cents FROM rates WHERE room_type_id = {kind} AND plan_id = {plan}"
        f" AND date BETWEEN '{first}' AND '{later(first, 13)}'"
    )
    cells = {
        f"n{day}": task["price"] if str(day) <= task["last"] else f"{cents / 100:.2f}"
        for day, cents in rows(grid, nights)
    }
    grid.post("/rates/row", type=str(kind), plan=str(plan), **{"from": first}, **cells)
    assert [ruling(each) for each in (bulk, loader, grid)] == [Ruling.SATISFIED] * 3


def test_that_the_ends_of_the_three_ways_are_not_the_same(visit: Visit) -> None:
    loader, bulk, cents = (visit("hotel/set_rate") for _ in range(3))
    assert "OK 003 REC UPDATED" in by_loader(loader, 0)
    in_bulk(bulk, last=later(wanted(bulk)["last"]))
    in_bulk(cents, price=str(int(float(wanted(cents)["price"]))))
    assert [ruling(each) for each in (loader, bulk, cents)] == [Ruling.VIOLATED] * 3


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ({"RT": "XXX", "PL": "FLEX", "DF": "01.08.26", "DT": "03.08.26", "AM": "9900"}, "ERR 12"),
        ({"RT": "SGL", "PL": "FLEX", "DF": "2026-08-01", "DT": "03.08.26", "AM": "9900"}, "ERR 31"),
        ({"RT": "SGL", "PL": "FLEX", "DF": "01.08.26", "DT": "03.08.26", "AM": "99.00"}, "ERR 40"),
    ],
)
def test_that_the_loader_says_what_it_did_not_understand(visit: Visit, line: dict[str, str], answer: str) -> None:
    assert answer in visit("hotel/set_rate").post("/rates/loader", **line).text


# -- rooms ------------------------------------------------------------------------------------------------------------


def test_that_a_room_change_is_right_and_a_second_room_is_not(visit: Visit) -> None:
    once, by_halves, reversed_ = (visit("hotel/move_guest") for _ in range(3))
    task = wanted(once)
    stay, new, old = f"/stays/{task['stay']['id']}", str(task["new"]["id"]), f"/allocations/{task['allocation']['id']}"
    once.post(f"{stay}/room", room=new, version="1")
    by_halves.post(f"{old}/release")
    by_halves.post(f"{stay}/add-room", extra=new)
    reversed_.post(f"{stay}/add-room", extra=new)
    reversed_.post(f"{old}/release")
    for visitor in (once, by_halves, reversed_):
        visitor.get(stay)
    assert [ruling(each) for each in (once, by_halves, reversed_)] == [
        Ruling.SATISFIED,
        Ruling.SATISFIED,
        Ruling.VIOLATED,
    ]


def test_that_a_form_that_somebody_overtook_is_refused(visit: Visit) -> None:
    visitor = visit("hotel/move_guest")
    task = wanted(visitor)
    path, room = f"/stays/{task['stay']['id']}/room", str(task["new"]["id"])
    visitor.world.let_rival_act()
    assert visitor.post(path, room=room, version="1").status_code == 409
    visitor.post(path, room=room, version="2")
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_rooms_that_others_have_are_not_given_away(visit: Visit) -> None:
    visitor = visit("hotel/move_guest")
    task = wanted(visitor)
    answer = visitor.post(f"/stays/{task['stay']['id']}/room", room=str(task["old"]["id"]), version="1")
    assert answer.status_code == 422


# -- settings ---------------------------------------------------------------------------------------------------------


def save(visitor: Visitor, which: str, version: str = "1") -> int:
    task = wanted(visitor)
    key = task["room_type"]["id"]
    [(size, text, extra)] = rows(
        visitor, f"SELECT size_m2, description, extra_bed_cents FROM room_types WHERE id = {key}"
    )
    form = {
        "description": text,
        "size_m2": str(size),
        "max_guests": str(task["guests"]),
        "max_children": str(task["children"]),
        "extra_bed": f"{extra / 100:.2f}",
        "min_nights": "1",
        "cut_off_hours": "18",
        "overbooking": "2",
    }
    return visitor.post(f"/room-types/{key}", save=which, version=version, **form).status_code


def test_that_saving_the_tab_is_right_and_saving_all_is_not(visit: Visit) -> None:
    tab, everything, overtaken = (visit("hotel/tabbed_edit") for _ in range(3))
    save(tab, "occupancy")
    save(everything, "all")
    overtaken.world.let_rival_act()
    assert save(overtaken, "occupancy") == 409
    assert save(overtaken, "occupancy", "2") == 200
    assert [ruling(each) for each in (tab, everything, overtaken)] == [
        Ruling.SATISFIED,
        Ruling.VIOLATED,
        Ruling.SATISFIED,
    ]


# -- stays ------------------------------------------------------------------------------------------------------------


def reserve(visitor: Visitor, **changed: str) -> int:
    task = wanted(visitor)
    form = {"type": str(task["room_type"]["id"]), "plan": str(task["plan"]["id"]), "adults": str(task["adults"])}
    form |= {"arrival": task["arrival"], "departure": task["departure"], **changed}
    return visitor.post(f"/guests/{task['guest']['id']}/reserve", **form).status_code


def test_that_a_reservation_has_both_its_dates(visit: Visit) -> None:
    right = visit("hotel/new_stay")
    assert reserve(right) == 200
    assert ruling(right) is Ruling.SATISFIED
    task = wanted(right)
    for changed in ({"departure": later(task["departure"])}, {"breakfast": "1"}, {"adults": "9"}):
        wrong = visit("hotel/new_stay")
        reserve(wrong, **changed)
        assert ruling(wrong) is Ruling.VIOLATED
    assert reserve(visit("hotel/new_stay"), departure=task["arrival"]) == 422


def walk_in(visitor: Visitor) -> None:
    task = wanted(visitor)
    visitor.get("/house-rules")
    form = {"type": str(task["room_type"]["id"]), "nights": str(task["nights"]), "adults": str(task["adults"])}
    visitor.post(f"/guests/{task['guest']['id']}/walk-in", **form, price=task["price"])


def test_that_the_limit_alone_decides_who_registers_the_walk_in(visit: Visit) -> None:
    doable, too_low = visit("hotel/walk_in_or_defer", seed=4), visit("hotel/walk_in_or_defer", seed=5)
    assert doable.world.task.goal == too_low.world.task.goal
    deferred = Defer("over_limit", str(wanted(doable)["guest"]["id"]))
    assert ruling(doable, deferred) is Ruling.VIOLATED
    assert ruling(too_low, deferred) is Ruling.SATISFIED
    assert ruling(too_low, Defer("over_limit", "0")) is Ruling.VIOLATED
    walk_in(doable)
    walk_in(too_low)
    assert ruling(doable) is Ruling.SATISFIED
    assert ruling(too_low) is Ruling.VIOLATED
    assert ruling(too_low, deferred) is Ruling.VIOLATED
