"""One message: reading it, its files, and the small things done to it alone."""

from sqlalchemy import select
from starlette.responses import Response

from gyms.mail import mailbox
from gyms.mail.mailbox import PAGE
from gyms.mail.models import Account, Attachment, Email, Recipient
from gyms.mail.web import Call, field, missing, show


def read(call: Call, email: Email) -> Response:
    """The message in the reading pane, beside the list that it lies in."""
    account = call.session.get_one(Account, email.account_id)
    mailbox.mark_seen(call.session, email, call.now)
    call.session.flush()
    offset = mailbox.place_of(call.session, email) // PAGE * PAGE
    listing = mailbox.listing(call.session, account, Email.folder_id == email.folder_id, offset=offset)
    query = select(Recipient).where(Recipient.email_id == email.id).order_by(Recipient.id)
    files = select(Attachment).where(Attachment.email_id == email.id).order_by(Attachment.id)
    return show(
        call,
        "list.html",
        title=email.folder.name,
        folder=email.folder,
        listing=listing,
        opened=email,
        people=call.session.scalars(query).all(),
        files=call.session.scalars(files).all(),
        parent=call.session.get(Email, email.parent_id) if email.parent_id else None,
        answers=call.session.scalars(select(Email).where(Email.parent_id == email.id).order_by(Email.id)).all(),
        carried=mailbox.listing(call.session, account, Email.id == email.id).rows[0].labels,
        words="",
        undo=None,
    )


def flag(call: Call, email: Email) -> Response:
    """Set or clear the flag; pages do it in the background."""
    email.flagged = field(call, "flagged") == "1"
    return call.json({"flagged": email.flagged})


def unlabel(call: Call, email: Email) -> Response:
    """Take one label off."""
    carried = mailbox.carried(call.session, email.id, call.path["label"])
    if carried is not None:
        call.session.delete(carried)
    return call.redirect(f"/messages/{email.id}")


def download(call: Call, email: Email) -> Response:
    """An attached file."""
    file = call.session.get(Attachment, call.path["file"])
    if file is None or file.email_id != email.id:
        return missing(call)
    headers = {"content-disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type="text/plain; charset=utf-8", headers=headers)
