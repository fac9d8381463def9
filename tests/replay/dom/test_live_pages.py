"""Pages in a real engine: live page, folded recording and rebuilt page have one canonical text."""

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.replay.dom.canonical import canonical

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.browser

FORM = """<!DOCTYPE html><html lang=en><head><title>Book &amp; go</title><link rel=stylesheet href=/style.css></head>
<body class=a><!-- note --><form><label>Name <input id=name value=Ada></label>
<input type=password id=secret value=hunter2><textarea id=text>hello</textarea>
<select id=one><option>a<option selected value=b>b<option>c</select>
<select id=many multiple><option selected>x<option>y<option selected>z</select>
<input type=checkbox id=tick checked><input type=radio name=r value=1 checked><input type=radio name=r value=2>
<input type=date id=day value=2026-07-14><input type=number id=n><input type=range id=range></form>
<a href="visits?page=2" style="color:red;background:url(x.png)">next</a><img src=a.png srcset="a.png 1x, b.png 2x">
<svg viewBox="0 0 1 1"><defs><linearGradient id=g></linearGradient></defs><use href="#g" xlink:href="#g"/></svg>
<dialog id=ask>sure?</dialog><div popover id=pop>hi</div><details id=more><summary>s</summary>t</details>
<div id=tall style="height:50px;overflow:auto"><p style="height:900px">tall</p></div><p style="height:3000px">end</p>
<script>window.x = 1</script><style>p { margin: 0 }</style></body></html>"""


def test_that_a_page_as_loaded_is_exact(recorded: Any) -> None:
    recorded.open(FORM, style_css="body { margin: 3px }")
    text = recorded.check()
    assert '<input id="name" value="Ada"> .value="Ada"' in text
    assert 'href="visits?page=2"' in text


ACTS = [
    "document.querySelector('#name').value = 'Grace'",
    "document.querySelector('form').reset()",
    "document.querySelector('#name').value = ''",
    "document.querySelector('#name').setAttribute('value', 'Z')",
    "document.querySelector('#text').value = 'typed'; document.querySelector('#text').textContent = 'other'",
    "document.querySelector('#text').textContent = 'other'",
    "document.querySelector('#day').valueAsDate = new Date(0)",
    "document.querySelector('#n').stepUp()",
    "document.querySelector('#tick').indeterminate = true",
    "document.querySelector('#tick').checked = false",
    "document.querySelector('#tick').type = 'text'",
    "document.querySelectorAll('[name=r]')[1].checked = true",
    "document.querySelector('#one').selectedIndex = -1",
    "document.querySelector('#one').value = 'c'",
    "document.querySelector('#one').options[1].remove()",
    "document.querySelector('#one').add(new Option('new', 'n', true, true))",
    "document.querySelector('#many').options[1].selected = true",
    "document.querySelector('#secret').type = 'text'",
    "document.querySelector('#ask').showModal()",
    "document.querySelector('#ask').close(); document.querySelector('#ask').show()",
    "document.querySelector('#ask').close()",
    "document.querySelector('#pop').showPopover()",
    "document.querySelector('#more').open = true",
    "document.querySelector('#tall').scrollTop = 120",
    "scrollTo(0, 700)",
    "document.querySelector('a').style.setProperty('color', 'blue'); document.querySelector('a').style.top = '1px'",
    "document.querySelector('use').setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', '#h')",
    "document.querySelector('form').append(document.querySelector('#tall'))",
    "document.querySelector('#tall').scrollTop = 80; document.body.prepend(document.querySelector('#tall'))",
    "document.body.append('half \\ud83d pair', document.createElement('x-own'))",
    "document.querySelector('style').sheet.insertRule('a { color: green }')",
    "document.querySelector('style').textContent = 'b { color: green }'",
    "document.body.innerHTML = document.body.innerHTML",
    "document.querySelector('table') || document.body.insertAdjacentHTML('beforeend', '<table><tr><td>1</table>')",
    "history.pushState({}, '', '/visits/7?x=1#y')",
    "document.body.insertAdjacentHTML('afterbegin', '<p @click=\"x\" :class=y onclick=z>alpine</p>')",
    "const h = document.createElement('div'); h.attachShadow({mode: 'open'}).innerHTML = '<b>s</b>';"
    " document.body.append(h); h.append('light')",
    "const h = document.querySelector('#tall'); h.attachShadow({mode: 'open'}).innerHTML = '<b>s</b><slot></slot>'",
    "const f = document.createElement('iframe'); f.srcdoc = '<p>inside <input value=1>'; document.body.append(f)",
    "document.body.insertAdjacentHTML('beforeend', '<template><p>t</p></template><math><mi>x</mi></math>')",
    "document.title = 'Another'",
    "document.documentElement.className = 'dark'",
    "document.body.replaceChildren(...[...document.body.childNodes].reverse())",
    "document.querySelector('#name').outerHTML = '<input id=name value=new type=text>'",
]


def test_that_what_scripts_do_to_a_page_is_exact(recorded: Any) -> None:
    recorded.open(FORM, style_css="body { margin: 3px }")
    wrong = {}
    for act in ACTS:
        recorded.page.evaluate(f"() => {{ {act} }}")
        try:
            recorded.check()
        except AssertionError as error:
            wrong[act] = str(error)
    assert not wrong, "\n".join(f"{act}: {said}" for act, said in wrong.items())
    assert "healed" not in str([each.event.get("data", {}).get("tag") for each in recorded.events])


def test_that_typing_choosing_and_clicking_are_exact(recorded: Any) -> None:
    recorded.open(FORM, style_css="body { margin: 3px }")
    page = recorded.page
    page.fill("#name", "Grace")
    page.press("#name", "End")
    page.keyboard.type(" H.")
    page.select_option("#one", "c")
    page.select_option("#many", ["y", "z"])
    page.uncheck("#tick")
    page.check("[name=r][value='2']")
    page.fill("#day", "2026-08-02")
    page.fill("#secret", "correct horse")
    text = recorded.check()
    assert '.value="Grace H."' in text
    assert "horse" not in str(recorded.messages)


def test_that_no_password_leaves_the_page_even_when_it_is_shown(recorded: Any) -> None:
    recorded.open("<!DOCTYPE html><input type=password id=p value=hunter2>")
    recorded.page.evaluate("p.type = 'text'; p.value = 'hunter3'; p.setAttribute('value', 'hunter4')")
    recorded.check()
    assert "hunter" not in str(recorded.messages)


def test_that_values_are_recorded_before_the_next_click_is_heard(recorded: Any) -> None:
    recorded.open("<!DOCTYPE html><input id=i><button id=b>go</button>")
    recorded.rest()
    recorded.page.evaluate("i.value = 'now'; i.title = 'x'")
    before = len(recorded.events)
    recorded.page.evaluate(
        "addEventListener('pointerdown', () => { window.heard = true }, {capture: true, once: true})"
    )
    recorded.page.evaluate("b.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true})); void 0")
    assert '"now"' in json.dumps([each.event for each in recorded.events[before:]] or recorded.messages[-1])


def test_that_nothing_is_lost_when_the_page_goes_away(recorded: Any) -> None:
    recorded.serve("/two", "<!DOCTYPE html><p>two</p>")
    for each in range(5):
        recorded.open(f"<!DOCTYPE html><p id=p>one</p><script>const mark = {each}</script>")
        recorded.rest()
        with recorded.page.expect_navigation():
            recorded.page.evaluate(
                f"p.textContent = 'last words {each}'; p.append('!'); location.href = '/two'; void 0"
            )
        recorded.rest()
        words = json.dumps([event.event for event in recorded.events])
        assert f"last words {each}" in words
        assert recorded.truths[-1][1]["text"].startswith('page "/two"')


def test_that_counts_of_page_and_recording_agree(recorded: Any) -> None:
    recorded.open(FORM, style_css="")
    recorded.rest()
    recorded.page.fill("#name", "x")
    recorded.rest()
    for count, truth in recorded.truths:
        assert truth["events"] == count


def test_that_a_page_that_keeps_loading_is_recorded_meanwhile(recorded: Any) -> None:
    slow: list[Any] = []
    recorded.page.route("**/slow.js", lambda route: slow.append(route))  # noqa: PLW0108 - Playwright can not wrap a built-in
    recorded.serve("/", "<!DOCTYPE html><body><p id=early>early</p><script src=/slow.js></script><p>late</p></body>")
    recorded.page.goto("http://clinic.test/", wait_until="commit")
    recorded.until(lambda: any(event.event["type"] == 2 for event in recorded.events))
    assert "early" in canonical(recorded.tape.at(len(recorded.events)))
    slow[0].fulfill(status=200, content_type="text/javascript", body="early.textContent = 'changed'")
    recorded.page.wait_for_load_state()
    text = recorded.check()
    assert "changed" in text
    assert "late" in text


def test_that_the_binding_is_not_left_to_the_page(recorded: Any) -> None:
    recorded.open("<!DOCTYPE html><p>x</p>")
    assert recorded.page.evaluate(
        "[typeof window.__workbench, 'readyState' in Object.getOwnPropertyDescriptors(document)]"
    ) == [
        "undefined",
        False,
    ]


def test_that_a_sheet_that_changed_through_scripts_looks_the_same_rebuilt(recorded: Any) -> None:
    recorded.open(
        "<!DOCTYPE html><head><link rel=stylesheet href=/style.css>"
        "<style id=s>p { top: 1px }</style></head><p id=p>x</p>",
        style_css="@media all { p { left: 5px; position: relative } }",
    )
    recorded.rest()
    recorded.page.evaluate("""() => {
        s.sheet.insertRule('p { top: 7px !important; color: red }', 0)
        s.sheet.cssRules[0].style.setProperty('bottom', '3px')
        const own = new CSSStyleSheet(); own.replaceSync('p { z-index: 4 }')
        document.adoptedStyleSheets = [own]; own.insertRule('p { right: 2px }')
    }""")
    recorded.check()
    look = "e => { const l = getComputedStyle(e); return [l.top, l.color, l.bottom, l.zIndex, l.right, l.left] }"
    live = recorded.page.eval_on_selector("#p", look)
    assert live == recorded.rebuilt.frames[1].locator("#p").evaluate(look)
    assert live == ["7px", "rgb(255, 0, 0)", "3px", "4", "2px", "5px"]


def test_that_a_page_too_large_says_so(recorded: Any) -> None:
    recorded.open("<!DOCTYPE html><body><script>document.body.innerHTML = '<b></b>'.repeat(20001)</script>")
    assert "more than 20000" in recorded.rest()["skipped"]


CLINIC = """<!DOCTYPE html><html><head><link rel=stylesheet href=/w.css></head><body><input id=d>
<script src=/jquery.js></script><script src=/w.js></script><script>{start}</script></body></html>"""
VENDOR = ROOT / "resources" / "vendor"


def test_that_a_flatpickr_calendar_is_exact(recorded: Any) -> None:
    files = {name: (VENDOR / "flatpickr" / f"flatpickr.min.{name}").read_text() for name in ("css", "js")}
    start = "flatpickr('#d', {defaultDate: '2026-07-02'})"
    recorded.open(CLINIC.replace("{start}", start), w_css=files["css"], w_js=files["js"], jquery_js="")
    recorded.page.click("#d")
    recorded.check()
    recorded.page.click(".flatpickr-next-month")
    recorded.check()
    recorded.page.click(".flatpickr-day:not(.prevMonthDay) >> nth=13")
    assert '.value="2026-08-14"' in recorded.check()


def test_that_a_jquery_ui_date_picker_is_exact(recorded: Any) -> None:
    files = {name: (VENDOR / "jquery-ui" / f"jquery-ui.min.{name}").read_text() for name in ("css", "js")}
    jquery = (VENDOR / "jquery" / "jquery.min.js").read_text()
    start = "$('#d').datepicker({defaultDate: '07/02/2026'})"
    recorded.open(CLINIC.replace("{start}", start), w_css=files["css"], w_js=files["js"], jquery_js=jquery)
    recorded.page.focus("#d")
    recorded.check()
    recorded.page.click(".ui-datepicker-next")
    recorded.check()
    recorded.page.click(".ui-state-default >> nth=13")
    assert '.value="08/14/2026"' in recorded.check()
