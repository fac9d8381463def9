"""The statement of account, by quarter, a page at a time; all by postback."""

import datetime as dt

from sqlalchemy import select
from starlette.responses import Response

from gyms.loyalty import postback
from gyms.loyalty.models import LedgerLine, Member
from gyms.loyalty.web import Call, show

PER_PAGE = 10
QUARTERS = 6


def listing(call: Call, member: Member) -> Response:
    """The lines of the period that is chosen; all of them by default."""
    sent = postback.read(call)
    period = call.form.get("ddlPeriod", "all")
    page = postback.whole_number(sent.argument) if sent.target == "lnkPage" else 1
    every = call.session.scalars(
        select(LedgerLine).where(LedgerLine.member_id == member.id).order_by(LedgerLine.posted_on, LedgerLine.id)
    ).all()
    balances, balance = {}, 0
    for line in every:
        balance += line.points
        balances[line.id] = balance
    lines = [line for line in reversed(every) if period in {"all", quarter(line.posted_on)}]
    pages = max(1, -(-len(lines) // PER_PAGE))
    page = min(max(page, 1), pages)
    return show(
        call,
        "statement.html",
        lines=lines[(page - 1) * PER_PAGE : page * PER_PAGE],
        balances=balances,
        page=page,
        pages=pages,
        period=period,
        periods=_periods(call.today),
    )


def quarter(day: dt.date) -> str:
    """``2026Q2``."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def _periods(today: dt.date) -> list[str]:
    """This quarter and those before it."""
    year, number, found = today.year, (today.month + 2) // 3, []
    for _ in range(QUARTERS):
        found.append(f"{year}Q{number}")
        year, number = (year, number - 1) if number > 1 else (year - 1, 4)
    return found
