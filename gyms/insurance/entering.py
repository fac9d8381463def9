"""What somebody enters about a loss, and what is wrong with it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from gyms.insurance.causes import CAUSES
from gyms.insurance.models import ClaimDraft, Payee, Policy

FIELDS = ("cause", "lost_on", "amount", "details", "payee", "share_with_partners", "draft")
_LARGEST = 7
"""Digits that an amount may have before the point."""


@dataclass
class Entry:
    """The form as it was filled in; ``wrong`` has a complaint by field once it was checked."""

    given: Mapping[str, str]
    wrong: dict[str, str] = field(default_factory=dict)
    amount: int = 0
    """Cents."""
    lost_on: dt.date = dt.date.min

    def get(self, name: str) -> str:
        """What stands in a field."""
        return self.given.get(name, "")


def checked(form: Mapping[str, str], policy: Policy, payees: list[Payee], today: dt.date) -> Entry:
    """The entry, with all that is wrong."""
    entry = Entry({name: form.get(name, "").strip() for name in FIELDS})
    entry.amount = cents(entry.get("amount")) or 0
    entry.lost_on = _day(entry.get("lost_on"))
    if entry.get("cause") not in dict(CAUSES[policy.kind]):
        entry.wrong["cause"] = "Tell us what happened."
    if not entry.amount:
        entry.wrong["amount"] = "Enter an amount in dollars, such as 1,250.00."
    if not entry.get("details"):
        entry.wrong["details"] = "Describe it in a few words."
    if entry.get("payee") not in {str(payee.id) for payee in payees}:
        entry.wrong["payee"] = "Choose where we pay to."
    if entry.lost_on == dt.date.min or entry.lost_on > today:
        entry.wrong["lost_on"] = "Enter the day of the loss."
    elif not policy.covers(entry.lost_on):
        entry.wrong["lost_on"] = "This policy was not in force on that day."
    return entry


def from_draft(draft: ClaimDraft) -> Entry:
    """The form as it was kept."""
    return Entry(
        {
            "cause": draft.cause,
            "lost_on": draft.lost_on.isoformat(),
            "amount": f"{draft.amount / 100:.2f}",
            "details": draft.details,
            "payee": str(draft.payee_id),
            "share_with_partners": "on" if draft.share_with_partners else "",
            "draft": str(draft.id),
        }
    )


def cents(text: str) -> int | None:
    """Cents of ``1,250.00``, ``$1250`` or ``1250.5``; None for anything else."""
    whole, _, rest = text.strip().removeprefix("$").replace(",", "").partition(".")
    digits = whole + rest.ljust(2, "0")
    if not (whole and digits.isascii() and digits.isdecimal() and len(whole) <= _LARGEST and len(rest) <= 2):
        return None
    return int(digits)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return dt.date.min
