"""Writing, answering and forwarding; drafts and the outbox."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from starlette.responses import Response

from gyms.mail import delivery
from gyms.mail.delivery import NotAnAddressError, written
from gyms.mail.models import Account, Attachment, Contact, Email, Outgoing, Recipient
from gyms.mail.web import Call, field, missing, number, show

FIELDS = ("to", "cc", "subject", "body")


@dataclass(frozen=True)
class Blank:
    """What a form starts with."""

    kind: str = "new"
    parent: Email | None = None
    to: str = ""
    cc: str = ""
    subject: str = ""


def compose(call: Call, account: Account) -> Response:
    """An empty message, maybe to somebody from the address book."""
    contact = call.session.get(Contact, number(field(call, "to")))
    known = contact is not None and contact.account_id == account.id
    return _blank(call, Blank(to=written([(contact.name, contact.address)]) + ", " if contact and known else ""))


def reply(call: Call, email: Email) -> Response:
    """An answer to the sender alone."""
    to = written([(email.sender_name, email.sender_address)])
    return _blank(call, Blank("reply", email, to=to, subject=_prefixed("Re:", email.subject)))


def reply_all(call: Call, email: Email) -> Response:
    """An answer to the sender and to everybody else who had the message."""
    account = call.session.get_one(Account, email.account_id)
    query = select(Recipient).where(Recipient.email_id == email.id, Recipient.kind != "bcc").order_by(Recipient.id)
    others = [(each.name, each.address) for each in call.session.scalars(query) if each.address != account.address]
    to, cc = written([(email.sender_name, email.sender_address)]), written(others)
    return _blank(call, Blank("reply", email, to=to, cc=cc, subject=_prefixed("Re:", email.subject)))


def forward(call: Call, email: Email) -> Response:
    """The message passed on, with its files if they are kept."""
    return _blank(call, Blank("forward", email, subject=_prefixed("Fwd:", email.subject)))


def _blank(call: Call, blank: Blank) -> Response:
    trap = call.options.get("defaults") == "trap"
    values = {"to": blank.to, "cc": blank.cc, "subject": blank.subject, "body": ""}
    boxes = {"copy_me": trap, "keeps": not trap}
    return _form(call, blank.kind, blank.parent, {**values, **boxes}, token=call.world.new_token())


def _form(
    call: Call,
    kind: str,
    parent: Email | None,
    values: dict[str, Any],
    *,
    token: str,
    error: str = "",
    status: int = 200,
) -> Response:
    query = select(Attachment).where(Attachment.email_id == (parent.id if parent else 0)).order_by(Attachment.id)
    files = call.session.scalars(query).all() if kind == "forward" else []
    return show(
        call, "compose.html", status, kind=kind, parent=parent, values=values, token=token, error=error, files=files
    )


def _prefixed(prefix: str, subject: str) -> str:
    return subject if subject.startswith(prefix) else f"{prefix} {subject}"


# -- what comes back ------------------------------------------------------------------------------------------------


def save_draft(call: Call, account: Account) -> Response:
    """Keep what is written so far; pages do it by themselves."""
    outgoing = _kept(call, account)
    if outgoing is None or outgoing.status != "draft":
        return call.json({"saved": False})
    return call.json({"saved": True, "at": f"{call.now:%H:%M}"})


def send(call: Call, account: Account) -> Response:
    """Hand the message over. A form that arrives again is answered as it was the first time."""
    outgoing = _kept(call, account)
    if outgoing is None:
        return missing(call)
    if outgoing.status == "draft":
        error = _wrong(outgoing)
        if error:
            values = {name: getattr(outgoing, name) for name in (*FIELDS, "copy_me", "keeps")}
            parent = call.session.get(Email, outgoing.parent_id) if outgoing.parent_id else None
            token = outgoing.token
            return _form(call, outgoing.kind, parent, values, token=token, error=error, status=422)
        delivery.hand_over(call.world, call.session, outgoing)
        call.flash("Your message is on its way.")
    return call.redirect("/")


def _kept(call: Call, account: Account) -> Outgoing | None:
    """The row of this form, as the form says now while it is a draft; None for a form that is not this account's."""
    token = field(call, "token")
    outgoing = call.session.scalar(select(Outgoing).where(Outgoing.token == token))
    parent = call.session.get(Email, number(field(call, "parent")))
    if not token or (outgoing and outgoing.account_id != account.id) or (parent and parent.account_id != account.id):
        return None
    if outgoing is None:
        outgoing = Outgoing(account_id=account.id, token=token[:40], status="draft", changed_at=call.now)
        call.session.add(outgoing)
    if outgoing.status == "draft":
        outgoing.kind = field(call, "kind") if parent and field(call, "kind") in {"reply", "forward"} else "new"
        outgoing.parent_id = parent.id if parent else None
        outgoing.to, outgoing.cc = field(call, "to")[:1000], field(call, "cc")[:1000]
        outgoing.subject, outgoing.body = field(call, "subject")[:200], _text(call)
        outgoing.copy_me, outgoing.keeps = bool(field(call, "copy_me")), bool(field(call, "keeps"))
        outgoing.changed_at = call.now
    call.session.flush()
    return outgoing


def _text(call: Call) -> str:
    """Browsers send line ends as carriage return and line feed."""
    return field(call, "body").replace("\r\n", "\n")[:8000]


def _wrong(outgoing: Outgoing) -> str:
    """What keeps a message from being sent."""
    try:
        to = delivery.recipients(outgoing.to)
        delivery.recipients(outgoing.cc)
    except NotAnAddressError as piece:
        return f"“{piece}” is not an e-mail address."
    if not to:
        return "Please enter at least one recipient."
    return "" if outgoing.subject else "Please enter a subject."


# -- drafts and the outbox ------------------------------------------------------------------------------------------


def drafts(call: Call, account: Account) -> Response:
    """What was begun and not sent."""
    return show(call, "outgoing.html", title="Drafts", rows=_outgoing(call, account, "draft"))


def outbox(call: Call, account: Account) -> Response:
    """What waits to be delivered, and what could not be."""
    return show(call, "outgoing.html", title="Outbox", rows=_outgoing(call, account, "queued", "failed"))


def _outgoing(call: Call, account: Account, *statuses: str) -> list[Outgoing]:
    query = select(Outgoing).where(Outgoing.account_id == account.id, Outgoing.status.in_(statuses))
    return list(call.session.scalars(query.order_by(Outgoing.changed_at.desc(), Outgoing.id.desc())))


def write_on(call: Call, account: Account) -> Response:
    """Go on with a draft, or with what could not be delivered."""
    outgoing = _own(call, account)
    if outgoing is None or outgoing.status not in {"draft", "failed"}:
        return missing(call)
    outgoing.status = "draft"
    parent = call.session.get(Email, outgoing.parent_id) if outgoing.parent_id else None
    values = {name: getattr(outgoing, name) for name in (*FIELDS, "copy_me", "keeps")}
    return _form(call, outgoing.kind, parent, values, token=outgoing.token)


def send_again(call: Call, account: Account) -> Response:
    """Try once more to deliver what could not be delivered."""
    outgoing = _own(call, account)
    if outgoing is None:
        return missing(call)
    if outgoing.status == "failed":
        delivery.hand_over(call.world, call.session, outgoing)
    return call.redirect("/outbox")


def drop(call: Call, account: Account) -> Response:
    """Throw away a draft, or what has not been delivered."""
    outgoing = _own(call, account)
    if outgoing is None:
        return missing(call)
    back = "/drafts" if outgoing.status == "draft" else "/outbox"
    if outgoing.status != "sent":
        call.session.delete(outgoing)
        call.flash("The message has been thrown away.")
    return call.redirect(back)


def _own(call: Call, account: Account) -> Outgoing | None:
    outgoing = call.session.get(Outgoing, call.path["outgoing"])
    return outgoing if outgoing and outgoing.account_id == account.id else None
