"""The awards catalogue, and the window in which one is ordered.

The window answers its POST with the receipt itself, as such windows did: whoever sends it again orders again.
"""

from dataclasses import dataclass

from sqlalchemy import select
from starlette.responses import Response

from gyms.loyalty import accounts, postback
from gyms.loyalty.awards_on_offer import CATEGORIES
from gyms.loyalty.models import Award, Member
from gyms.loyalty.web import Call, missing, show

PER_PAGE = 7
DELIVERIES = {"mail": "Post to address on file", "email": "E-mail voucher"}


@dataclass(frozen=True)
class Order:
    """What the award window is about."""

    award: Award
    quantity: int
    delivery: str

    @property
    def cost(self) -> int:
        """Points for all of them."""
        return self.award.points * self.quantity


def catalogue(call: Call, _: Member) -> Response:
    """Awards of a category, a few at a time."""
    sent = postback.read(call)
    category = sent.argument if sent.target == "lnkCat" else str(sent.state.get("category", ""))
    category = category if category in CATEGORIES else CATEGORIES[0]
    page = postback.whole_number(sent.argument) if sent.target == "lnkPage" else 1
    awards = call.session.scalars(select(Award).where(Award.category == category).order_by(Award.code)).all()
    pages = -(-len(awards) // PER_PAGE)
    page = min(max(page, 1), pages)
    return show(
        call,
        "awards.html",
        awards=awards[(page - 1) * PER_PAGE : page * PER_PAGE],
        categories=CATEGORIES,
        category=category,
        page=page,
        pages=pages,
        state={"category": category},
    )


def detail(call: Call, _: Member) -> Response:
    """One award."""
    award = _award(call, call.path["code"])
    if award is None:
        return missing(call)
    others = select(Award).where(Award.category == award.category, Award.id != award.id).order_by(Award.code).limit(6)
    return show(call, "award.html", award=award, others=call.session.scalars(others).all(), deliveries=DELIVERIES)


def confirm(call: Call, member: Member) -> Response:
    """The window: what will be debited."""
    order = _order(call, call.query.get("award", ""), call.query.get("qty", "1"), call.query.get("deliver", ""))
    if order is None:
        return missing(call)
    return _window(call, order, _obstacle(member, order), donate=call.options["defaults"] == "trap")


def order(call: Call, member: Member) -> Response:
    """Debit it, and show the receipt."""
    state = postback.read(call).state
    wanted = _order(call, str(state.get("award", "")), str(state.get("qty", "1")), str(state.get("deliver", "")))
    if wanted is None:
        return missing(call)
    donate = "chkDonate" in call.form
    error = _obstacle(member, wanted, accounts.DONATION if donate else 0)
    if not error and "chkTerms" not in call.form:
        error = "ERROR 107: Please accept the award terms."
    if error:
        return _window(call, wanted, error, donate=donate)
    made = accounts.redeem(call.session, member, wanted.award, wanted.quantity, wanted.delivery, donate, call.now)
    return show(call, "popup_receipt.html", redemption=made, deliveries=DELIVERIES)


def _window(call: Call, order: Order, error: str, *, donate: bool) -> Response:
    state = {"award": order.award.code, "qty": order.quantity, "deliver": order.delivery}
    return show(
        call,
        "popup_redeem.html",
        order=order,
        deliveries=DELIVERIES,
        donate=donate,
        donation=accounts.DONATION,
        error=error,
        state=state,
    )


def _obstacle(member: Member, order: Order, more: int = 0) -> str:
    """Why the award can't be had; empty when it can."""
    if not accounts.entitled(member, order.award):
        return f"ERROR 112: This award is reserved for {order.award.tier} members."
    if member.points < order.cost + more:
        return "ERROR 109: Insufficient points."
    return ""


def _order(call: Call, code: str, quantity: str, delivery: str) -> Order | None:
    award = _award(call, code)
    if award is None or quantity not in {"1", "2", "3", "4", "5"} or delivery not in DELIVERIES:
        return None
    return Order(award, int(quantity), delivery)


def _award(call: Call, code: str) -> Award | None:
    return call.session.scalar(select(Award).where(Award.code == code))
