"""The awards that a member ordered."""

from sqlalchemy import select
from starlette.responses import Response

from gyms.loyalty import accounts, postback
from gyms.loyalty.models import Member, Redemption
from gyms.loyalty.pages.awards import DELIVERIES
from gyms.loyalty.web import Call, missing, show


def listing(call: Call, member: Member) -> Response:
    """All of them, latest first."""
    query = select(Redemption).where(Redemption.member_id == member.id).order_by(Redemption.id.desc())
    return show(call, "redemptions.html", redemptions=call.session.scalars(query).all(), deliveries=DELIVERIES)


def detail(call: Call, member: Member) -> Response:
    """One order; it can be cancelled until it is sent, which is asked twice."""
    redemption = call.session.get(Redemption, call.path["number"])
    if redemption is None or redemption.member_id != member.id:
        return missing(call)
    target = postback.read(call).target
    if target == "lnkCancelNow" and redemption.status == "confirmed":
        accounts.cancel(call.session, member, redemption, call.now)
        return call.redirect(f"/m/redemptions/{redemption.id}")
    asking = target == "lnkCancel" and redemption.status == "confirmed"
    return show(call, "redemption.html", redemption=redemption, deliveries=DELIVERIES, asking=asking)
