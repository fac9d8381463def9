"""The address book, and the suggestions that come from it."""

from sqlalchemy import or_, select
from starlette.responses import Response

from gyms.mail.delivery import NotAnAddressError, recipients, written
from gyms.mail.models import Account, Contact
from gyms.mail.web import Call, field, missing, show

MOST_SUGGESTED = 8


def contacts(call: Call, account: Account) -> Response:
    """Everybody, or whom one looks for."""
    return show(call, "contacts.html", contacts=_matching(call, account, field(call, "q")), words=field(call, "q"))


def contact(call: Call, account: Account) -> Response:
    """One person."""
    found = _own(call, account)
    return show(call, "contact.html", contact=found, error="") if found else missing(call)


def save_contact(call: Call, account: Account) -> Response:
    """Change what the address book says about a person."""
    found = _own(call, account)
    if found is None:
        return missing(call)
    error = _wrong(call, account, found.id)
    if error:
        return show(call, "contact.html", 422, contact=found, error=error)
    _fill(call, found)
    call.flash("The contact has been saved.")
    return call.redirect(f"/contacts/{found.id}")


def new_contact(call: Call, _account: Account) -> Response:
    """An empty entry."""
    return show(call, "contact.html", contact=None, error="")


def add_contact(call: Call, account: Account) -> Response:
    """Add a person."""
    error = _wrong(call, account, None)
    if error:
        return show(call, "contact.html", 422, contact=None, error=error)
    made = Contact(account_id=account.id)
    _fill(call, made)
    call.session.add(made)
    call.session.flush()
    call.flash("The contact has been added.")
    return call.redirect(f"/contacts/{made.id}")


def suggest(call: Call, account: Account) -> Response:
    """Whom the letters typed so far may stand for."""
    words = field(call, "q")
    found = _matching(call, account, words)[:MOST_SUGGESTED] if words else []
    return call.json(
        [{"text": written([(each.name, each.address)]), "organisation": each.organisation} for each in found]
    )


def _matching(call: Call, account: Account, words: str) -> list[Contact]:
    tests = [
        or_(*(column.icontains(word, autoescape=True) for column in (Contact.name, Contact.address)))
        for word in words.split()
    ]
    query = select(Contact).where(Contact.account_id == account.id, *tests)
    return list(call.session.scalars(query.order_by(Contact.name, Contact.organisation, Contact.id)))


def _own(call: Call, account: Account) -> Contact | None:
    found = call.session.get(Contact, call.path["contact"])
    return found if found and found.account_id == account.id else None


def _wrong(call: Call, account: Account, key: int | None) -> str:
    try:
        given = recipients(field(call, "address"))
    except NotAnAddressError:
        given = []
    if not field(call, "name") or len(given) != 1:
        return "Please enter a name and one e-mail address."
    same = select(Contact).where(Contact.account_id == account.id, Contact.address == given[0].address)
    taken = call.session.scalar(same)
    return "This address is in your address book already." if taken and taken.id != key else ""


def _fill(call: Call, contact: Contact) -> None:
    contact.name, contact.address = field(call, "name")[:120], recipients(field(call, "address"))[0].address
    contact.organisation, contact.phone = field(call, "organisation")[:120], field(call, "phone")[:40]
