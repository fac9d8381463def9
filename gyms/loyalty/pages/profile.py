"""The member's particulars: an overview, the mailing address, how to be reached."""

import re

from starlette.responses import Response

from gyms.loyalty import accounts, postback
from gyms.loyalty.atlas import COUNTRIES, STATES
from gyms.loyalty.models import Member, ProfileChange
from gyms.loyalty.web import Call, show

ADDRESS = {
    "txtAddr1": "line1",
    "txtAddr2": "line2",
    "txtCity": "city",
    "ddlCountry": "country",
    "ddlState": "state",
    "txtZip": "postcode",
}
"""Fields of the form and where they go."""
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]{1,80}(?:\.[^@\s.]{1,40}){1,4}")
STALE = "ERROR 090: Your record was changed meanwhile. Please check and enter your changes again."

Values = dict[str, str]


def overview(call: Call, member: Member) -> Response:
    """Everything on file, and who else belongs to the household."""
    return show(call, "profile.html", family=accounts.members_family(call.session, member))


def address(call: Call, member: Member) -> Response:
    """The mailing address. Choosing a country sends the form, for the list of states follows it."""
    sent = postback.read(call)
    values = {name: " ".join(call.form.get(name, "").split()) for name in ADDRESS}
    household = "chkHousehold" in call.form
    if call.method == "GET":
        values = {name: getattr(member, column) for name, column in ADDRESS.items()}
        return _form(call, member, values, (), household=call.options["defaults"] == "trap")
    if sent.target == "ddlCountry":
        return _form(call, member, _after_country(call, values), (), household=household, version=_version(sent))
    if sent.target != "btnSave":
        return call.redirect("/m/profile")
    if _version(sent) != member.version:
        fresh = {name: getattr(member, column) for name, column in ADDRESS.items()}
        return _form(call, member, fresh, (STALE,), household=household)
    errors = _address_errors(values)
    if errors:
        return _form(call, member, values, errors, household=household)
    for one in (member, *(accounts.members_family(call.session, member) if household else ())):
        _move(call, one, values)
    return call.redirect("/m/profile")


def _move(call: Call, member: Member, values: Values) -> None:
    for name, column in ADDRESS.items():
        setattr(member, column, values[name])
    _record(call, member, "address")


def _form(
    call: Call, member: Member, values: Values, errors: tuple[str, ...], *, household: bool, version: int | None = None
) -> Response:
    return show(
        call,
        "address.html",
        values=values,
        errors=errors,
        household=household,
        all_countries=COUNTRIES,
        states=[(name, name) for name in STATES.get(values["ddlCountry"], ())],
        state={"version": version or member.version},
    )


def _version(sent: postback.Postback) -> int:
    return postback.whole_number(sent.state.get("version", 0))


def _after_country(call: Call, values: Values) -> Values:
    """The state is chosen anew; the portal of 1999 wants the ZIP code anew as well."""
    gone = {"ddlState", "txtZip"} if call.options["era"] == "1999" else {"ddlState"}
    return {name: "" if name in gone else value for name, value in values.items()}


def _address_errors(values: Values) -> tuple[str, ...]:
    found = []
    if not values["txtAddr1"] or not values["txtCity"] or not values["txtZip"]:
        found.append("ERROR 061: Addr. 1, City and ZIP are required.")
    if values["ddlState"] not in STATES.get(values["ddlCountry"], ()):
        found.append("ERROR 063: Please select State/Prov.")
    if any(len(values[name]) > 60 for name in values) or len(values["txtZip"]) > 12:
        found.append("ERROR 065: Too long.")
    return tuple(found)


def contact(call: Call, member: Member) -> Response:
    """E-mail and telephone."""
    sent = postback.read(call)
    values = {"txtEmail": call.form.get("txtEmail", "").strip(), "txtTel": call.form.get("txtTel", "").strip()}
    if call.method == "GET":
        values = {"txtEmail": member.email, "txtTel": member.phone}
        return show(call, "contact.html", values=values, error="", state={"version": member.version})
    if sent.target != "btnSave":
        return call.redirect("/m/profile")
    error = STALE if _version(sent) != member.version else _contact_error(values)
    if error:
        return show(call, "contact.html", values=values, error=error, state={"version": member.version})
    member.email, member.phone = values["txtEmail"].lower(), values["txtTel"]
    _record(call, member, "contact")
    return call.redirect("/m/profile")


def _contact_error(values: Values) -> str:
    if not EMAIL.fullmatch(values["txtEmail"]) or len(values["txtEmail"]) > 120:
        return "ERROR 071: E-mail address invalid."
    return "" if 6 <= len(values["txtTel"]) <= 30 else "ERROR 072: Telephone invalid."


def _record(call: Call, member: Member, kind: str) -> None:
    member.version += 1
    call.session.add(ProfileChange(member_id=member.id, kind=kind, changed_at=call.now))
