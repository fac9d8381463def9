"""Giving points to somebody of the same household: form, check, transfer."""

from sqlalchemy import or_, select
from starlette.responses import Response

from gyms.loyalty import accounts, postback
from gyms.loyalty.models import Member, Transfer
from gyms.loyalty.web import Call, missing, show


def listing(call: Call, member: Member) -> Response:
    """Given and taken."""
    mine = or_(Transfer.from_id == member.id, Transfer.to_id == member.id)
    query = select(Transfer).where(mine).order_by(Transfer.id.desc())
    return show(call, "transfers.html", transfers=call.session.scalars(query).all())


def detail(call: Call, member: Member) -> Response:
    """One transfer, as recorded."""
    transfer = call.session.get(Transfer, call.path["number"])
    if transfer is None or member.id not in {transfer.from_id, transfer.to_id}:
        return missing(call)
    return show(call, "transfer.html", transfer=transfer)


def form(call: Call, member: Member) -> Response:
    """The form, the check, and the transfer itself: one page that is sent to itself."""
    sent = postback.read(call)
    family = accounts.members_family(call.session, member)
    to, points = call.form.get("ddlMember", ""), call.form.get("txtPoints", "")
    if sent.target in {"btnConfirm", "btnBack"}:
        to, points = str(sent.state.get("to", "")), str(sent.state.get("points", ""))
    taker = next((other for other in family if other.number == to), None)
    amount = postback.whole_number(points)
    if sent.target not in {"btnCont", "btnConfirm"}:
        return show(call, "transfer_form.html", family=family, to=to, points=points, error="")
    error = _obstacle(member, taker, amount)
    if taker is None or error:
        return show(call, "transfer_form.html", family=family, to=to, points=points, error=error)
    if sent.target == "btnCont":
        return show(
            call, "transfer_check.html", taker=taker, amount=amount, state={"to": taker.number, "points": str(amount)}
        )
    made = accounts.transfer(call.session, member, taker, amount, call.now)
    return call.redirect(f"/m/transfers/{made.id}")


def _obstacle(member: Member, taker: Member | None, amount: int) -> str:
    if taker is None:
        return "ERROR 201: Please select a household member."
    if amount <= 0 or amount % accounts.TRANSFER_STEP:
        return f"ERROR 204: Points must be a multiple of {accounts.TRANSFER_STEP}."
    return "ERROR 109: Insufficient points." if amount > member.points else ""
