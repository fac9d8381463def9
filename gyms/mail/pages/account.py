"""What one can set about oneself."""

from sqlalchemy import select
from starlette.responses import Response

from gyms.mail import mailbox
from gyms.mail.models import Account, Filter, Label
from gyms.mail.web import Call, field, missing, number, show


def settings(call: Call, account: Account) -> Response:
    """Name, signature, filters."""
    query = select(Filter).where(Filter.account_id == account.id).order_by(Filter.id)
    return show(call, "settings.html", filters=call.session.scalars(query).all())


def save_settings(call: Call, account: Account) -> Response:
    """Change name and signature."""
    if not field(call, "name"):
        call.flash("Please enter a name.", "error")
        return call.redirect("/settings")
    account.name, account.signature = field(call, "name")[:120], field(call, "signature")[:300]
    call.flash("Your settings have been saved.")
    return call.redirect("/settings")


def add_filter(call: Call, account: Account) -> Response:
    """A rule for messages that come, and for those that are there if one wants."""
    label = call.session.get(Label, number(field(call, "label")))
    if label is None or label.account_id != account.id or not field(call, "sender"):
        call.flash("A filter needs a sender and a label.", "error")
        return call.redirect("/settings")
    rule = Filter(account_id=account.id, sender=field(call, "sender")[:200], label_id=label.id)
    call.session.add(rule)
    call.session.flush()
    applied = mailbox.apply_filter(call.session, rule) if field(call, "existing") else 0
    call.flash(f"The filter has been added and applied to {applied} messages." if applied else "Filter added.")
    return call.redirect("/settings")


def drop_filter(call: Call, account: Account) -> Response:
    """Remove a rule; labels that it gave stay."""
    rule = call.session.get(Filter, call.path["rule"])
    if rule is None or rule.account_id != account.id:
        return missing(call)
    call.session.delete(rule)
    call.flash("Filter removed.")
    return call.redirect("/settings")
