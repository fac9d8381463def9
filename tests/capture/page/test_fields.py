"""Typing, choosing, keys, scrolling, dragging and uploading by real hands in a real engine."""

import base64
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from workbench.capture.events import InputHeard
from workbench.domain.actions import Check, Click, Drag, Fill, Press, Scroll, Select, Upload

pytestmark = pytest.mark.browser

KEY = Qt.Key


def of_kind(desk: Any, kind: type) -> list[Any]:
    return [action for action in desk.actions if isinstance(action, kind)]


def kinds(desk: Any) -> list[str]:
    return [type(action).__name__ for action in desk.actions]


def test_that_typing_is_told_by_its_value(desk: Any) -> None:
    desk.open("<label>Name <input></label>")
    desk.click("input")
    desk.type("Ada")
    assert kinds(desk) == ["Click", "Fill", "Fill", "Fill"]
    fills = of_kind(desk, Fill)
    assert [fill.value for fill in fills] == ["A", "Ad", "Ada"]
    assert (fills[0].target.role, fills[0].target.name) == ("textbox", "Name")
    assert {locator.strategy for locator in fills[0].target.locators} == {"role", "label", "css"}


def test_that_keys_with_a_meaning_of_their_own_are_told_and_editing_keys_are_not(desk: Any) -> None:
    desk.open("<form onsubmit='return false'><input id=a><input id=b></form>")
    desk.click("#a")
    desk.type("ab")
    for key in (
        KEY.Key_Left,
        KEY.Key_Backspace,
        KEY.Key_Home,
        KEY.Key_Down,
        KEY.Key_Tab,
        KEY.Key_Escape,
        KEY.Key_Return,
    ):
        desk.key(key)
    desk.key(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.key(KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert [press.key for press in of_kind(desk, Press)] == ["ArrowDown", "Tab", "Escape", "Enter", "Control+k"]
    assert of_kind(desk, Fill)[-1].value == "b"
    tab, escape = of_kind(desk, Press)[1:3]
    assert (tab.target.locators[-1].value, escape.target.locators[-1].value) == ("#a", "#b")


def test_that_enter_in_a_text_area_is_a_key_only_where_the_page_takes_it(desk: Any) -> None:
    desk.open("""<textarea id=note></textarea><textarea id=chat></textarea>
        <script>chat.onkeydown = (event) => { if (event.key === 'Enter') event.preventDefault(); };</script>""")
    for field in ("#note", "#chat"):
        desk.click(field)
        desk.type("a")
        desk.key(KEY.Key_Return)
    assert [press.target.locators[-1].value for press in of_kind(desk, Press)] == ["#chat"]
    assert of_kind(desk, Fill)[1].value == "a\n"


def test_that_secrets_do_not_leave_the_page(desk: Any) -> None:
    desk.open("""<input id=p type=password><input id=c autocomplete=cc-number><input id=o autocomplete=one-time-code>
        <button onclick="p.type='text'">Show</button>""")
    for field in ("#p", "#c", "#o"):
        desk.click(field)
        desk.type("hunter2")
    desk.click("button")
    desk.click("#p")
    desk.type("x")
    fills = of_kind(desk, Fill)
    assert len(fills) > 3
    assert {(fill.value, fill.masked) for fill in fills} == {("••••••••", True)}
    assert not [event for event in desk.events if "hunter" in repr(event)]


def test_that_rich_text_is_a_fill_of_its_host(desk: Any) -> None:
    desk.open("<div id=e contenteditable role=textbox aria-label=Body style='width:200px'><p>Hi</p></div>")
    desk.click("#e")
    desk.key(KEY.Key_End)
    desk.type("!")
    fill = of_kind(desk, Fill)[-1]
    assert (fill.value, fill.target.name, fill.target.tag) == ("Hi!", "Body", "div")


def test_that_a_native_select_is_told_by_value_and_label(desk: Any) -> None:
    desk.open("<label>Fare <select><option value=e>Economy<option value=b>Business</select></label>")
    desk.evaluate("document.querySelector('select').focus()")
    desk.key(KEY.Key_Down)
    (select,) = desk.actions
    assert isinstance(select, Select)
    assert (select.values, select.labels) == (("b",), ("Business",))
    assert select.target.role == "combobox"


def test_that_a_native_date_is_filled(desk: Any) -> None:
    desk.open("<label>Date <input type=date id=d></label><input id=after>")
    desk.click("#d", dx=8)
    desk.type("07142026")
    desk.key(KEY.Key_Tab)
    fill = of_kind(desk, Fill)[-1]
    assert fill.value == desk.evaluate("d.value") == "2026-07-14"
    assert fill.target.role == "textbox"
    assert not of_kind(desk, Press)


def test_that_a_key_on_a_check_box_is_a_check(desk: Any) -> None:
    desk.open(
        "<input type=checkbox aria-label=One>"
        "<input type=radio name=r aria-label=A><input type=radio name=r aria-label=B>"
    )
    desk.evaluate("document.querySelector('input').focus()")
    desk.key(KEY.Key_Space)
    desk.evaluate("document.querySelector('[aria-label=A]').focus()")
    desk.key(KEY.Key_Down)
    assert [(type(action), action.target.name) for action in desk.actions] == [(Check, "One"), (Check, "B")]


def test_that_scrolling_by_hand_is_told_at_rest(desk: Any) -> None:
    desk.open("""<div id=list tabindex=0 style="height:100px;overflow:auto"><div style="height:900px">x</div></div>
        <div style="height:3000px"></div><script>list.onscrollend = () => { window.let_go = true; };</script>""")
    desk.wheel("#list", 120)
    desk.until(lambda: of_kind(desk, Scroll))
    (first,) = of_kind(desk, Scroll)
    assert first.target.locators[-1].value == "#list"
    assert first.y == desk.evaluate("list.scrollTop") > 0
    desk.until(lambda: desk.evaluate("window.let_go"))  # one turn of the wheel belongs to what it began on
    desk.evaluate("document.querySelector('#list').remove()")
    desk.wheel("p", 200)
    desk.until(lambda: len(of_kind(desk, Scroll)) == 2)
    assert of_kind(desk, Scroll)[1].target is None
    assert of_kind(desk, Scroll)[1].y == desk.evaluate("scrollY") > 0


def test_that_a_mouse_drag_names_both_ends(desk: Any) -> None:
    desk.open("""<style>li{width:200px;user-select:none}</style><ul><li id=a>Alpha<li id=b>Beta<li id=c>Gamma</ul>""")
    desk.drag(desk.point("#a"), desk.point("#c"))
    (drag,) = desk.actions
    assert isinstance(drag, Drag)
    assert (drag.source.text, drag.target.text) == ("Alpha", "Gamma")


def test_that_a_dragged_thing_that_follows_the_pointer_is_dropped_on_what_is_below(desk: Any) -> None:
    desk.open("""<style>div { position: absolute; width: 60px; height: 60px }</style>
        <div id=card style="left:20px;top:40px">Card</div><div id=bin style="left:300px;top:200px">Bin</div><script>
        card.onmousedown = (down) => { down.preventDefault();
            onmousemove = (e) => { card.style.left = e.clientX - 30 + 'px'; card.style.top = e.clientY - 30 + 'px'; };
            onmouseup = () => { onmousemove = null; }; };</script>""")
    desk.drag(desk.point("#card"), desk.point("#bin"))
    (drag,) = desk.actions
    assert isinstance(drag, Drag)
    assert (drag.source.text, drag.target.text) == ("Card", "Bin")


def test_that_selecting_text_is_no_action(desk: Any) -> None:
    desk.open("<p id=a>Some words to select</p><p id=b>and some more of them</p>")
    desk.drag(desk.point("#a", dx=10), desk.point("#b", dx=120))
    assert desk.evaluate("String(getSelection()).length") > 5
    assert desk.actions == []


def test_that_files_that_a_driven_browser_sets_are_an_upload_and_events_without_files_are_not(
    desk: Any, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("hello")
    desk.open("<input id=f type=file>")
    desk.wait(desk.page.evaluate("f.dispatchEvent(new Event('change', {bubbles: true}))"))
    desk.wait(desk.page.locator("#f").set_input_files(tmp_path / "a.txt"))
    desk.until(lambda: of_kind(desk, Upload))
    assert [upload.files for upload in of_kind(desk, Upload)] == [("a.txt",)]


def test_that_uploads_carry_their_files(desk: Any, tmp_path: Path) -> None:
    small, large = tmp_path / "small.txt", tmp_path / "large.bin"
    small.write_bytes(b"hello")
    large.write_bytes(b"x" * 1_048_577)
    desk.open("<label>Files <input type=file multiple></label>")
    desk.choose_files("input", small, large)
    desk.until(lambda: [e for e in desk.events if isinstance(e, InputHeard) and e.message["event"] == "upload_content"])
    (upload,) = of_kind(desk, Upload)
    assert upload.files == ("small.txt", "large.bin")
    contents = [e.message for e in desk.events if isinstance(e, InputHeard) and "content" in e.message]
    assert [(c["index"], base64.b64decode(str(c["content"]))) for c in contents] == [(0, b"hello")]


FLATPICKR = """
<link rel=stylesheet href=/vendor/flatpickr/flatpickr.min.css><script src=/vendor/flatpickr/flatpickr.min.js></script>
<label>Date <input id=d></label><script>flatpickr('#d', {defaultDate: '2026-07-02'})</script>"""
JQUERY_UI = """
<link rel=stylesheet href=/vendor/jquery-ui/jquery-ui.min.css><script src=/vendor/jquery/jquery.min.js></script>
<script src=/vendor/jquery-ui/jquery-ui.min.js></script><label>Date <input id=d value=07/02/2026></label>
<script>$('#d').datepicker({duration: 0})</script>"""


@pytest.mark.parametrize(
    ("html", "following", "day", "value"),
    [
        (FLATPICKR, ".flatpickr-next-month", "[aria-label='August 14, 2026']", "2026-08-14"),
        (JQUERY_UI, ".ui-datepicker-next", "td a[data-date='14']", "08/14/2026"),
    ],
    ids=["flatpickr", "jquery-ui"],
)
def test_that_a_date_picker_is_told_by_its_clicks(desk: Any, html: str, following: str, day: str, value: str) -> None:
    desk.open(html)
    for where in ("#d", following, day):
        desk.until(lambda where=where: desk.evaluate(f"document.querySelector({where!r})?.checkVisibility()"))
        desk.click(where)
    assert desk.evaluate("d.value") == value
    assert [type(action) for action in desk.actions] == [Click, Click, Click]
    for action in desk.actions:
        assert action.target.locators[0].unique
    assert desk.actions[2].target.text == "14"


def test_that_the_browser_s_own_drag_and_drop_is_a_drag(desk: Any) -> None:
    desk.open("""<p id=a draggable=true style="width:90px">Card</p><p id=b style="width:200px">Bin</p><script>
        b.ondragover = (event) => event.preventDefault(); b.ondrop = () => { b.textContent = 'Full'; };</script>""")
    desk.wait(desk.page.drag_and_drop("#a", "#b"))
    desk.settle()
    (drag,) = desk.actions
    assert isinstance(drag, Drag)
    assert (drag.source.text, drag.target.text) == ("Card", "Bin")
    assert desk.evaluate("b.textContent") == "Full"
