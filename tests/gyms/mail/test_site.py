"""The webmail's pages, without a browser: signing in, reading, searching, people, settings."""

import pytest

from gyms.mail.delivery import Mailbox, NotAnAddressError, recipients
from tests.gyms.conftest import Visit
from tests.gyms.stage import Visitor


@pytest.fixture
def visitor(visit: Visit) -> Visitor:
    return visit("mail/send")


def test_that_recipients_are_read_as_people_write_them() -> None:
    assert recipients('Ann Lee <ann@a.example>; "Bo" <BO@b.example>, , bo@b.example') == [
        Mailbox("Ann Lee", "ann@a.example"),
        Mailbox("Bo", "bo@b.example"),
    ]
    with pytest.raises(NotAnAddressError, match="Ann"):
        recipients("Ann")


def test_that_strangers_are_asked_to_sign_in_and_the_password_lets_one_in(visit: Visit) -> None:
    visitor = visit("mail/send", start=False)
    assert "Sign in to Ferry Mail" in visitor.get("/drafts").text
    with visitor.world.engine.connect() as connection:
        [(address, password)] = connection.exec_driver_sql("SELECT address, password FROM accounts WHERE id = 1")
    assert visitor.post("/sign-in", address=address, password="no").status_code == 422
    assert "You have no drafts" in visitor.post("/sign-in", address=address, password=password, next="/drafts").text


def test_that_the_mail_of_others_is_not_shown(visitor: Visitor) -> None:
    with visitor.world.engine.connect() as connection:
        [(folder,)] = connection.exec_driver_sql("SELECT max(id) FROM folders WHERE account_id = 2")
    assert visitor.get(f"/folders/{folder}").status_code == 404
    assert visitor.get("/messages/99999").status_code == 404


def test_that_reading_a_message_leaves_it_as_it_is(visitor: Visitor) -> None:
    visitor.get("/messages/3")
    changes = [row for event in visitor.events if event["event"] == "changes" for row in event["changes"]]
    assert {row["table"] for row in changes} <= {"seen", "sessions"}


def test_that_pages_of_a_folder_follow_each_other_and_search_looks_everywhere(visitor: Visitor) -> None:
    first = visitor.get("/")
    assert "1–50 of" in first.text
    assert "51–100 of" in visitor.get(first.url.path, page="2").text
    found = visitor.get("/search", q="invoice").text
    assert "Archive</td>" in found
    assert "Inbox</td>" in found


def test_that_contacts_can_be_added_and_changed_but_not_twice(visitor: Visitor) -> None:
    entry = {"name": "Pat Doe", "address": "pat@doe.example", "organisation": "", "phone": ""}
    assert "Pat Doe" in visitor.post("/contacts", **entry).text
    assert visitor.post("/contacts", **entry).status_code == 422
    assert visitor.post("/contacts/1", **{**entry, "address": "nobody"}).status_code == 422


def test_that_labels_filters_and_marks_do_what_they_say(visitor: Visitor) -> None:
    visitor.post("/bulk", do="label", label="1", chosen=["3"], back="/")
    assert "Urgent" in visitor.get("/messages/3").text
    assert "Take off the label Urgent" not in visitor.post("/messages/3/labels/1/off").text
    assert "Filter added" in visitor.post("/filters", sender="nobody at all", label="1").text
    assert "Filter removed" in visitor.post("/filters/2/drop").text
    assert "No message is selected" in visitor.post("/bulk", do="archive", back="/").text
    visitor.post("/bulk", do="unread", chosen=["3"], back="/")
    with visitor.world.engine.connect() as connection:
        assert not list(connection.exec_driver_sql("SELECT 1 FROM seen WHERE email_id = 3"))


def test_that_reply_all_names_everybody_but_oneself(visit: Visit) -> None:
    visitor = visit("mail/reply")
    message = visitor.world.task.parameters["message"]
    account = visitor.world.task.parameters["account"]
    assert isinstance(message, dict)
    assert isinstance(account, dict)
    form = visitor.get(f"/messages/{message['id']}/reply-all").text
    cc = form.split('name="cc"')[1].split(">")[0] + form.split('name="cc"')[1].split("data-suggest")[0]
    assert cc.count("@") >= 2
    assert str(account["address"]) not in cc
