"""Events in, page out."""

from typing import Any

import pytest

from workbench.domain.steps import DomEvent
from workbench.replay.dom.apply import apply
from workbench.replay.dom.canonical import canonical, difference, first_difference
from workbench.replay.dom.changes import changed
from workbench.replay.dom.document import Document
from workbench.replay.dom.rows import Mark, tree_rows
from workbench.replay.dom.tape import DomTape

Raw = dict[str, Any]


def text(number: int, content: str) -> Raw:
    return {"type": 3, "id": number, "textContent": content}


def element(number: int, tag: str, *children: Raw, **attributes: Any) -> Raw:
    named = {name.rstrip("_"): value for name, value in attributes.items()}
    return {"type": 2, "id": number, "tagName": tag, "attributes": named, "childNodes": list(children)}


def snapshot(*body: Raw) -> Raw:
    doctype = {"type": 1, "id": 2, "name": "html", "publicId": "", "systemId": ""}
    root = {"type": 0, "id": 1, "childNodes": [doctype, element(3, "html", element(4, "body", *body))]}
    return {"type": 2, "data": {"node": root, "initialOffset": {"left": 0, "top": 0}}}


def meta(href: str = "http://w1.localhost:80/book?a=1#b") -> Raw:
    return {"type": 4, "data": {"href": href, "width": 1000, "height": 700}}


def mutation(**parts: Any) -> Raw:
    return {"type": 3, "data": {"source": 0, "adds": [], "removes": [], "texts": [], "attributes": [], **parts}}


def add(parent: int, node: Raw, before: int | None = None) -> Raw:
    return {"parentId": parent, "nextId": before, "node": node}


def incremental(source: int, **data: Any) -> Raw:
    return {"type": 3, "data": {"source": source, **data}}


def folded(*events: Raw) -> Document:
    document = Document()
    for event in events:
        apply(document, event)
    return document


def body(*events: Raw) -> list[str]:
    """The canonical lines below ``body``."""
    return [line.strip() for line in canonical(folded(*events)).splitlines()[4:]]


def tape(*events: Raw, page: str = "t1") -> DomTape:
    return DomTape([DomEvent(float(at), page, event) for at, event in enumerate(events)], page)


def test_that_a_snapshot_becomes_one_line_for_each_node() -> None:
    document = folded(meta(), snapshot(element(5, "p", text(6, "hi\n"), title="t", class_="a")))
    assert canonical(document) == (
        'page "/book?a=1#b"\n<!DOCTYPE html "" "">\n<html>\n <body>\n  <p class="a" title="t">\n   "hi\\n"\n'
    )


def test_that_additions_that_come_too_early_wait_for_what_they_name() -> None:
    events = [add(5, element(7, "b"), before=8), add(5, element(8, "i")), add(4, element(5, "p"))]
    assert body(snapshot(), mutation(adds=events)) == ["<p>", "<b>", "<i>"]


def test_that_an_addition_below_a_missing_node_is_noted_and_the_rest_holds() -> None:
    document = folded(snapshot(), mutation(adds=[add(99, element(7, "b")), add(4, element(8, "i"))]))
    assert document.notes == ("Node 7 was added below node 99, where it can't be.",)
    assert "<i>" in canonical(document)


def test_that_a_moved_node_takes_what_is_below_it_along() -> None:
    start = snapshot(element(5, "p", element(6, "b", text(7, "x"))), element(8, "div"))
    assert body(start, mutation(adds=[add(8, element(6, "b"))])) == ["<p>", "<div>", "<b>", '"x"']


def test_that_removing_a_node_forgets_all_below_it() -> None:
    document = folded(snapshot(element(5, "p", element(6, "b"))), mutation(removes=[{"parentId": 4, "id": 5}]))
    assert (document.node(5), document.node(6)) == (None, None)


def test_that_nodes_of_a_shadow_root_stand_before_the_light_ones() -> None:
    host = element(5, "x-host", text(6, "light"), {**element(7, "b"), "isShadow": True})
    assert body(snapshot(host)) == ["<x-host>", "#shadow <b>", '"light"']


def test_that_a_frame_gets_a_new_document_in_place_of_the_old() -> None:
    def inside(number: int) -> Raw:
        return {"type": 0, "id": number, "childNodes": [element(number + 1, "html")]}

    start = snapshot(element(5, "iframe"))
    events = [mutation(adds=[add(5, inside(number))], isAttachIframe=True) for number in (20, 30)]
    assert body(start, *events) == ["<iframe>", "#document", "<html>"]


def test_that_attributes_are_set_and_removed_and_style_differences_of_plain_tapes_merged() -> None:
    start = snapshot(element(5, "p", class_="a", style="color: red; top: 1px;"))
    style = {"color": False, "left": "2px", "top": ["3px", "important"]}
    event = mutation(attributes=[{"id": 5, "attributes": {"class": None, "hidden": "", "style": style}}])
    assert body(start, event) == ['<p hidden="" style="top: 3px !important; left: 2px;">']


@pytest.mark.parametrize(
    ("control", "event", "expected"),
    [
        (element(5, "input"), {"text": "Ada", "isChecked": False}, '<input> .value="Ada"'),
        (element(5, "input", type="checkbox"), {"text": "on", "isChecked": True}, '<input type="checkbox"> .checked'),
        (
            element(5, "input", value="live", rr_form={"value": "live", "attributes": {"value": "raw"}}),
            {"text": "x", "isChecked": False, "form": {"value": "y"}},
            '<input value="raw"> .value="y"',
        ),
        (
            element(5, "textarea"),
            {"text": "", "form": {"value": "a", "default": "b"}},
            '<textarea> .value="a" .default="b"',
        ),
    ],
)
def test_that_input_changes_the_live_state_and_not_the_attribute(control: Raw, event: Raw, expected: str) -> None:
    assert body(snapshot(control), incremental(5, id=5, **event)) == [expected]


def test_that_a_select_has_exactly_the_options_it_was_told() -> None:
    options = [
        element(6, "option", text(7, "a"), selected=""),
        element(8, "option", text(9, " b ")),
        element(10, "option"),
    ]
    start = snapshot(element(5, "select", *options))
    exact = incremental(5, id=5, text="a", isChecked=False, form={"selected": [8, 10]})
    assert [line for line in body(start, exact) if "option" in line] == [
        '<option selected="">',
        "<option> .selected",
        "<option> .selected",
    ]
    plain = incremental(5, id=5, text="b", isChecked=False)
    assert [".selected" in line for line in body(start, plain) if "option" in line] == [False, True, False]


def test_that_scrolling_an_element_and_the_window_shows_in_whole_pixels() -> None:
    text_of = canonical(
        folded(
            meta("http://w/"),
            snapshot(element(5, "p")),
            incremental(3, id=5, x=0.4, y=9.5),
            incremental(3, id=1, x=0, y=7),
        )
    )
    assert text_of.splitlines()[0] == 'page "/" .scroll=0,7'
    assert text_of.splitlines()[-1].strip() == "<p> .scroll=0,10"


def test_that_a_style_keeps_its_sheet_until_its_text_changes() -> None:
    start = snapshot(element(5, "style", text(6, ""), _cssText="p { }"))
    ruled = folded(start, incremental(8, id=5, adds=[{"rule": "b { }", "index": 0}]))
    style = ruled.node(5)
    assert style is not None
    assert (style.css, len(style.rules)) == ("p { }", 1)
    apply(ruled, mutation(texts=[{"id": 6, "value": "q { }"}]))
    style = ruled.node(5)
    assert style is not None
    assert (style.css, style.rules) == (None, ())


def test_that_constructed_sheets_reach_the_snapshot_for_rebuilding() -> None:
    styles = [{"styleId": 9, "rules": [{"rule": "p { }", "index": 0}]}]
    document = folded(
        snapshot(),
        incremental(15, id=1, styleIds=[9], styles=styles),
        incremental(8, styleId=9, removes=[{"index": 0}]),
    )
    assert document.snapshot()["sheets"] == {"9": [{"adds": styles[0]["rules"]}, {"removes": [{"index": 0}]}]}


@pytest.mark.parametrize(
    "damage",
    [
        {"type": 3, "data": {}},
        {"type": 3, "data": {"source": 0, "adds": [{"parentId": 4}]}},
        {"type": 3, "data": {"source": 0, "removes": 7}},
        {"type": 2, "data": {"node": {"id": "x"}}},
        incremental(3, id="five", x=1, y=1),
        incremental(5, id=None),
        incremental(13, id=404, set={}),
        {"type": 5, "data": {"tag": "workbench.popover", "payload": None}},
    ],
)
def test_that_damage_is_noted_and_never_raised(damage: Raw) -> None:
    document = folded(snapshot(element(5, "p")), damage)
    assert len(document.notes) == 1
    assert "<p>" in canonical(document)


def test_that_a_page_that_goes_round_in_circles_ends() -> None:
    start = snapshot(element(5, "p", element(6, "b", element(5, "p"))))
    circle = mutation(adds=[add(6, element(5, "p")), add(6, element(6, "b"))])
    assert body(start, circle) == ["<p>", "<b>"]
    assert len(folded(start, circle).notes) == 3


def test_that_a_tape_gives_the_same_page_wherever_it_is_sought_from() -> None:
    events = [meta(), snapshot(element(5, "p"))]
    events += [mutation(adds=[add(5, text(100 + each, str(each)))]) for each in range(300)]
    events += [meta("http://w/two"), snapshot(element(5, "h1")), mutation(adds=[add(5, text(6, "new"))])]
    sought, expected = tape(*events), {}
    for count in range(len(events) + 1):
        expected[count] = canonical(folded(*events[:count]))
    for count in (305, 10, 200, 64, 65, 0, 303, 302, 304, 150, 2, 1):
        assert canonical(sought.at(count)) == expected[count], count


def test_that_a_page_handed_out_is_not_touched_by_later_seeking() -> None:
    played = tape(snapshot(element(5, "p")), mutation(removes=[{"parentId": 4, "id": 5}]))
    first = played.at(1)
    played.at(2)
    assert first.node(5) is not None


def test_that_only_events_of_its_own_tab_count_in_a_tape() -> None:
    events = [
        DomEvent(0, "t1", snapshot(element(5, "p"))),
        DomEvent(1, "t2", snapshot()),
        DomEvent(2, "t1", mutation()),
    ]
    assert "<p>" in canonical(DomTape(events, "t1").at(3))
    assert "<p>" not in canonical(DomTape(events, "t2").at(3))
    assert DomTape(events, "t2").at(1).root is None


def test_that_changes_name_what_was_added_changed_moved_and_removed() -> None:
    start = snapshot(
        element(5, "p", text(6, "a"), class_="day"), element(7, "b"), element(8, "i", element(9, "u")), element(10, "s")
    )
    event = mutation(
        adds=[add(4, element(11, "q"), before=5), add(5, element(10, "s"))],
        removes=[{"parentId": 4, "id": 8}],
        texts=[{"id": 6, "value": "b"}],
        attributes=[{"id": 5, "attributes": {"class": "day chosen"}}],
    )
    found = changed(tape(start, event), 1, 2)
    assert found.added == {11}
    assert found.changed == {5: ('class "day" → "day chosen"',), 6: ('text "a" → "b"',)}
    assert found.moved == {10}
    assert [(gone.node.id, gone.parent, gone.before, gone.size) for gone in found.removed] == [(8, 4, None, 2)]


def test_that_only_the_one_that_went_to_the_end_has_moved() -> None:
    start = snapshot(*(element(number, "p") for number in (5, 6, 7, 8)))
    event = mutation(removes=[{"parentId": 4, "id": 5}], adds=[add(4, element(5, "p"))])
    found = changed(tape(start, event), 1, 2)
    assert (found.moved, found.added, found.removed) == (frozenset({5}), frozenset(), ())


def test_that_another_page_is_fresh_and_nothing_is_nothing() -> None:
    played = tape(snapshot(), mutation(), snapshot())
    assert changed(played, 1, 3).fresh
    assert changed(played, 1, 2).empty


def test_that_rows_fold_white_space_and_single_texts_and_show_what_went() -> None:
    start = snapshot(text(20, "\n "), element(5, "p", text(6, " a  b ")), element(7, "b", element(8, "u")))
    event = mutation(removes=[{"parentId": 4, "id": 5}], adds=[add(7, element(9, "i"))])
    played = tape(start, event)
    before = tree_rows(played.at(1))
    assert [(row.tag, row.text) for row in before if row.node in (5, 7)] == [("p", "a b"), ("b", "")]
    assert not any(row.node == 20 for row in before)
    after = tree_rows(played.at(2), changed(played, 1, 2))
    marks = {row.node: row.mark for row in after if row.mark}
    assert marks == {5: Mark.REMOVED, 9: Mark.ADDED}
    assert [row.node for row in after].index(5) < [row.node for row in after].index(7)


def test_that_a_difference_names_line_and_place() -> None:
    one = canonical(folded(meta(), snapshot(element(5, "main", element(6, "p"), id="top"))))
    other = canonical(folded(meta(), snapshot(element(5, "main", element(6, "b"), id="top"))))
    found = difference(one, other)
    assert found is not None
    assert (found.line, found.expected, found.got, found.path) == (6, "<p>", "<b>", "html > body > main#top")
    assert first_difference(one, one) is None
