"""Ferry Mail: every address of the site, but for signing in."""

from gyms.kit.site import Address, Site
from gyms.mail.pages import account, lists, people, reading, writing
from gyms.mail.rendering import furnish
from gyms.mail.web import for_owner, missing, of_email, sign_in_page

ADDRESSES: tuple[Address, ...] = (
    ("GET", "/", for_owner(lists.home)),
    ("GET", "/folders/{folder:int}", for_owner(lists.folder)),
    ("GET", "/folders/{folder:int}/rows", for_owner(lists.rows)),
    ("GET", "/flagged", for_owner(lists.flagged)),
    ("GET", "/labels/{label:int}", for_owner(lists.labelled)),
    ("GET", "/search", for_owner(lists.search)),
    ("POST", "/bulk", for_owner(lists.bulk)),
    ("POST", "/undo", for_owner(lists.undo)),
    ("GET", "/messages/{email:int}", of_email(reading.read)),
    ("POST", "/messages/{email:int}/flag", of_email(reading.flag)),
    ("POST", "/messages/{email:int}/labels/{label:int}/off", of_email(reading.unlabel)),
    ("GET", "/messages/{email:int}/files/{file:int}", of_email(reading.download)),
    ("GET", "/messages/{email:int}/reply", of_email(writing.reply)),
    ("GET", "/messages/{email:int}/reply-all", of_email(writing.reply_all)),
    ("GET", "/messages/{email:int}/forward", of_email(writing.forward)),
    ("GET", "/compose", for_owner(writing.compose)),
    ("POST", "/compose", for_owner(writing.send)),
    ("GET", "/drafts", for_owner(writing.drafts)),
    ("POST", "/drafts", for_owner(writing.save_draft)),
    ("GET", "/outbox", for_owner(writing.outbox)),
    ("GET", "/outgoing/{outgoing:int}", for_owner(writing.write_on)),
    ("POST", "/outgoing/{outgoing:int}/again", for_owner(writing.send_again)),
    ("POST", "/outgoing/{outgoing:int}/drop", for_owner(writing.drop)),
    ("GET", "/contacts", for_owner(people.contacts)),
    ("POST", "/contacts", for_owner(people.add_contact)),
    ("GET", "/contacts/new", for_owner(people.new_contact)),
    ("GET", "/contacts/suggest", for_owner(people.suggest)),
    ("GET", "/contacts/{contact:int}", for_owner(people.contact)),
    ("POST", "/contacts/{contact:int}", for_owner(people.save_contact)),
    ("GET", "/settings", for_owner(account.settings)),
    ("POST", "/settings", for_owner(account.save_settings)),
    ("POST", "/filters", for_owner(account.add_filter)),
    ("POST", "/filters/{rule:int}/drop", for_owner(account.drop_filter)),
    ("GET", "/{rest:path}", missing),
)

site = Site(__name__)
furnish(site.environment)
sign_in_page.serve(site)
site.add(ADDRESSES)
