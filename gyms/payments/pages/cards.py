"""Cards: activating, freezing, closing, and disputing a charge."""

from sqlalchemy import select

from gyms.kit.signed_in import LARGEST_ID
from gyms.kit.site import Response, Visit
from gyms.payments import codes
from gyms.payments.freezing import ask
from gyms.payments.models import Card, CardEvent, Customer
from gyms.payments.populate import DISPUTE_REASONS
from gyms.payments.web import cards_of, missing


def cards(visit: Visit, customer: Customer) -> Response:
    """All cards."""
    return visit.render("cards.html", rows=cards_of(visit, customer))


def card(visit: Visit, row: Card) -> Response:
    """One card and everything that happened to it."""
    disputed = {event.about_id for event in _events(visit, row) if event.kind == "dispute"}
    return visit.render("card.html", row=row, events=_events(visit, row), disputed=disputed, reasons=DISPUTE_REASONS)


def states(visit: Visit, row: Card) -> Response:
    """How far requests about the card are, as JSON for the page's script."""
    return visit.json({str(event.id): event.status for event in _events(visit, row) if event.kind != "charge"})


def activate_form(visit: Visit, row: Card) -> Response:
    """Send a code, or enter it."""
    return _activate(visit, row)


def send_code(visit: Visit, row: Card) -> Response:
    """The code for a new card, or once another one."""
    sent = codes.codes_for(visit.session, transfer=None, card=row)
    if row.status == "issued" and not sent:
        codes.send(visit.world, visit.session, row.account.customer, transfer=None, card=row)
    elif row.status == "issued" and codes.can_resend(sent):
        codes.resend(visit.world, visit.session, row.account.customer, sent)
    return visit.redirect(f"/cards/{row.id}/activate")


def activate(visit: Visit, row: Card) -> Response:
    """Release the card."""
    sent = codes.codes_for(visit.session, transfer=None, card=row)
    try:
        codes.redeem(visit.session, sent, visit.form.get("code", ""), visit.now)
    except codes.Refused as refusal:
        return _activate(visit, row, error=str(refusal))
    return visit.redirect(f"/cards/{row.id}")


def stop_form(visit: Visit, row: Card) -> Response:
    """Freeze for a while, or close for good."""
    return visit.render("stop.html", row=row, error="")


def stop(visit: Visit, row: Card) -> Response:
    """Take the wish; the page speaks as if it were fulfilled."""
    kind = visit.form.get("kind", "")
    if kind not in {"freeze", "close"} or row.status != "active":
        return visit.render("stop.html", 422, row=row, error="Please choose what should happen to the card.")
    ask(visit.world, visit.session, CardEvent(card_id=row.id, kind=kind, status="pending", at=visit.now))
    visit.flash("Your card is frozen." if kind == "freeze" else "Your card is closed.")
    return visit.redirect(f"/cards/{row.id}")


def dispute_form(visit: Visit, row: Card) -> Response:
    """Say what is wrong with a charge."""
    charge = _charge(visit, row)
    return missing(visit) if charge is None else _dispute(visit, row, charge)


def dispute(visit: Visit, row: Card) -> Response:
    """Note the dispute."""
    charge = _charge(visit, row)
    if charge is None:
        return missing(visit)
    reason = visit.form.get("reason", "")
    if reason not in DISPUTE_REASONS:
        return _dispute(visit, row, charge, error="Please choose a reason.")
    visit.session.add(
        CardEvent(
            card_id=row.id,
            kind="dispute",
            status="done",
            merchant=charge.merchant,
            amount_cents=charge.amount_cents,
            reason=reason,
            about_id=charge.id,
            at=visit.now,
        )
    )
    visit.flash("We have noted your dispute.")
    return visit.redirect(f"/cards/{row.id}")


def _events(visit: Visit, row: Card) -> list[CardEvent]:
    mine = select(CardEvent).where(CardEvent.card_id == row.id).order_by(CardEvent.at.desc(), CardEvent.id.desc())
    return list(visit.session.scalars(mine))


def _charge(visit: Visit, row: Card) -> CardEvent | None:
    found = visit.session.get(CardEvent, min(visit.path["charge"], LARGEST_ID))
    return found if found is not None and found.card_id == row.id and found.kind == "charge" else None


def _activate(visit: Visit, row: Card, error: str = "") -> Response:
    sent = codes.codes_for(visit.session, transfer=None, card=row)
    return visit.render(
        "activate.html",
        status=422 if error else 200,
        row=row,
        sent=bool(sent) and sent[-1].status == "sent",
        again=codes.can_resend(sent),
        blocked=bool(sent) and sent[-1].status == "blocked",
        error=error,
    )


def _dispute(visit: Visit, row: Card, charge: CardEvent, error: str = "") -> Response:
    return visit.render(
        "dispute.html",
        status=422 if error else 200,
        row=row,
        charge=charge,
        reasons=list(DISPUTE_REASONS.items()),
        error=error,
    )
