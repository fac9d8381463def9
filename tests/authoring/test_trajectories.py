"""Editing a recording as a plan: edits with inverses, what becomes of each step, what may go wrong."""

from collections.abc import Callable
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.authoring.trajectories import (
    CannotEdit,
    ChangeLocators,
    ChangeValue,
    Delete,
    Edit,
    History,
    Insert,
    Move,
    Planned,
    Replace,
    applied,
    deletion,
    first_changed,
    inverse,
    title_of,
)
from workbench.authoring.trajectory_rows import Fate, ScriptRow, remarks, script_rows
from workbench.authoring.trajectory_values import Attachment, preferring, target_of, value_of
from workbench.domain.actions import (
    Action,
    Answer,
    Check,
    Click,
    Done,
    Fill,
    Locator,
    Navigate,
    OpenPage,
    Press,
    Select,
    Target,
    Upload,
)
from workbench.domain.steps import Step

ROLE = Locator("role", "textbox", "Date", unique=True)
CSS = Locator("css", "#date")
DATE = Target((ROLE, CSS), "textbox", "Date", "input", box=(0, 0, 80, 20))


def recorded(*actions: Action | tuple[Action, str]) -> tuple[Step, ...]:
    """Steps as a recording has them; with a tab, or in the first one."""
    pairs = [action if isinstance(action, tuple) else (action, "t1") for action in actions]
    return tuple(
        Step(index, action, page, "http://w1.localhost/", "Page", 0, 0, 0)
        for index, (action, page) in enumerate(pairs, 1)
    )


def history(*actions: Action | tuple[Action, str]) -> History:
    return History.of(recorded(*actions))


BOOKING = recorded(
    Click(DATE),
    Fill(DATE, "2026-07-14"),
    Select(DATE, ("3",), ("Dentistry",)),
    Check(DATE, checked=True),
    Press(None, "Enter"),
    Navigate("/visits"),
    Done(),
)
EDITS: st.SearchStrategy[Callable[[int], Edit]] = st.one_of(
    st.builds(lambda at, count: lambda n: Delete(at % n, 1 + count), st.integers(0, 20), st.integers(0, 2)),
    st.builds(lambda at, text: lambda n: Insert(at % n, Planned(Fill(DATE, text))), st.integers(0, 20), st.text()),
    st.builds(lambda at, to: lambda n: Move(at % n, to % n), st.integers(0, 20), st.integers(0, 20)),
    st.builds(lambda at, value: lambda n: ChangeValue(at % n, value), st.integers(0, 20), st.text() | st.booleans()),
    st.builds(lambda at, css: lambda n: ChangeLocators(at % n, (Locator("css", css),)), st.integers(0, 20), st.text()),
    st.builds(
        lambda at, many: lambda n: Replace(at % n, at % n + many, (Planned(Press(None, "a")),) * (3 - many)),
        st.integers(0, 20),
        st.integers(0, 3),
    ),
)


@given(st.lists(EDITS, max_size=12))
def test_that_undoing_to_the_start_and_redoing_to_the_end_restore_exactly(wanted: list[Callable[[int], Edit]]) -> None:
    def done(before: History, make: Callable[[int], Edit]) -> History:
        edit = make(len(before.script.steps))
        try:
            after = before.do(edit)
        except CannotEdit:
            return before
        assert applied(after.script, inverse(before.script, edit)) == before.script
        return after

    histories = list(dict.fromkeys(accumulate(wanted, done, initial=History.of(BOOKING))))
    end = histories[-1]
    for expected in reversed(histories[:-1]):
        end = end.undo()
        assert end.script == expected.script
    assert end.script == end.original
    assert not end.edited
    for expected in histories[1:]:
        end = end.redo()
        assert end.script == expected.script
    assert end == histories[-1]


@given(st.lists(EDITS, max_size=12))
def test_that_every_recorded_step_has_exactly_one_row(wanted: list[Callable[[int], Edit]]) -> None:
    now = History.of(BOOKING)
    for make in wanted:
        try:
            now = now.do(make(len(now.script.steps)))
        except CannotEdit:
            continue
    rows = script_rows(now.original, now.script)
    shown = sorted(row.step.recorded.index for row in rows if row.step.recorded)
    assert shown == [step.index for step in BOOKING]
    assert [row.place for row in rows if row.place is not None] == list(range(len(now.script.steps)))


def test_that_a_new_edit_forgets_what_was_taken_back() -> None:
    now = history(Fill(DATE, "a"), Done()).do(ChangeValue(0, "b")).undo().do(ChangeValue(0, "c"))
    assert not now.future
    assert value_of(now.script.steps[0].action) == "c"
    assert now.redo() == now


@pytest.mark.parametrize(
    "edit",
    [
        Delete(6),
        Insert(7, Planned(Press(None, "a"))),
        Move(2, 6),
        Move(6, 0),
        ChangeValue(0, "text for a click"),
        ChangeValue(4, ""),
        ChangeValue(3, "text for a box"),
        ChangeLocators(5, (CSS,)),
        ChangeLocators(0, ()),
        Delete(7),
        Move(-1, 0),
        Insert(3, Planned(Done())),
    ],
    ids=repr,
)
def test_that_edits_that_leave_nothing_to_do_are_refused_in_words(edit: Edit) -> None:
    with pytest.raises(CannotEdit) as refused:
        History.of(BOOKING).do(edit)
    assert refused.value.what.endswith(".")
    assert refused.value.advice.endswith(".")


def test_that_the_end_may_be_recorded_anew() -> None:
    now = History.of(BOOKING).do(Replace(5, 7, (Planned(Press(None, "a")), Planned(Done()))))
    assert now.script.end == Done()
    assert len(now.script.steps) == 7


def test_that_values_are_changed_in_the_kind_that_each_action_has() -> None:
    given: list[tuple[int, str | bool]] = [(1, "2026-07-15"), (2, "Vaccination"), (3, False), (4, "Tab"), (5, "/x")]
    now = History.of(BOOKING)
    for place, value in given:
        now = now.do(ChangeValue(place, value))
        assert value_of(now.script.steps[place].action) == value
    chosen = now.script.steps[2].action
    assert isinstance(chosen, Select)
    assert chosen.values == chosen.labels == ("Vaccination",)


def test_that_a_password_can_be_given_and_a_file_be_chosen() -> None:
    now = history(Fill(DATE, "•••", masked=True), Upload(DATE, ("old.pdf",)), Done())
    assert [remark.place for remark in remarks(now.original, now.script)] == [0, 1]
    now = now.do(ChangeValue(0, "secret")).do(ChangeValue(1, (Attachment("new.pdf", "ab12"),)))
    typed, attached = now.script.steps[0].action, now.script.steps[1].action
    assert isinstance(typed, Fill)
    assert not typed.masked
    assert isinstance(attached, Upload)
    assert (attached.files, attached.blobs) == (("new.pdf",), ("ab12",))
    assert not remarks(now.original, now.script)


def test_that_another_order_of_locators_keeps_the_kind_and_an_own_one_leaves_it_open() -> None:
    turned = History.of(BOOKING).do(ChangeLocators(1, preferring(DATE, CSS)))
    found = target_of(turned.script.steps[1].action)
    assert found is not None
    assert (found.locators, found.tag, found.box) == ((CSS, ROLE), "input", DATE.box)
    own = turned.do(ChangeLocators(1, (Locator("css", ".other"),)))
    found = target_of(own.script.steps[1].action)
    assert found is not None
    assert (found.locators, found.tag, found.box, found.name) == ((Locator("css", ".other"),), "", None, "Date")


def test_that_the_first_changed_step_is_the_nearest_point() -> None:
    start = History.of(BOOKING)
    assert first_changed(start.original, start.script) is None
    now = start.do(ChangeValue(4, "Tab")).do(Delete(2))
    assert first_changed(now.original, now.script) == 2
    assert first_changed(start.original, start.do(ChangeValue(1, "2026-07-14")).script) is None


def test_that_rows_say_what_became_of_each_step() -> None:
    now = History.of(BOOKING).do(ChangeValue(1, "2026-07-15")).do(Delete(2)).do(Move(4, 2))
    now = now.do(Insert(0, Planned(Navigate("/"))))
    told = [(row.fate, row.step.recorded.index if row.step.recorded else None) for row in _rows(now)]
    assert told == [
        (Fate.NEW, None),
        (Fate.KEPT, 1),
        (Fate.CHANGED, 2),
        (Fate.DELETED, 3),
        (Fate.MOVED, 6),
        (Fate.KEPT, 4),
        (Fate.KEPT, 5),
        (Fate.KEPT, 7),
    ]


def _rows(now: History) -> tuple[ScriptRow, ...]:
    return script_rows(now.original, now.script)


def test_that_deleting_what_opened_a_tab_takes_the_tab_along_and_warns_of_the_steps_in_it() -> None:
    now = history(Click(DATE), OpenPage("t2", "/help"), (Click(DATE), "t2"), Done())
    edit = deletion(now.script, 0)
    assert edit == Delete(0, 2)
    now = now.do(edit)
    assert [remark.sentence for remark in remarks(now.original, now.script)] == [
        "Step 1 is in tab t2, which no step opens any more."
    ]


def test_that_a_tab_or_an_answer_without_its_cause_is_warned_of() -> None:
    now = history(Click(DATE), Answer("confirm", "Sure?", accepted=True), Press(None, "a"), OpenPage("t2", "/"), Done())
    assert not remarks(now.original, now.script)
    now = now.do(Delete(0)).do(Delete(1))
    assert [remark.place for remark in remarks(now.original, now.script)] == [0, 1]


def test_that_edits_are_titled_as_the_menu_reads() -> None:
    edits = (Delete(3), Delete(3, 2), Move(2, 1), ChangeValue(0, "x"), Insert(1, Planned(Done())))
    assert [title_of(edit) for edit in edits] == [
        "Delete step 4",
        "Delete steps 4 to 5",
        "Move step 3 up",
        "Change the value of step 1",
        "Insert step 2",
    ]
