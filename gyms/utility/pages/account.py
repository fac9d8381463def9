"""The customer's account: start page, the details that are on file, requests, letters and the price list."""

from sqlalchemy import Select, select

from gyms.kit.site import Response, Visit
from gyms.utility.messages import BILLING_NAMES, OPTION_NAMES
from gyms.utility.models import KINDS, Account, ChangeRequest, Notice, Subscription, SupplyPoint, Tariff
from gyms.utility.pages.supply import surface
from gyms.utility.web import points_of


def home(visit: Visit, account: Account) -> Response:
    """All supply points at a glance."""
    shown = [surface(visit, point) for point in points_of(visit, account)]
    letters = visit.session.scalars(_letters(account).limit(3)).all()
    return visit.render("home.html", shown=shown, letters=letters)


def details(visit: Visit, account: Account) -> Response:
    """What is on file: the truth, after processing."""
    mine = select(Subscription).join(SupplyPoint).where(SupplyPoint.account_id == account.id)
    order = (SupplyPoint.place, SupplyPoint.kind, Subscription.starts_on.desc(), Subscription.id.desc())
    rows = visit.session.scalars(mine.order_by(*order)).all()
    return visit.render("account.html", rows=rows, billings=BILLING_NAMES, option_names=OPTION_NAMES)


def requests(visit: Visit, account: Account) -> Response:
    """Everything that was asked for, the latest first."""
    return visit.render(
        "requests.html", rows=_requests(visit, account), billings=BILLING_NAMES, option_names=OPTION_NAMES
    )


def request_states(visit: Visit, account: Account) -> Response:
    """How far the requests are, as JSON for the page's script."""
    return visit.json({str(row.id): row.status for row in _requests(visit, account)})


def letters(visit: Visit, account: Account) -> Response:
    """The inbox."""
    return visit.render("letters.html", rows=visit.session.scalars(_letters(account)).all())


def letter(visit: Visit, row: Notice) -> Response:
    """One letter, which is read thereby."""
    if row.read_at is None:
        row.read_at = visit.now
    return visit.render("letter.html", row=row)


def prices(visit: Visit) -> Response:
    """The price list, for everybody."""
    rows = visit.session.scalars(select(Tariff).order_by(Tariff.id)).all()
    return visit.render("prices.html", groups=[(kind, [row for row in rows if row.kind == kind]) for kind in KINDS])


def _letters(account: Account) -> Select[Notice]:
    return select(Notice).where(Notice.account_id == account.id).order_by(Notice.sent_at.desc())


def _requests(visit: Visit, account: Account) -> list[ChangeRequest]:
    mine = select(ChangeRequest).join(SupplyPoint).where(SupplyPoint.account_id == account.id)
    return list(visit.session.scalars(mine.order_by(ChangeRequest.asked_at.desc(), ChangeRequest.id.desc())))
