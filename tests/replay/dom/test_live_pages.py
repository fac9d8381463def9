"""Pages in a real engine: live page, folded recording and rebuilt page have one canonical text."""

from typing import Any

import pytest

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


@pytest.mark.parametrize(
    "act",
    [
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
        "document.querySelector('#ask').show()",
        "document.querySelector('#ask').showModal(); document.querySelector('#ask').close()",
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
    ],
)
def test_that_what_a_script_does_is_exact(recorded: Any, act: str) -> None:
    recorded.open(FORM, style_css="body { margin: 3px }")
    recorded.rest()
    recorded.page.evaluate(f"() => {{ {act} }}")
    recorded.check()
