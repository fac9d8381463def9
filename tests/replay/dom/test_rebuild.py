"""The page that shows a reconstruction: altered node by node, sandboxed, picked from, quick."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser


def text(number: int, content: str) -> dict[str, Any]:
    return {"id": number, "kind": 3, "text": content}


def element(number: int, tag: str, *children: Any, **attributes: str) -> dict[str, Any]:
    named = {name.rstrip("_"): value for name, value in attributes.items()}
    return {"id": number, "kind": 2, "tag": tag, "attributes": named, "children": list(children)}


def snapshot(*body: Any) -> dict[str, Any]:
    html = element(2, "html", element(3, "head"), element(4, "body", *body))
    return {"href": "http://w/", "width": 800, "height": 600, "root": {"id": 1, "kind": 0, "children": [html]}}


def test_that_what_did_not_change_is_kept(recorded: Any) -> None:
    recorded.show(snapshot(element(5, "p", text(6, "a")), element(7, "p", text(8, "b"))))
    body = recorded.rebuilt.frames[1]
    body.evaluate("document.querySelectorAll('p')[1].mark = 1")
    shown = recorded.show(snapshot(element(9, "h1", text(10, "new")), element(7, "p", text(8, "c"), title="t")))
    assert '<p title="t">\n   "c"' in shown
    assert body.evaluate("document.querySelector('p').mark") == 1


def test_that_parent_and_child_can_change_places(recorded: Any) -> None:
    recorded.show(snapshot(element(5, "div", element(6, "section", element(7, "b")))))
    shown = recorded.show(snapshot(element(6, "section", element(7, "b", element(5, "div")))))
    assert "<section>\n   <b>\n    <div>" in shown


def test_that_nothing_runs_and_nothing_loads(recorded: Any) -> None:
    asked: list[str] = []
    refused: list[str] = []
    recorded.rebuilt.on("request", lambda request: asked.append(request.url))
    recorded.rebuilt.on("requestfailed", lambda request: refused.extend([request.url] * (request.failure == "csp")))
    recorded.show(
        snapshot(
            element(5, "script", src="http://evil.test/x.js"),
            element(6, "img", src="http://evil.test/x.png", onerror="parent.document.title='ran'"),
            element(7, "iframe", src="http://evil.test/"),
            element(8, "link", rel="stylesheet", href="http://evil.test/x.css"),
            element(9, "meta", http_equiv="refresh", content="0;url=http://evil.test/"),
            element(10, "div", onclick="parent.document.title='ran'", style="background: url(http://evil.test/b.png)"),
            element(11, "style", text(12, "@import 'http://evil.test/i.css';")),
        )
    )
    recorded.rebuilt.evaluate(
        "workbenchShow, document.querySelector('iframe').contentDocument.querySelector('div').click()"
    )
    recorded.rebuilt.evaluate("new Promise((done) => setTimeout(done, 100))")
    assert recorded.rebuilt.title() == "Reconstructed page"
    frames = recorded.rebuilt.evaluate("document.querySelector('iframe').contentDocument.querySelector('iframe').src")
    assert frames == ""
    assert [url for url in asked if "evil" in url and url not in refused] == []


def test_that_a_box_is_drawn_and_a_node_is_found_at_a_point(recorded: Any) -> None:
    style = "position:absolute;left:100px;top:50px;width:40px;height:20px"
    recorded.show(snapshot(element(5, "div", element(6, "b", text(7, "x")), style=style)), (5,))
    scale = recorded.rebuilt.evaluate("Math.min(1, innerWidth / 800, innerHeight / 600)")
    box = recorded.rebuilt.evaluate(
        "(({x, y, width}) => [x, y, width])(document.querySelector('#overlay div').getBoundingClientRect())"
    )
    assert box == pytest.approx([100 * scale, 50 * scale, 40 * scale], abs=1)
    at = recorded.rebuilt.evaluate("([x, y]) => workbenchNodeAt(x, y)", [135 * scale, 65 * scale])
    assert at == 5
    assert recorded.rebuilt.evaluate("([x, y]) => workbenchNodeAt(x, y)", [700 * scale, 500 * scale]) in (2, 4)


def test_that_the_window_stands_where_it_was_asked_to(recorded: Any) -> None:
    page = snapshot(element(5, "div", style="height:5000px"))
    recorded.rebuilt.evaluate("(page) => workbenchShow(page, [], [0, 400])", page)
    assert recorded.rebuilt.frames[1].evaluate("scrollY") == 400
    recorded.rebuilt.evaluate("(page) => workbenchShow(page, [])", page)
    assert recorded.rebuilt.frames[1].evaluate("scrollY") == 0


def test_that_a_clinic_size_page_is_built_within_50_ms(recorded: Any) -> None:
    rows = [
        element(10 + 3 * n, "li", element(11 + 3 * n, "b", text(12 + 3 * n, f"visit {n}")), class_="row")
        for n in range(400)
    ]
    page = snapshot(element(5, "ul", *rows))
    times = [recorded.rebuilt.evaluate("(page) => workbenchShow(page, []).ms", page) for _ in range(3)]
    assert min(times) < 50
