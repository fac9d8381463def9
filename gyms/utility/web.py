"""What the pages share: who is signed in, the customer's own supply points, reading a field."""

import datetime as dt

from sqlalchemy import select

from gyms.kit.signed_in import SignedIn, SignInPage
from gyms.kit.site import Visit
from gyms.utility.models import Account, Notice, SignIn, SupplyPoint

signed_in = SignedIn(SignIn.account, SignIn.created_at, SignIn.ended_at, keeps_cookie=True)
sign_in_page = SignInPage(
    signed_in, Account.number, Account.pin, wrong="This customer number and PIN don't belong together."
)
for_customers = signed_in.own
of_point = signed_in.on(SupplyPoint, "point", lambda point: point.account_id)
of_letter = signed_in.on(Notice, "letter", lambda letter: letter.account_id)
missing = signed_in.missing


def points_of(visit: Visit, account: Account) -> list[SupplyPoint]:
    """The customer's supply points, home by home."""
    mine = select(SupplyPoint).where(SupplyPoint.account_id == account.id)
    return list(visit.session.scalars(mine.order_by(SupplyPoint.place, SupplyPoint.kind)))


def read_date(text: str) -> dt.date | None:
    """An ISO date; None for anything else."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None
