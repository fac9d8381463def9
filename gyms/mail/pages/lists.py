"""Folders, flagged messages, labels, search: every list of messages, and what is done to many at once."""

from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, select
from starlette.responses import Response

from gyms.mail import mailbox
from gyms.mail.mailbox import PAGE
from gyms.mail.models import ARCHIVE, INBOX, TRASH, Account, Email, EmailLabel, Folder, Label, Seen
from gyms.mail.web import Call, field, missing, number, show

CHUNK = 30
"""Rows that are fetched at once while one scrolls."""


def home(call: Call, account: Account) -> Response:
    """The inbox."""
    return call.redirect(f"/folders/{mailbox.folder_of_kind(call.session, account, INBOX).id}")


def folder(call: Call, account: Account) -> Response:
    """The messages of a folder."""
    found = own_folder(call, account, call.path["folder"])
    if found is None:
        return missing(call)
    return _list(call, account, found.name, [Email.folder_id == found.id], folder=found)


def flagged(call: Call, account: Account) -> Response:
    """Flagged messages, wherever they lie."""
    return _list(call, account, "Flagged", [Email.flagged.is_(True)])


def labelled(call: Call, account: Account) -> Response:
    """Messages that carry a label."""
    label = call.session.get(Label, call.path["label"])
    if label is None or label.account_id != account.id:
        return missing(call)
    carrying = select(EmailLabel.email_id).where(EmailLabel.label_id == label.id)
    return _list(call, account, f"Label: {label.name}", [Email.id.in_(carrying)])


def search(call: Call, account: Account) -> Response:
    """Messages whose sender or subject has all the words, in all folders."""
    words = field(call, "q")
    if not words:
        return call.redirect("/")
    return _list(call, account, f"Search: {words}", mailbox.matching(words), words=words)


def rows(call: Call, account: Account) -> Response:
    """More lines of a folder, for lists that load while one scrolls."""
    found = own_folder(call, account, call.path["folder"])
    if found is None:
        return missing(call)
    offset = number(field(call, "offset"))
    listing = mailbox.listing(call.session, account, Email.folder_id == found.id, offset=offset, amount=CHUNK)
    return show(call, "rows.html", listing=listing, folder=found, opened=None)


def own_folder(call: Call, account: Account, key: int) -> Folder | None:
    """A folder of this account."""
    found = call.session.get(Folder, key)
    return found if found and found.account_id == account.id else None


def _list(call: Call, account: Account, title: str, tests: list[ColumnElement[bool]], **context: Any) -> Response:
    page = max(1, number(field(call, "page")))
    listing = mailbox.listing(call.session, account, *tests, offset=(page - 1) * PAGE)
    return show(
        call, "list.html", **{"words": "", "opened": None, **context}, title=title, listing=listing, undo=_undo(call)
    )


def _undo(call: Call) -> dict[str, str] | None:
    """What the bar above the list offers to take back."""
    given = {name: field(call, name) for name in ("moved", "was", "did")}
    return given if all(given.values()) else None


def bulk(call: Call, account: Account) -> Response:
    """Do something to every ticked message."""
    emails = _chosen(call, account, call.choices("chosen"))
    back = field(call, "back") if field(call, "back").startswith("/") else "/"
    match field(call, "do"):
        case _ if not emails:
            call.flash("No message is selected.", "error")
        case "archive":
            return _moved(call, emails, mailbox.folder_of_kind(call.session, account, ARCHIVE), back)
        case "delete":
            return _moved(call, emails, mailbox.folder_of_kind(call.session, account, TRASH), back)
        case "move":
            target = own_folder(call, account, number(field(call, "folder")))
            if target is not None:
                return _moved(call, emails, target, back)
            call.flash("Choose a folder first.", "error")
        case "read":
            for email in emails:
                mailbox.mark_seen(call.session, email, call.now)
        case "unread":
            for seen in call.session.scalars(select(Seen).where(Seen.email_id.in_([email.id for email in emails]))):
                call.session.delete(seen)
        case "label":
            _label(call, account, emails)
        case _:
            return missing(call)
    return call.redirect(back)


def undo(call: Call, account: Account) -> Response:
    """Put messages back where they were."""
    emails, target = _chosen(call, account, tuple(field(call, "moved").split(","))), number(field(call, "was"))
    found = own_folder(call, account, target)
    if found is None:
        return missing(call)
    for email in emails:
        email.folder_id = found.id
    call.flash(f"{_count(emails)} moved back to {found.name}.")
    return call.redirect(f"/folders/{found.id}")


def _chosen(call: Call, account: Account, keys: tuple[str, ...]) -> list[Email]:
    wanted = [number(key) for key in keys]
    query = select(Email).where(Email.account_id == account.id, Email.id.in_(wanted)).order_by(Email.id)
    return list(call.session.scalars(query))


def _moved(call: Call, emails: list[Email], target: Folder, back: str) -> Response:
    """All go to one folder; where they come from one, the next page offers the way back."""
    moving = [email for email in emails if email.folder_id != target.id]
    origins = {email.folder_id for email in moving}
    for email in moving:
        email.folder_id = target.id
    if len(origins) != 1:
        call.flash(f"{_count(moving)} moved to {target.name}.")
        return call.redirect(back)
    told = {
        "did": f"{_count(moving)} moved to {target.name}.",
        "was": str(origins.pop()),
        "moved": ",".join(str(email.id) for email in moving),
    }
    return call.redirect(f"{back}{'&' if '?' in back else '?'}{urlencode(told)}")


def _label(call: Call, account: Account, emails: list[Email]) -> None:
    label = call.session.get(Label, number(field(call, "label")))
    if label is None or label.account_id != account.id:
        call.flash("Choose a label first.", "error")
        return
    if field(call, "off"):
        for email in emails:
            carried = mailbox.carried(call.session, email.id, label.id)
            if carried is not None:
                call.session.delete(carried)
        call.flash(f"Label {label.name} taken off {_count(emails)}.")
        return
    done = sum(mailbox.put_label(call.session, email, label) for email in emails)
    call.flash(f"Label {label.name} put on {done} message{'' if done == 1 else 's'}.")


def _count(emails: list[Email]) -> str:
    return f"{len(emails)} message{'' if len(emails) == 1 else 's'}"
