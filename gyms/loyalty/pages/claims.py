"""Claiming miles for a flight that was not credited.

The form is sent to itself whenever the carrier or the flight number changes. In the 1999 portal the page that comes
back has forgotten everything else that was entered; in that of 2004 only what no longer applies.
"""

import datetime as dt

from sqlalchemy import select
from starlette.responses import Response

from gyms.loyalty import postback
from gyms.loyalty.atlas import AIRPORT_NAMES, CARRIER_BY_CODE, CARRIERS
from gyms.loyalty.models import Claim, Flight, Member
from gyms.loyalty.web import Call, missing, show

FIELDS = ("ddlCarrier", "txtFlight", "txtDate", "txtFrom", "txtTo", "txtTicket", "ddlClass")
CHANGES = ("ddlCarrier", "txtFlight")
"""Fields whose change sends the form."""

CLAIMABLE = dt.timedelta(days=183)
"""How far back the calendar goes."""

Values = dict[str, str]


def listing(call: Call, member: Member) -> Response:
    """All claims of the member."""
    query = select(Claim).where(Claim.member_id == member.id).order_by(Claim.id.desc())
    return show(call, "claims.html", claims=call.session.scalars(query).all())


def detail(call: Call, member: Member) -> Response:
    """One claim; as long as nobody looked at it, it can be withdrawn, which is asked twice."""
    claim = call.session.get(Claim, call.path["number"])
    if claim is None or claim.member_id != member.id:
        return missing(call)
    target = postback.read(call).target
    if target == "lnkWithdrawNow" and claim.status == "received":
        claim.status = "withdrawn"
        return call.redirect(f"/m/claims/{claim.id}")
    return show(call, "claim.html", claim=claim, asking=target == "lnkWithdraw" and claim.status == "received")


def form(call: Call, member: Member) -> Response:
    """The form, the check, and the claim itself."""
    sent = postback.read(call)
    values = {name: call.form.get(name, "").strip() for name in FIELDS}
    if sent.target in {"btnConfirm", "btnBack"}:
        values = {name: str(sent.state.get(name, "")) for name in FIELDS}
    if sent.target in CHANGES:
        return _form(call, _after_change(values, sent.target, forgets=call.options["era"] == "1999"))
    if sent.target not in {"btnSubmit2", "btnConfirm"}:
        return _form(call, values)
    flight = _flight(call, values)
    errors = _errors(call, values, flight)
    if errors or flight is None:
        return _form(call, values, errors)
    if sent.target == "btnSubmit2":
        return show(call, "claim_check.html", flight=flight, values=values, state=values)
    claim = Claim(
        member_id=member.id,
        flight_id=flight.id,
        ticket=digits(values["txtTicket"]),
        booking_class=values["ddlClass"],
        filed_at=call.now,
    )
    call.session.add(claim)
    call.session.flush()
    return call.redirect(f"/m/claims/{claim.id}")


def _form(call: Call, values: Values, errors: tuple[str, ...] = ()) -> Response:
    carrier = CARRIER_BY_CODE.get(values["ddlCarrier"])
    routes = select(Flight.origin, Flight.destination).where(
        Flight.carrier == values["ddlCarrier"], Flight.number == values["txtFlight"]
    )
    return show(
        call,
        "claim_form.html",
        values=values,
        errors=errors,
        airlines=CARRIERS,
        classes=carrier.classes if carrier else (),
        route=call.session.execute(routes).first(),
        first=call.today - CLAIMABLE,
    )


def _after_change(values: Values, changed: str, *, forgets: bool) -> Values:
    """What the form still knows."""
    kept = CHANGES if forgets else FIELDS
    gone = {"ddlClass", "txtFlight"} if changed == "ddlCarrier" else set()
    return {name: value if name in kept and name not in gone else "" for name, value in values.items()}


def digits(text: str) -> str:
    """Only the digits."""
    return "".join(letter for letter in text if letter.isdecimal())


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _flight(call: Call, values: Values) -> Flight | None:
    day = _day(values["txtDate"])
    wanted = (Flight.carrier == values["ddlCarrier"], Flight.number == values["txtFlight"], Flight.date == day)
    return call.session.scalar(select(Flight).where(*wanted)) if day else None


def _errors(call: Call, values: Values, flight: Flight | None) -> tuple[str, ...]:
    carrier = CARRIER_BY_CODE.get(values["ddlCarrier"])
    if carrier is None:
        return ("ERROR 301: Please select a carrier.",)
    found = []
    ends = (values["txtFrom"].upper(), values["txtTo"].upper())
    if any(end not in AIRPORT_NAMES for end in ends):
        found.append("ERROR 304: Airport code unknown. Use the code finder.")
    elif flight is None or ends != (flight.origin, flight.destination):
        found.append("ERROR 305: No such flight on that date between these airports.")
    if len(digits(values["txtTicket"])) != 13 or not digits(values["txtTicket"]).startswith(carrier.ticket_prefix):
        found.append(f"ERROR 307: Ticket no. must have 13 digits and begin with {carrier.ticket_prefix}.")
    if values["ddlClass"] not in dict(carrier.classes):
        found.append("ERROR 308: Please select a booking class.")
    if flight is not None and flight.date > call.today:
        found.append("ERROR 309: This flight has not been flown yet.")
    return tuple(found)
