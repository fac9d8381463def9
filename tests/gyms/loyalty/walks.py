"""Ways through the portal over HTTP: each does a workout right; tests then do it wrong."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.loyalty.models import Award, Claim, Member, Redemption, Transfer
from gyms.loyalty.postback import sealed
from tests.gyms.stage import Visitor, verdict
from workbench.domain.actions import Outcome
from workbench.domain.verdicts import Ruling

T = TypeVar("T")


def look(visitor: Visitor, what: Callable[[Session], T]) -> T:
    """Look into the database."""
    with visitor.world.session() as session:
        return what(session)


def wanted(visitor: Visitor) -> Any:
    """The task's parameters."""
    return visitor.world.task.parameters


def me(visitor: Visitor) -> Member:
    """The member who is logged in, as stored now."""
    return look(visitor, lambda session: session.get_one(Member, wanted(visitor)["member"]["id"]))


def state_of(page: httpx.Response) -> str:
    """The hidden state that a page carries."""
    found = re.search(r'name="__VIEWSTATE" value="([^"]*)"', page.text)
    return found.group(1) if found else ""


def ruling(visitor: Visitor, outcome: Outcome | None = None) -> tuple[Ruling, set[str]]:
    """The ruling and the clauses that are not met."""
    found = verdict(visitor.world, visitor.events, outcome)
    return found.ruling, {str(finding.clause) for finding in found.findings if finding.kind != "met"}


def order(visitor: Visitor, *, code: str = "", quantity: int = 1, delivery: str = "", **more: str) -> httpx.Response:
    """Confirm an award in its window; the task's unless told."""
    state = {
        "award": code or wanted(visitor)["award"]["code"],
        "qty": quantity,
        "deliver": delivery or wanted(visitor)["delivery"]["code"],
    }
    form = {"__VIEWSTATE": sealed(state), "chkTerms": "on", "ctl00$cph$btnConfirm": "Confirm", **more}
    return visitor.post("/popup/redeem", **form)


def read_order(visitor: Visitor) -> httpx.Response:
    """The page of the latest order."""
    newest = look(visitor, lambda session: session.scalar(select(Redemption.id).order_by(Redemption.id.desc())))
    return visitor.get(f"/m/redemptions/{newest}")


def another_award(visitor: Visitor) -> str:
    """The code of an award that the member could have by mistake."""
    own = wanted(visitor)["award"]
    query = select(Award.code).where(Award.id != own["id"], Award.points <= own["points"] + 2000, Award.tier == "Blue")
    return str(look(visitor, lambda session: session.scalars(query.order_by(Award.points.desc())).first()))


def claim_form(visitor: Visitor, **more: str) -> dict[str, str]:
    """The claim form as the task wants it."""
    task = wanted(visitor)
    flight = task["flight"]
    return {
        "ddlCarrier": flight["carrier"],
        "txtFlight": flight["number"],
        "txtDate": flight["date"],
        "txtFrom": flight["origin"],
        "txtTo": flight["destination"],
        "txtTicket": task["ticket"],
        "ddlClass": task["class"]["letter"],
        **more,
    }


def claim(visitor: Visitor, **more: str) -> httpx.Response:
    """Both pages of a claim; it is read at its end."""
    check = visitor.post("/m/claims/new", **claim_form(visitor, **more), **{"ctl00$cph$btnSubmit2.x": "3"})
    return visitor.post("/m/claims/new", __VIEWSTATE=state_of(check), **{"ctl00$cph$btnConfirm": "Confirm"})


def claims(visitor: Visitor) -> list[Claim]:
    """All claims, latest first."""
    return look(visitor, lambda session: list(session.scalars(select(Claim).order_by(Claim.id.desc()))))


def address_form(visitor: Visitor, **more: str) -> dict[str, str]:
    """The address form as the task wants it."""
    new = wanted(visitor)["address"]
    return {
        "txtAddr1": new["line1"],
        "txtAddr2": new["line2"],
        "txtCity": new["city"],
        "ddlCountry": new["country"]["code"],
        "ddlState": new["state"],
        "txtZip": new["postcode"],
        **more,
    }


def move(visitor: Visitor, **more: str) -> httpx.Response:
    """Save the address; the profile is read after it."""
    state = state_of(visitor.get("/m/profile/address"))
    form = {**address_form(visitor, **more), "__VIEWSTATE": state, "ctl00$cph$btnSave": "Save"}
    return visitor.post("/m/profile/address", **form)


def transfer(visitor: Visitor, *, to: str = "", points: str = "") -> httpx.Response:
    """Both pages of a transfer; it is read at its end."""
    form = {
        "ddlMember": to or wanted(visitor)["taker"]["number"],
        "txtPoints": points or str(wanted(visitor)["points"]),
        "ctl00$cph$btnCont.x": "5",
    }
    check = visitor.post("/m/transfers/new", **form)
    return visitor.post("/m/transfers/new", __VIEWSTATE=state_of(check), **{"ctl00$cph$btnConfirm": "Confirm"})


def transfers(visitor: Visitor) -> list[Transfer]:
    """All transfers, latest first."""
    return look(visitor, lambda session: list(session.scalars(select(Transfer).order_by(Transfer.id.desc()))))
