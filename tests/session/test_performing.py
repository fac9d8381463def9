"""Actions done again on a live page: found by their locators, paced by the page, tabs and dialogs included."""

from dataclasses import replace
from typing import Any

import pytest

from workbench.domain.actions import (
    Action,
    Answer,
    Check,
    Click,
    ClosePage,
    Fill,
    Locator,
    OpenPage,
    PageAction,
    Press,
    Scroll,
    Select,
    SwitchPage,
    Target,
    Upload,
)
from workbench.domain.steps import Step
from workbench.session.browser import OpenRequest, PageHandle
from workbench.session.embedded import EmbeddedHost
from workbench.session.failures import CannotReexecute
from workbench.session.pacing import Due
from workbench.session.performing import Reexecutor, in_world, without_last

pytestmark = pytest.mark.browser

PAGE = """<title>Front</title>
<label>Name <input id=name></label><label>When <input id=when type=date></label>
<label>Fare <select id=fare><option>Basic</option><option value=f>Flex</option></select></label>
<label><input id=agree type=checkbox> Agree</label><input id=file type=file aria-label=File>
<button onclick="out.textContent += 'A'">Twice</button><button onclick="out.textContent += 'B'">Twice</button>
<button id=later onclick="setTimeout(() => late.hidden = false, 300)">Later</button>
<button id=late hidden onclick="out.textContent += 'L'">Late</button>
<button id=ask onclick="out.textContent += confirm('Sure?') ? 'yes' : 'no'">Ask</button>
<button id=pop onclick="window.open('/second')">Open</button>
<p id=out></p><div style="height: 3000px"></div>"""


def target(tag: str, *locators: Locator) -> Target:
    return Target(locators, role="", name=locators[0].name or locators[0].value, tag=tag)


def css(tag: str, value: str) -> Target:
    return target(tag, Locator("css", value, unique=True))


def steps(*actions: Action, page: str = "t1") -> tuple[Step, ...]:
    return tuple(
        Step(number, action, page, "", "", number * 100.0, number * 100.0, number * 100.0 + 100.0)
        for number, action in enumerate(actions, 1)
    )


class Stage:
    """Tabs of a listener, and what was said of actions that page scripts can't report."""

    def __init__(self, heard: Any) -> None:
        self.heard = heard
        self.unheard: list[PageAction] = []
        self.looks_until_due: list[int] = []
        """How often it is asked before the world has come as far as is due, for each step."""

    def reached(self, due: Due) -> bool:
        if not due.commits:
            return True
        self.looks_until_due[0] -= 1
        return not self.looks_until_due[0] and self.looks_until_due.pop(0) == 0

    @property
    def pages(self) -> dict[str, PageHandle]:
        return {handle.id: handle for handle in self.heard.pages if not handle.closed}

    async def settled(self, patience: float = 5.0) -> bool:
        return True

    def perform_unheard(self, action: PageAction, page: str) -> None:
        self.unheard.append(action)

    def keep_blob(self, data: bytes) -> None:
        pass


class NoMoves:
    """Nobody presses the browser's own controls here."""

    async def navigate(self, url: str) -> None:
        raise AssertionError(url)

    async def reload(self) -> None:
        raise AssertionError

    async def back(self) -> None:
        raise AssertionError

    async def forward(self) -> None:
        raise AssertionError


@pytest.fixture
def again(host: EmbeddedHost, wait: Any, heard: Any, site: Any) -> Any:
    """Perform steps on the page, then evaluate an expression in it."""
    site.pages.update({"/": PAGE, "/second": "<title>Second</title><button>Here</button><p id=out></p>"})

    async def story(
        performed: tuple[Step, ...], look: str, dues: tuple[Due, ...], looks: list[int]
    ) -> tuple[Any, Stage, list[str]]:
        handle = await host.open(OpenRequest(site.origin(), ()), heard.listener())
        await handle.page.goto(site.origin() + "/")
        stage = Stage(heard)
        stage.looks_until_due = looks
        executor = Reexecutor(NoMoves(), stage, host, site.origin(), lambda blob: blob.encode(), patience=0.5)
        try:
            notes = await executor.perform(performed, dues)
            return await handle.page.evaluate(look), stage, notes
        finally:
            host.answer_dialogs(None)
            await host.close()

    return lambda performed, look, dues=(), looks=(): wait(story(performed, look, dues, list(looks)))


def test_that_fields_are_filled_chosen_checked_and_uploaded_again(again: Any) -> None:
    fill = Fill(target("input", Locator("label", "Name", unique=True)), "Ada")
    date = Fill(target("input", Locator("label", "When", unique=True)), "2026-08-04")
    select = Select(target("select", Locator("label", "Fare"), Locator("css", "#fare")), ("f",), ("Flex",))
    check = Check(target("input", Locator("role", "checkbox", "Agree", unique=True)), True)
    upload = Upload(target("input", Locator("label", "File", unique=True)), ("a.txt",), ("content",))
    press = Press(css("input", "#name"), "End"), Press(css("input", "#name"), "Backspace")
    look = (
        "[...['name', 'when', 'fare'].map(id => document.getElementById(id).value), agree.checked, file.files[0].name]"
    )
    found, stage, notes = again(steps(fill, date, select, check, upload, *press), look)
    assert found == ["Ad", "2026-08-04", "f", True, "a.txt"]
    assert stage.unheard == [date, select, upload]
    assert notes == []


def test_that_a_step_waits_until_the_world_has_come_as_far_as_it_had(again: Any) -> None:
    check = Check(target("input", Locator("role", "checkbox", "Agree", unique=True)), True)
    performed = steps(check, replace(check, checked=False))
    found, stage, notes = again(performed, "agree.checked", (Due(1), Due(2)), (3, 4))
    assert (found, stage.looks_until_due, notes) == (False, [], [])


def test_that_what_never_happens_again_is_waited_for_once_and_noted(again: Any) -> None:
    check = Check(target("input", Locator("role", "checkbox", "Agree", unique=True)), True)
    found, _, notes = again(steps(check, check), "agree.checked", (Due(1), Due(1)), (10_000,))
    assert (found, notes) == (True, ["Step 1: what went on in the background before it has not happened now."])


def test_that_of_several_alike_the_recorded_one_is_taken(again: Any) -> None:
    second = Click(target("button", Locator("role", "button", "Twice", unique=False, nth=1)))
    by_next_best = Click(target("button", Locator("test_id", "gone"), Locator("css", "button:nth-of-type(1)")))
    found, _, _ = again(steps(second, by_next_best), "out.textContent")
    assert found == "BA"


def test_that_an_element_that_comes_late_is_waited_for(again: Any) -> None:
    later, late = (
        Click(css("button", "#later")),
        Click(target("button", Locator("role", "button", "Late", unique=True))),
    )
    found, _, _ = again(steps(later, late), "out.textContent")
    assert found == "L"


def test_that_dialogs_are_answered_as_they_were(again: Any) -> None:
    ask = Click(css("button", "#ask"))
    found, _, notes = again(
        steps(ask, Answer("confirm", "Sure?", False), ask, Answer("confirm", "Sure?", True), ask), "out.textContent"
    )
    assert found == "noyesyes"
    assert notes == ["A confirm appeared that was not recorded: Sure?"]


def test_that_the_window_scrolls_to_where_it_was(again: Any) -> None:
    found, _, _ = again(steps(Scroll(None, 0, 640)), "scrollY")
    assert found == 640


def test_that_tabs_are_followed(again: Any, heard: Any) -> None:
    opened = steps(Click(css("button", "#pop")), OpenPage("t2", ""))
    inside = steps(Click(target("button", Locator("role", "button", "Here", unique=True))), page="t2")
    closed = steps(ClosePage("t2"), SwitchPage("t1"), Click(css("button", "#later")))
    again((*opened, *inside, *closed), "1")
    assert heard.closed == ["t2"]


def test_that_what_is_not_there_any_more_is_a_problem_that_names_it(
    again: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.session.finding.find.__defaults__", (0.3,))
    with pytest.raises(CannotReexecute, match="Gone"):
        again(steps(Click(target("button", Locator("role", "button", "Gone", unique=True)))), "1")


def test_that_undoing_takes_what_followed_by_itself_along() -> None:
    ask = Click(css("button", "#ask"))
    recorded = steps(ask, ask, Answer("confirm", "Sure?", True), OpenPage("t2", ""))
    assert without_last(recorded) == recorded[:1]
    assert without_last(recorded[:1]) == ()


def test_that_addresses_move_to_the_new_world() -> None:
    assert in_world("http://w1.localhost:1/a?b=1#c", "http://w9.localhost:2") == "http://w9.localhost:2/a?b=1#c"
