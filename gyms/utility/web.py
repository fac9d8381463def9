"""What the pages share: who is signed in, the customer's own supply points, reading a field."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from sqlalchemy import select

from gyms.kit.site import Handler, Response, Visit
from gyms.utility.models import Account, SignIn, SupplyPoint

LARGEST_ID = 2**31 - 1


def account_of(visit: Visit) -> Account | None:
    """Whose session this is."""
    found = visit.session.get(SignIn, visit.session_token) if visit.session_token else None
    return found.account if found is not None and found.ended_at is None else None


def for_customers(handler: Callable[[Visit, Account], Response]) -> Handler:
    """Hands the account to the handler; who isn't signed in goes to the sign-in page and comes back after."""

    def guarded(visit: Visit) -> Response:
        account: Account | None = visit.state.account
        if account is None:
            here = visit.url_path if visit.method == "GET" else "/"
            return visit.redirect(f"/sign-in?next={quote(here, safe='/')}")
        return handler(visit, account)

    return guarded


def of_point(handler: Callable[[Visit, SupplyPoint], Response]) -> Handler:
    """A handler for one of the customer's own supply points."""

    def guarded(visit: Visit, account: Account) -> Response:
        point = visit.session.get(SupplyPoint, min(visit.path["point"], LARGEST_ID))
        return missing(visit) if point is None or point.account_id != account.id else handler(visit, point)

    return for_customers(guarded)


def points_of(visit: Visit, account: Account) -> list[SupplyPoint]:
    """The customer's supply points, home by home."""
    mine = select(SupplyPoint).where(SupplyPoint.account_id == account.id)
    return list(visit.session.scalars(mine.order_by(SupplyPoint.place, SupplyPoint.kind)))


def shared(visit: Visit) -> Mapping[str, Any]:
    """What every template sees."""
    return {"account": visit.state.account, "path": visit.url_path}


def missing(visit: Visit) -> Response:
    """The page that is not there, or not this customer's."""
    return visit.render("missing.html", status=404)


def read_date(text: str) -> dt.date | None:
    """An ISO date; None for anything else."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def local(path: str) -> str:
    """The path if it stays on this site, else the start page."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
