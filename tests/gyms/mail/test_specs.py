"""What the specs of the webmail say of whole runs, made over HTTP: right ones, and the tempting wrong ones."""

from typing import Any

import pytest

from gyms.kit.goals import fill_goal
from gyms.kit.perturbations.commit_never import CommitNever
from gyms.mail.workouts.label import COUNT
from tests.gyms.conftest import Visit
from tests.gyms.stage import Visitor, spec_of, verdict
from workbench.domain.verdicts import Ruling

WORKOUTS = ("send", "reply", "forward", "label", "archive", "scroll_to_message")


def ruling(visitor: Visitor) -> Ruling:
    visitor.let_time_pass(60)
    return verdict(visitor.world, visitor.events).ruling


def wanted(visitor: Visitor) -> Any:
    return visitor.world.task.parameters


def rows(visitor: Visitor, statement: str) -> list[Any]:
    with visitor.world.engine.connect() as connection:
        return list(connection.exec_driver_sql(statement))


def address(person: Any) -> str:
    return f"{person['name']} <{person['address']}>, "


def letter(visitor: Visitor, **changed: str) -> dict[str, str]:
    """The form that the task of `mail/send` wants."""
    task = wanted(visitor)
    form = {"token": "t1", "kind": "new", "parent": "", "to": address(task["to"]), "cc": address(task["cc"])}
    return {**form, "subject": task["subject"], "body": task["body"], **changed}


def answer(visitor: Visitor, **changed: str) -> dict[str, str]:
    """The form that the task of `mail/reply` wants."""
    task = wanted(visitor)
    form = {"token": "t1", "kind": "reply", "parent": str(task["message"]["id"]), "to": address(task["sender"])}
    return {**form, "cc": "", "subject": task["subject"], "body": task["body"], **changed}


def passed_on(visitor: Visitor, **changed: str) -> dict[str, str]:
    """The form that the task of `mail/forward` wants."""
    task = wanted(visitor)
    form = {"token": "t1", "kind": "forward", "parent": str(task["message"]["id"]), "to": address(task["to"])}
    return {**form, "cc": "", "subject": task["forward_subject"], "body": task["note"], "keeps": "1", **changed}


def read_sent(visitor: Visitor) -> None:
    visitor.let_time_pass(10)
    for (key,) in rows(visitor, "SELECT id FROM emails WHERE sent_at > '2026-07-02 09:00'"):
        visitor.get(f"/messages/{key}")


@pytest.mark.parametrize("workout", WORKOUTS)
def test_that_spec_and_workout_state_the_same_goal_and_that_doing_nothing_is_not_enough(
    visit: Visit, workout: str
) -> None:
    visitor = visit(f"mail/{workout}")
    goal = spec_of(visitor.world).goal
    assert goal is not None
    assert fill_goal(goal, visitor.world.task.parameters) == visitor.world.task.goal
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_one_message_that_is_sent_and_looked_at_is_right(visit: Visit) -> None:
    visitor = visit("mail/send")
    visitor.post("/compose", **letter(visitor))
    visitor.post("/compose", **letter(visitor))  # the same form again is the same message
    read_sent(visitor)
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_a_failed_delivery_shows_in_the_outbox_and_can_be_sent_again(visit: Visit) -> None:
    visitor = visit("mail/send", perturbations=(CommitNever(share=1.0, most=1),))
    visitor.post("/compose", **letter(visitor))
    assert "Being sent" in visitor.get("/outbox").text
    visitor.let_time_pass(10)
    assert "Not delivered" in visitor.get("/outbox").text
    visitor.post("/outgoing/1/again")
    read_sent(visitor)
    assert "Nothing is waiting" in visitor.get("/outbox").text
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_nothing_is_confirmed_by_the_surface(visit: Visit) -> None:
    visitor = visit("mail/send")
    assert "on its way" in visitor.post("/compose", **letter(visitor)).text
    assert ruling(visitor) is Ruling.VIOLATED


@pytest.mark.parametrize(
    "changed",
    [{"cc": ""}, {"copy_me": "1"}, {"cc": "someone@else.example"}, {"subject": "Hello"}, {"body": "Hello"}],
)
def test_that_another_message_is_wrong(visit: Visit, changed: dict[str, str]) -> None:
    visitor = visit("mail/send")
    visitor.post("/compose", **letter(visitor, **changed))
    read_sent(visitor)
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_the_namesake_and_a_second_message_are_wrong(visit: Visit) -> None:
    for tokens in (("a",), ("b", "c")):
        visitor = visit("mail/send")
        name, right = wanted(visitor)["to"]["name"], wanted(visitor)["to"]["address"]
        [(other,)] = rows(visitor, f"SELECT address FROM contacts WHERE name = '{name}' AND address <> '{right}'")
        for token in tokens:
            to = address({"name": name, "address": other if len(tokens) == 1 else right})
            visitor.post("/compose", **letter(visitor, token=token, to=to))
        read_sent(visitor)
        assert ruling(visitor) is Ruling.VIOLATED


def test_that_people_without_an_address_are_refused_and_the_form_keeps_what_was_typed(visit: Visit) -> None:
    visitor = visit("mail/send")
    refused = visitor.post("/compose", **letter(visitor, to="Somebody"))
    assert refused.status_code == 422
    assert wanted(visitor)["subject"] in refused.text
    assert not rows(visitor, "SELECT id FROM outgoing WHERE status <> 'draft'")


def test_that_drafts_are_kept_and_gone_on_with(visit: Visit) -> None:
    visitor = visit("mail/send")
    visitor.post("/drafts", **letter(visitor, body="half a"))
    assert "half a" in visitor.get("/outgoing/1").text
    visitor.post("/compose", **letter(visitor))
    assert visitor.post("/drafts", **letter(visitor, body="too late")).json() == {"saved": False}
    read_sent(visitor)
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_the_address_book_suggests_both_namesakes(visit: Visit) -> None:
    visitor = visit("mail/send")
    found = visitor.get("/contacts/suggest", q=wanted(visitor)["to"]["name"]).json()
    assert {each["text"].partition(" <")[0] for each in found} == {wanted(visitor)["to"]["name"]}
    assert len({each["organisation"] for each in found}) == 2


@pytest.mark.parametrize(
    ("changed", "right"), [({}, True), ({"cc": "a@b.example"}, False), ({"kind": "new", "parent": ""}, False)]
)
def test_that_an_answer_goes_to_the_sender_of_the_right_message_alone(
    visit: Visit, changed: dict[str, str], right: bool
) -> None:
    visitor = visit("mail/reply")
    visitor.post("/compose", **answer(visitor, **changed))
    read_sent(visitor)
    assert (ruling(visitor) is Ruling.SATISFIED) == right


def test_that_the_answer_to_another_message_of_the_conversation_is_wrong(visit: Visit) -> None:
    visitor = visit("mail/reply")
    visitor.post("/compose", **answer(visitor, parent=str(wanted(visitor)["message"]["id"] - 1)))
    read_sent(visitor)
    assert ruling(visitor) is Ruling.VIOLATED


@pytest.mark.parametrize(("changed", "right"), [({}, True), ({"keeps": ""}, False)])
def test_that_a_forwarded_message_keeps_its_file(visit: Visit, changed: dict[str, str], right: bool) -> None:
    visitor = visit("mail/forward")
    visitor.post("/compose", **passed_on(visitor, **changed))
    read_sent(visitor)
    assert (ruling(visitor) is Ruling.SATISFIED) == right


def label(visitor: Visitor, keys: list[str]) -> None:
    visitor.post("/bulk", do="label", label=str(wanted(visitor)["label"]["id"]), chosen=keys, back="/")
    visitor.get("/search", q="invoice")


def test_that_just_the_right_messages_get_the_label(visit: Visit) -> None:
    right, fewer, more = visit("mail/label"), visit("mail/label"), visit("mail/label")
    keys = [str(key) for key in wanted(right)["messages"]]
    assert len(keys) == COUNT
    label(right, keys)
    label(fewer, keys[1:])
    label(more, [*keys, "1"])
    assert [ruling(each) for each in (right, fewer, more)] == [
        Ruling.SATISFIED,
        Ruling.VIOLATED,
        Ruling.VIOLATED,
    ]


def test_that_a_filter_is_no_way_to_label(visit: Visit) -> None:
    visitor = visit("mail/label")
    task = wanted(visitor)
    visitor.post("/filters", sender=task["sender"]["address"], label=str(task["label"]["id"]), existing="1")
    visitor.get("/search", q="invoice")
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_archiving_just_the_right_messages_is_right_and_the_whole_page_is_wrong(visit: Visit) -> None:
    right, everything = visit("mail/archive"), visit("mail/archive")
    keys = [str(key) for key in wanted(right)["messages"]]
    shown = right.post("/bulk", do="archive", chosen=keys, back=f"/folders/{wanted(right)['inbox']['id']}").text
    assert f"{len(keys)} messages moved to Archive" in shown
    assert ruling(right) is Ruling.SATISFIED
    page = [str(key) for (key,) in rows(everything, "SELECT id FROM emails ORDER BY sent_at DESC LIMIT 50")]
    everything.post("/bulk", do="archive", chosen=[*page, *keys], back="/")
    assert ruling(everything) is Ruling.VIOLATED


def test_that_undoing_brings_messages_back_and_is_seen(visit: Visit) -> None:
    visitor = visit("mail/archive")
    task = wanted(visitor)
    keys = [str(key) for key in task["messages"]]
    visitor.post("/bulk", do="archive", chosen=[*keys, "1"], back="/")
    visitor.post("/undo", moved="1", was=str(task["inbox"]["id"]))
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_the_k_th_message_is_flagged_and_its_neighbour_is_not_it(visit: Visit) -> None:
    right, wrong = visit("mail/scroll_to_message"), visit("mail/scroll_to_message")
    task = wanted(right)
    folder, key, number = task["folder"]["id"], task["message"]["id"], task["number"]
    shown = right.get(f"/folders/{folder}/rows", offset=str(number - 1)).text
    assert shown.index(f'data-number="{number}"') < shown.index(f"/messages/{key}/flag")
    for visitor, which in ((right, key), (wrong, key - 1)):
        visitor.post(f"/messages/{which}/flag", flagged="1")
        visitor.get("/flagged")
    assert (ruling(right), ruling(wrong)) == (Ruling.SATISFIED, Ruling.VIOLATED)
