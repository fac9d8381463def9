"""Clicks alter a spec's text where they mean to and nowhere else."""

import copy
import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from workbench.authoring.edits import applied, inverse
from workbench.authoring.outline import NotEditable, items
from workbench.authoring.splicing import (
    add_clause,
    between,
    remove_clause,
    remove_in,
    remove_part,
    set_in,
    set_part,
    set_top,
)

SPECS = sorted(Path("specs").glob("*/*.yaml"))
TEXTS = [path.read_text(encoding="utf-8") for path in SPECS]
SHORT = [text for text in TEXTS if len(text) < 2500][:6]
HAND_WRITTEN = """\
# Mine.
version: 1
workout: clinic/book_visit   # the usual one

require:
  # What the member asked for.
  - id: the-visit
    insert: visits
    values:
      date: $date     # the day
      status: booked
    times: 1

never: [{id: gone, delete: visits}, {id: moved, update: visits}]
tables: {sessions: ephemeral}
"""


def load(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def altered(old: str, new: str) -> list[str]:
    """The lines that a textual diff shows."""
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


def test_a_clause_is_added_at_the_end_of_its_section() -> None:
    new = add_clause(HAND_WRITTEN, "require", {"id": "mail", "insert": "reminders", "values": {"kind": "mail"}})
    assert altered(HAND_WRITTEN, new) == ["+  - id: mail", "+    insert: reminders", "+    values: {kind: mail}"]


def test_a_clause_is_added_within_brackets_where_the_section_is_written_so() -> None:
    new = add_clause(HAND_WRITTEN, "never", {"id": "no-more", "insert": "visits"})
    assert load(new)["never"][-1] == {"id": "no-more", "insert": "visits"}
    assert len(altered(HAND_WRITTEN, new)) == 2


def test_a_new_section_stands_in_its_usual_place() -> None:
    new = add_clause(HAND_WRITTEN, "allow", {"id": "views", "insert": "page_views"})
    assert altered(HAND_WRITTEN, new) == ["+allow:", "+  - {id: views, insert: page_views}", "+"]
    assert list(load(new)) == ["version", "workout", "require", "allow", "never", "tables"]


def test_a_value_is_changed_and_the_comment_behind_it_stays() -> None:
    new = set_part(HAND_WRITTEN, "the-visit", ("values", "date"), {"in": ["$date", "2026-07-14"]})
    assert altered(HAND_WRITTEN, new) == [
        "-      date: $date     # the day",
        '+      date: {in: [$date, "2026-07-14"]}     # the day',
    ]


def test_a_value_that_was_not_there_is_added_in_its_usual_place() -> None:
    new = set_part(HAND_WRITTEN, "the-visit", ("values", "time"), "$time")
    assert altered(HAND_WRITTEN, new) == ["+      time: $time"]
    new = set_part(HAND_WRITTEN, "the-visit", ("because",), "as asked: this day")
    assert altered(HAND_WRITTEN, new) == ['+    because: "as asked: this day"']
    new = set_part(HAND_WRITTEN, "the-visit", ("key",), "$id")
    assert load(new)["require"][0] == {**load(HAND_WRITTEN)["require"][0], "key": "$id"}
    assert list(load(new)["require"][0])[:3] == ["id", "insert", "key"]


def test_taking_the_last_value_away_takes_the_empty_mapping_along() -> None:
    new = remove_part(HAND_WRITTEN, "the-visit", ("values", "date"))
    assert altered(HAND_WRITTEN, new) == ["-      date: $date     # the day"]
    assert "values" not in load(remove_part(new, "the-visit", ("values", "status")))["require"][0]


def test_removing_the_last_clause_of_a_section_removes_the_section() -> None:
    new = remove_clause(HAND_WRITTEN, "the-visit")
    assert "require" not in load(new)
    assert "# Mine." in new
    assert "\n\n\n" not in new
    assert load(remove_clause(HAND_WRITTEN, "gone"))["never"] == [{"id": "moved", "update": "visits"}]


def test_policies_and_names_are_set_and_taken_away() -> None:
    new = set_in(HAND_WRITTEN, "tables", "audit_log", "ephemeral")
    assert load(new)["tables"] == {"sessions": "ephemeral", "audit_log": "ephemeral"}
    assert load(set_in(new, "tables", "sessions", "strict"))["tables"]["sessions"] == "strict"
    assert "tables" not in load(remove_in(HAND_WRITTEN, "tables", "sessions"))
    with_let = set_in(HAND_WRITTEN, "let", "busy", "count(visits, {date: $date})")
    assert sorted(altered(HAND_WRITTEN, with_let)) == ["+", '+  busy: "count(visits, {date: $date})"', "+let:"]
    assert load(set_top(HAND_WRITTEN, "outcome", {"defer": {"reason": "full"}}))["outcome"]["defer"]["reason"] == "full"


def test_an_empty_text_can_be_begun() -> None:
    text = set_top(set_top("", "version", 1), "workout", "mail/send")
    assert load(add_clause(text, "require", {"id": "a", "insert": "emails"})) == {
        "version": 1,
        "workout": "mail/send",
        "require": [{"id": "a", "insert": "emails"}],
    }


def test_a_broken_text_is_left_alone_with_a_reason() -> None:
    with pytest.raises(NotEditable, match="can't be edited by clicks"):
        add_clause("require: [", "require", {"id": "a"})


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in SPECS])
def test_a_clause_of_a_shipped_spec_can_be_taken_out_alone(text: str) -> None:
    every = list(items(text))
    for found in (every[len(every) // 2], every[-1]):
        wanted = load(text)
        wanted[found.section] = [one for one in wanted[found.section] if one.get("id", "") != found.id]
        if not wanted[found.section]:
            del wanted[found.section]
        assert load(remove_clause(text, found.id)) == wanted


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-99, 9999),
    st.sampled_from(["$date", "$member.id", "booked", "2026-07-14", "09:30", "yes", "1.5", "", "null", "$$5"]),
    st.text(max_size=12).filter(lambda text: text.isprintable()),
)
values = st.one_of(
    scalars, st.lists(scalars, max_size=3).map(lambda them: {"in": them}), scalars.map(lambda one: {"not": one})
)
columns = st.sampled_from(["date", "time", "status", "note", "member_id"])


@st.composite
def alterations(draw: st.DrawFn, text: str) -> tuple[str, Any]:
    """The altered text, and what it must be read as."""
    wanted = copy.deepcopy(load(text)) or {}
    ids = [found.id for found in items(text) if found.id]
    kind = draw(st.sampled_from(["add", "remove", "set", "unset", "table", "untable"]))
    if kind == "add" or not ids:
        section = draw(st.sampled_from(["require", "allow", "never"]))
        entry = {"id": f"c{len(ids)}-{draw(st.integers(0, 10**9))}", "insert": "visits"}
        body = draw(st.dictionaries(columns, values, max_size=4))
        if body:
            entry = {**entry, "values": body}  # type: ignore[dict-item]
        wanted[section] = [*(wanted.get(section) or []), entry]
        return add_clause(text, section, entry), wanted
    id = draw(st.sampled_from(ids))
    section = next(found.section for found in items(text) if found.id == id)
    clause = next(one for one in wanted[section] if one.get("id") == id)
    match kind:
        case "remove":
            wanted[section].remove(clause)
            if not wanted[section]:
                del wanted[section]
            return remove_clause(text, id), wanted
        case "set":
            column, value = draw(columns), draw(values)
            clause.setdefault("values", {})[column] = value
            return set_part(text, id, ("values", column), value), wanted
        case "unset":
            column = draw(columns)
            if column in (clause.get("values") or {}):
                del clause["values"][column]
                if not clause["values"]:
                    del clause["values"]
            return remove_part(text, id, ("values", column)), wanted
        case "table":
            wanted.setdefault("tables", {})["drafts"] = "repairable"
            return set_in(text, "tables", "drafts", "repairable"), wanted
        case _:
            if "drafts" in (wanted.get("tables") or {}):
                del wanted["tables"]["drafts"]
                if not wanted["tables"]:
                    del wanted["tables"]
            return remove_in(text, "tables", "drafts"), wanted


def comments(text: str) -> list[str]:
    """Whole-line comments at the top of the file, which nothing owns."""
    return [line for line in text.splitlines()[:1] if line.startswith("#")]


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_any_clicks_mean_what_they_say_and_can_be_undone_and_redone_byte_for_byte(data: st.DataObject) -> None:
    text = begun = data.draw(st.sampled_from([HAND_WRITTEN, "", *SHORT]))
    undo, redo = [], []
    for _ in range(data.draw(st.integers(1, 6))):
        new, wanted = data.draw(alterations(text))
        assert (load(new) or {}) == wanted
        assert comments(new) == comments(begun)
        edit = between(text, new, "A click")
        undo.append(inverse(text, edit))
        redo.append(edit)
        assert applied(text, edit) == new
        text = new
    ended = text
    for edit in reversed(undo):
        text = applied(text, edit)
    assert text == begun
    for edit in redo:
        text = applied(text, edit)
    assert text == ended
