"""The welcome page, the partners and the rules."""

from sqlalchemy import select
from starlette.responses import Response

from gyms.loyalty.atlas import CARRIERS
from gyms.loyalty.models import LedgerLine, Member
from gyms.loyalty.web import Call, show


def home(call: Call, member: Member) -> Response:
    """The account at a glance."""
    latest = select(LedgerLine).where(LedgerLine.member_id == member.id)
    lines = call.session.scalars(latest.order_by(LedgerLine.posted_on.desc(), LedgerLine.id.desc()).limit(5)).all()
    return show(call, "home.html", lines=lines)


def partners(call: Call, _: Member) -> Response:
    """Whose flights earn miles, in which classes."""
    return show(call, "partners.html", airlines=CARRIERS)


def help_page(call: Call, _: Member) -> Response:
    """Questions that were asked before."""
    return show(call, "help.html")
