"""Real clicks in a real engine, as the page script tells them."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from workbench.domain.actions import Check, Click, Locator

pytestmark = pytest.mark.browser


def test_that_a_click_names_its_button_by_role(desk: Any) -> None:
    desk.open(
        "<button id=go><svg width=20 height=20><rect width=20 height=20 /></svg><b>Go</b> on</button>"
        "<button>Go</button>"
    )
    desk.click("#go svg", dx=4, dy=4)
    (click,) = desk.actions
    assert isinstance(click, Click)
    assert (click.target.tag, click.target.role, click.target.name) == ("button", "button", "Go on")
    assert click.target.locators[0] == Locator("role", "button", "Go on", unique=True)
    assert click.target.locators[-1] == Locator("css", "#go", unique=True)
    assert click.position is not None
    assert 0 < click.position[0] < 20
    assert click.target.box is not None


def test_that_one_of_several_alike_says_which(desk: Any) -> None:
    desk.open("<ul><li><button>Edit</button><li><button>Edit</button><li><button id=x9871>Edit</button></ul>")
    desk.click("li:nth-child(2) button")
    target = desk.actions[0].target
    assert Locator("role", "button", "Edit", unique=False, nth=1) in target.locators
    css = target.locators[0]
    assert css.strategy == "css"
    assert desk.evaluate(f"document.querySelectorAll({css.value!r}).length") == 1


def test_that_a_test_id_comes_first(desk: Any) -> None:
    desk.open("<button data-testid=save>Save</button>")
    desk.click("button")
    assert desk.actions[0].target.locators[0] == Locator("test_id", "save", unique=True)


def test_that_a_double_click_is_counted(desk: Any) -> None:
    desk.open("<button ondblclick=\"this.textContent='twice'\">Go</button>")
    desk.double_click("button")
    desk.until(lambda: len(desk.actions) == 2)
    assert [action.count for action in desk.actions] == [1, 2]
    assert desk.evaluate("document.querySelector('button').textContent") == "twice"


def test_that_other_buttons_are_told_apart(desk: Any) -> None:
    desk.open("<p id=p oncontextmenu='return false'>Text</p>")
    desk.click("#p", Qt.MouseButton.RightButton)
    desk.click("#p", Qt.MouseButton.MiddleButton)
    assert [action.button for action in desk.actions] == ["right", "middle"]


@pytest.mark.parametrize("where", ["label b", "input"])
def test_that_clicking_a_checkbox_or_its_label_is_one_check(desk: Any, where: str) -> None:
    desk.open("<label>I <b>agree</b> <input type=checkbox></label>")
    desk.click(where)
    (check,) = desk.actions
    assert check == Check(check.target, checked=True)
    assert (check.target.tag, check.target.name) == ("input", "I agree")
    desk.click(where)
    assert desk.actions[-1].checked is False


def test_that_a_hidden_checkbox_is_clicked_by_its_label(desk: Any) -> None:
    desk.open("<input id=c type=checkbox style='display:none'><label for=c>Fancy</label>")
    desk.click("label")
    (click,) = desk.actions
    assert isinstance(click, Click)
    assert click.target.tag == "label"
    assert desk.evaluate("document.querySelector('#c').checked") is True


def test_that_a_radio_chosen_again_after_another_is_told(desk: Any) -> None:
    desk.open("<label><input type=radio name=r id=a>A</label><label><input type=radio name=r id=b>B</label>")
    for radio in ("#a", "#b", "#a"):
        desk.click(radio)
    assert [(type(action), action.target.name) for action in desk.actions] == [(Check, "A"), (Check, "B"), (Check, "A")]


def test_that_a_click_counts_though_its_element_is_drawn_anew_under_the_pointer(desk: Any) -> None:
    desk.open("""<div id=box><button>Tuesday</button></div><script>
        box.onmousedown = () => { box.innerHTML = '<button>Wednesday</button>'; };</script>""")
    desk.click("button")
    desk.until(lambda: desk.actions)
    (click,) = desk.actions
    assert click.target.name == "Tuesday"


def test_that_what_a_script_does_is_no_action(desk: Any) -> None:
    desk.open("""<button id=go>Go</button><button id=other onclick="this.textContent='by script'">Other</button>
        <input id=i><input type=checkbox id=c><label id=l for=d>D</label><input type=checkbox id=d>
        <div id=s style="height:50px;overflow:auto"><div style="height:500px">x</div></div><script>
        go.onclick = () => { other.click(); i.value = 'x'; i.dispatchEvent(new Event('input', {bubbles: true}));
            c.click(); l.click(); s.scrollTop = 99; scrollTo(0, 50);
            i.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true})); };</script>""")
    desk.click("#go")
    desk.settle()
    assert desk.evaluate("other.textContent + i.value + c.checked + d.checked") == "by scriptxtruetrue"
    assert [action.target.name for action in desk.actions] == ["Go"]


def test_that_a_key_that_clicks_is_told_as_the_key(desk: Any) -> None:
    desk.open("<button autofocus onclick=\"this.textContent='pressed'\">Go</button>")
    desk.click("button")
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Space)
    assert [type(action).__name__ for action in desk.actions] == ["Click", "Press", "Press"]
    assert [action.key for action in desk.actions[1:]] == ["Enter", "Space"]


def test_that_elements_in_shadow_roots_are_found(desk: Any) -> None:
    desk.open("""<my-box></my-box><script>customElements.define('my-box', class extends HTMLElement {
        connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML = '<p><button>Deep</button></p>'; }
        });</script>""")
    desk.click("my-box button")
    (click,) = desk.actions
    assert click.target.name == "Deep"
    assert click.target.locators[-1].value == "my-box button"


def test_that_elements_in_frames_name_their_frames(desk: Any) -> None:
    inner = "<iframe title=inner srcdoc='<button>Inside</button>' style='border:5px solid; margin:3px'></iframe>"
    desk.open(f'<p>Top</p><iframe name=outer width=400 height=300 srcdoc="{inner}"></iframe>')
    frame = desk.page.frame_locator("iframe").frame_locator("iframe")
    desk.wait(frame.locator("button").wait_for())
    desk.click(frame.locator("button"))
    (click,) = desk.actions
    assert len(click.target.frame) == 2
    assert desk.wait(
        desk.page.frame_locator(click.target.frame[0])
        .frame_locator(click.target.frame[1])
        .get_by_role("button")
        .count()
    )
    box = desk.wait(frame.locator("button").bounding_box())
    assert click.target.box == pytest.approx((box["x"], box["y"], box["width"], box["height"]), abs=0.1)


def test_that_in_a_long_list_the_path_comes_before_a_name_that_others_have_too(desk: Any) -> None:
    desk.open("<table>" + "<tr><td>x<td><button>Edit</button>" * 3000 + "</table>")
    desk.evaluate("document.querySelector('tr:last-child').scrollIntoView()")
    desk.click("tr:last-child button")
    css, role = desk.actions[0].target.locators
    assert (css.strategy, role.strategy, role.unique) == ("css", "role", False)
    assert desk.evaluate(f"document.querySelectorAll({css.value!r}).length") == 1


def test_that_the_area_of_an_image_map_is_told_where_it_lies_on_its_image(desk: Any) -> None:
    desk.open("""<img id=picture usemap="#menu" width=200 height=40 src="data:image/gif;base64,R0lGODlhAQABAAAAACw="
        style="position: absolute; left: 20px; top: 100px"><map name=menu>
        <area shape=rect coords="0,0,100,40" href="#one" alt=One>
        <area shape=circle coords="150,20,15" href="#two" alt=Two>
        </map>""")
    desk.wait(desk.page.mouse.click(20 + 145, 100 + 22))
    desk.until(lambda: desk.actions)
    (click,) = desk.actions
    assert (click.target.tag, click.target.role, click.target.name) == ("area", "link", "Two")
    assert click.target.box == (155.0, 105.0, 30.0, 30.0)
    assert click.position == (10.0, 17.0)
