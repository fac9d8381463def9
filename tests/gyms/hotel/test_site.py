"""The back office's pages, without a browser."""

import pytest

from gyms.hotel.web import cents_of, day_of, dotted_day_of
from tests.gyms.conftest import Visit
from tests.gyms.stage import Visitor


@pytest.fixture
def visitor(visit: Visit) -> Visitor:
    return visit("hotel/set_rate")


def test_that_each_page_reads_its_own_kind_of_date_and_money() -> None:
    assert str(dotted_day_of("3.08.26")) == "2026-08-03"
    assert dotted_day_of("31.02.26") is None
    assert day_of("03.08.26") is None
    assert [cents_of(text) for text in ("129", "129.5", "129,50", "129.505", "x")] == [12900, 12950, 12950, None, None]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", "Front desk – Thursday 2 July 2026"),
        ("/chart", "101 SGL"),
        ("/guests", "@post.example"),
        ("/closures", "Open again on"),
        ("/room-types", "Double Superior"),
        ("/room-types/2?tab=sales", "Cut-off, hours before arrival"),
        ("/rates?type=3&from=2026-08-01", "Save row"),
        ("/rates/loader", "READY"),
        ("/house-rules", "(you)"),
        ("/log", "Signed in"),
    ],
)
def test_that_every_page_of_the_menu_is_there(visitor: Visitor, path: str, shown: str) -> None:
    assert shown in visitor.get(path).text


def test_that_strangers_are_asked_to_sign_in_and_the_password_lets_one_in(visit: Visit) -> None:
    visitor = visit("hotel/set_rate", start=False)
    assert "Desk sign-in" in visitor.get("/rates").text
    with visitor.world.engine.connect() as connection:
        [(login, password)] = connection.exec_driver_sql("SELECT login, password FROM staff WHERE id = 1")
    assert visitor.post("/sign-in", login=login, password="no").status_code == 422
    assert "Rate grid" in visitor.post("/sign-in", login=login, password=password, next="/rates").text


def test_that_a_grid_row_with_a_bad_price_changes_nothing(visitor: Visitor) -> None:
    form = {"type": "1", "plan": "1", "from": "2026-08-01", "n2026-08-01": "120.00", "n2026-08-02": "cheap"}
    assert visitor.post("/rates/row", **form).status_code == 422
    changes = [row for event in visitor.events if event["event"] == "changes" for row in event["changes"]]
    assert not [row for row in changes if row["table"] == "rates"]


def test_that_a_stay_can_be_edited(visit: Visit) -> None:
    visitor = visit("hotel/new_stay")
    assert "Late" in visitor.post("/stays/1/edit", adults="1", note="Late", version="1").text
    assert visitor.post("/stays/1/edit", adults="1", note="Later", version="1").status_code == 409
    assert visitor.get("/stays/99999").status_code == 404
