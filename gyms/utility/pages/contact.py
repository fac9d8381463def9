"""Where letters go and which messages are sent: correspondence address and contact preferences."""

from collections.abc import Iterable

from sqlalchemy import select

from gyms.kit.site import Response, Visit
from gyms.utility import places
from gyms.utility.messages import TOPICS
from gyms.utility.models import Account, ContactPreference

ADDRESS = ("region", "town", "street", "house_number")


def address_form(visit: Visit, account: Account) -> Response:
    """The address on file, or what was chosen so far where every choice asks for the page anew."""
    return _address_form(visit, {name: visit.query.get(name, getattr(account, name)) for name in ADDRESS})


def save_address(visit: Visit, account: Account) -> Response:
    """Store the four parts together."""
    values = {name: visit.form.get(name, "").strip() for name in ADDRESS}
    if values["street"] not in places.streets(values["region"], values["town"]):
        return _address_form(visit, values, error="Please choose region, town and street.")
    if not values["house_number"] or len(values["house_number"]) > 10:
        return _address_form(visit, values, error="Please enter the house number.")
    for name, value in values.items():
        setattr(account, name, value)
    visit.flash("Your correspondence address has been saved.")
    return visit.redirect("/account")


def towns(visit: Visit, account: Account) -> Response:  # noqa: ARG001 - for customers only
    """The towns of a region, as JSON."""
    return visit.json(list(places.towns(visit.query.get("region", ""))))


def streets(visit: Visit, account: Account) -> Response:  # noqa: ARG001 - for customers only
    """The streets of a town, as JSON."""
    return visit.json(list(places.streets(visit.query.get("region", ""), visit.query.get("town", ""))))


def preferences(visit: Visit, account: Account) -> Response:
    """All messages, with a switch each."""
    return visit.render("preferences.html", topics=TOPICS, wanted=_wanted(visit, account))


def switch(visit: Visit, account: Account) -> Response:
    """One message on or off, at once."""
    topic = visit.form.get("topic", "")
    if topic in TOPICS:
        _set(visit, account, [topic], on=visit.form.get("on") == "1")
    return visit.redirect("/preferences")


def switch_all(visit: Visit, account: Account) -> Response:
    """Every message on or off, at once."""
    _set(visit, account, list(TOPICS), on=visit.form.get("on") == "1")
    return visit.redirect("/preferences")


def _wanted(visit: Visit, account: Account) -> list[str]:
    return list(_rows(visit, account))


def _rows(visit: Visit, account: Account) -> dict[str, ContactPreference]:
    mine = select(ContactPreference).where(ContactPreference.account_id == account.id)
    return {row.topic: row for row in visit.session.scalars(mine)}


def _set(visit: Visit, account: Account, topics: list[str], *, on: bool) -> None:
    rows = _rows(visit, account)
    for topic in topics:
        row = rows.get(topic)
        if on and row is None:
            visit.session.add(ContactPreference(account_id=account.id, topic=topic))
        elif not on and row is not None:
            visit.session.delete(row)


def _address_form(visit: Visit, values: dict[str, str], error: str = "") -> Response:
    return visit.render(
        "address.html",
        status=422 if error else 200,
        values=values,
        regions=_choices(places.DIRECTORY),
        towns=_choices(places.towns(values["region"])),
        streets=_choices(places.streets(values["region"], values["town"])),
        error=error,
    )


def _choices(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, name) for name in names]
