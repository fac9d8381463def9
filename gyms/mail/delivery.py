"""From what somebody wrote to a message that was delivered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.world import World
from gyms.mail.models import SENT, Account, Attachment, Email, Folder, Outgoing, Recipient, Seen

LAG = 1.2
"""Seconds of world time that handing a message over takes."""
PROBLEM = "The server of the recipient did not answer (451)."

_ADDRESS = re.compile(r"[^@\s<>,;\"]{1,64}@[^@\s.<>,;\"]{1,80}(?:\.[^@\s.<>,;\"]{1,40}){1,4}")
_NAMED = re.compile(r"\s*\"?([^\"<>]*?)\"?\s*<\s*([^<>]*?)\s*>\s*")


@dataclass(frozen=True)
class Mailbox:
    """A name, maybe empty, and an address."""

    name: str
    address: str


class NotAnAddressError(ValueError):
    """A piece of a recipients' field that no message can be sent to."""


def recipients(text: str) -> list[Mailbox]:
    """Who a recipients' field names, each address once; raises NotAnAddressError."""
    found: dict[str, Mailbox] = {}
    for piece in re.split(r"[,;]", text):
        if piece.strip():
            mailbox = _mailbox(piece)
            found.setdefault(mailbox.address, mailbox)
    return list(found.values())


def _mailbox(piece: str) -> Mailbox:
    named = _NAMED.fullmatch(piece)
    name, address = (named[1].strip(), named[2]) if named else ("", piece.strip())
    if not _ADDRESS.fullmatch(address):
        raise NotAnAddressError(piece.strip())
    return Mailbox(name, address.lower())


def written(people: Iterable[tuple[str, str]]) -> str:
    """Names and addresses as a recipients' field shows them."""
    return ", ".join(f"{name} <{address}>" if name else address for name, address in people)


def hand_over(world: World, session: Session, outgoing: Outgoing) -> None:
    """Queue a message; it is delivered a little later, or fails and stays in the outbox."""
    outgoing.status, outgoing.problem, outgoing.changed_at = "queued", "", world.clock.now()
    session.flush()
    key = outgoing.id
    world.commit_later(
        f"deliver message {key}",
        lambda later: _deliver(world, later, key),
        lag=LAG,
        failed=lambda later: _fail(world, later, key),
    )


def _fail(world: World, session: Session, key: int) -> None:
    outgoing = session.get(Outgoing, key)
    if outgoing is not None and outgoing.status == "queued":
        outgoing.status, outgoing.problem, outgoing.changed_at = "failed", PROBLEM, world.clock.now()


def _deliver(world: World, session: Session, key: int) -> None:
    """Make the message, once; who took it back meanwhile finds it a draft again, and nothing happens."""
    outgoing = session.get(Outgoing, key)
    if outgoing is None or outgoing.status != "queued":
        return
    now = world.clock.now()
    account = session.get_one(Account, outgoing.account_id)
    folder = session.scalars(select(Folder).where(Folder.account_id == account.id, Folder.kind == SENT)).one()
    email = Email(
        account_id=account.id,
        folder_id=folder.id,
        kind=outgoing.kind,
        parent_id=outgoing.parent_id,
        sender_name=account.name,
        sender_address=account.address,
        subject=outgoing.subject,
        body=outgoing.body,
        sent_at=now,
    )
    session.add(email)
    session.flush()
    _address(session, email, outgoing, account)
    if outgoing.kind == "forward" and outgoing.keeps:
        _attach(session, email, outgoing.parent_id)
    session.add(Seen(email_id=email.id, at=now))
    outgoing.status, outgoing.email_id, outgoing.changed_at = "sent", email.id, now


def _address(session: Session, email: Email, outgoing: Outgoing, account: Account) -> None:
    lines = {"to": recipients(outgoing.to), "cc": recipients(outgoing.cc), "bcc": list[Mailbox]()}
    if outgoing.copy_me:
        lines["bcc"] = [Mailbox(account.name, account.address)]
    for kind, people in lines.items():
        session.add_all(
            Recipient(email_id=email.id, kind=kind, name=each.name, address=each.address) for each in people
        )


def _attach(session: Session, email: Email, parent: int | None) -> None:
    for file in session.scalars(select(Attachment).where(Attachment.email_id == parent).order_by(Attachment.id)):
        session.add(Attachment(email_id=email.id, name=file.name, content=file.content, sha256=file.sha256))
