"""Hands in the embedded browser: every kind of field, and what gets in the way. All of it on one page of a test gym."""

import asyncio
import concurrent.futures
from collections.abc import Callable, Coroutine, Iterator
from datetime import date
from typing import Any

import pytest
from playwright.async_api import Page, Route
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gyms.kit.hands import Hands, Interrupted, clearing, leaving, patience
from gyms.kit.hands.policy import trusting_the_surface
from gyms.kit.worlds import Worlds
from tests.gyms.kit.fields_gym import CHOICES, DATES, gym
from tests.gyms.sittings import sitting
from tests.stage import embedded_host, running
from workbench.session.embedded import EmbeddedHost
from workbench.session.runtime import Runtime

pytestmark = pytest.mark.browser

Story = Callable[[Page, Hands], Coroutine[Any, Any, None]]
Play = Callable[[Story], None]
CHANGES = "document.getElementById('changes').textContent"


@pytest.fixture(scope="module")
def browser(qapp: QApplication) -> Iterator[tuple[EmbeddedHost, Runtime]]:
    failures: list[BaseException] = []
    with running(failures.append, "hands-tests") as runtime, embedded_host(runtime) as host:
        yield host, runtime
    assert not failures


@pytest.fixture(scope="module")
def worlds() -> Iterator[Worlds]:
    with Worlds({"fields": gym}) as made:
        yield made


@pytest.fixture
def play(browser: tuple[EmbeddedHost, Runtime], worlds: Worlds, qtbot: QtBot) -> Play:
    """Plays a story on the page with all fields while the window's thread goes on."""
    host, runtime = browser

    def playing(story: Story) -> None:
        async def whole() -> None:
            async with sitting(host, worlds, "fields/fill") as opened:
                await story(opened.page, Hands(opened.page))

        future: concurrent.futures.Future[None] = runtime.submit(whole())
        try:
            qtbot.waitUntil(future.done, timeout=60_000)
        finally:
            future.cancel()
        future.result()

    return playing


async def received(page: Page) -> dict[str, str]:
    """What the form submitted."""
    rows = await page.locator("tr").all_inner_texts()
    return {name: value for name, _, value in (row.partition("\t") for row in rows)}


def test_that_every_kind_of_field_takes_and_submits_the_same_value(play: Play) -> None:
    async def story(page: Page, hands: Hands) -> None:
        day = date(2026, 9, 14)
        await hands.fields({f"Date {kind}": day for kind in DATES})
        await hands.fields({f"Plan {kind}": "Medium" for kind in CHOICES})
        await hands.fields({"Name": "Ada Lovelace", "I agree": True, "Town": "Perth"})
        await hands.attach("Paper", "ada.pdf", b"%PDF")
        told = (await page.evaluate(CHANGES)).split()
        await hands.submit("Send")
        sent = await received(page)
        assert {kind: sent[f"date-{kind}"] for kind in DATES} == dict.fromkeys(DATES, "2026-09-14")
        assert {kind: sent[f"plan-{kind}"] for kind in CHOICES} == dict.fromkeys(CHOICES, "m")
        rest = ("name", "terms", "town", "town_text", "paper")
        assert [sent[name] for name in rest] == ["Ada Lovelace", "on", "Per", "Perth", "ada.pdf"]
        for kind in DATES:
            assert told.count(f"date-{kind}=2026-09-14") == 1, kind
        for kind in CHOICES:
            assert told.count(f"plan-{kind}=m") == 1, kind

    play(story)


def test_that_fields_show_what_they_hold_and_can_be_set_anew(play: Play) -> None:
    async def story(_page: Page, hands: Hands) -> None:
        await hands.go("/?date=2026-10-31&plan=m")
        for kind in DATES:
            assert await hands.holds(f"Date {kind}", date(2026, 10, 31)), kind
        for kind in CHOICES:
            assert await hands.holds(f"Plan {kind}", "Medium"), kind
        for kind in ("flatpickr", "jquery-ui", "air-datepicker", "legacy"):
            await hands.date(f"Date {kind}", date(2027, 2, 28))
        await hands.choose("Plan native", "Medium plus")

    play(story)


def test_that_drop_downs_follow_a_script_that_replaces_their_options(play: Play) -> None:
    async def story(_page: Page, hands: Hands) -> None:
        await hands.press("Only two plans")
        for kind in CHOICES:
            await hands.choose(f"Plan {kind}", "Huge")
        for kind in CHOICES:
            assert await hands.holds(f"Plan {kind}", "Huge"), kind

    play(story)


def test_that_calendars_open_at_the_worlds_today(play: Play) -> None:
    async def story(page: Page, hands: Hands) -> None:
        todays = {
            "flatpickr": ".flatpickr-day.today",
            "jquery-ui": ".ui-datepicker-today",
            "air-datepicker": ".-day-.-current-",
        }
        for kind, today in todays.items():
            await hands.click(page.get_by_label(f"Date {kind}"))
            assert (await page.locator(today).filter(visible=True).inner_text()).strip() == "2", kind
            await page.keyboard.press("Tab")
        window = await hands.window(page.locator("[data-kit-kind=legacy] a"))
        assert await window.shows("July 2026")
        assert (await window.page.locator("td.today").inner_text()).strip() == "2"
        await window.page.close()

    play(story)


def test_that_an_old_answer_that_comes_late_fools_nobody(play: Play) -> None:
    async def story(page: Page, hands: Hands) -> None:
        second = asyncio.Event()

        async def late(route: Route) -> None:
            if route.request.url.endswith("q=Pa"):
                await second.wait()
                await route.continue_()
            else:
                await route.continue_()
                asyncio.get_running_loop().call_later(0.1, second.set)

        await page.route("**/towns*", late)
        await page.evaluate("document.documentElement.dataset.kitDebounce = '1'")
        await page.get_by_label("Town").press_sequentially("Pa", delay=50)
        await page.get_by_label("Town").press_sequentially("ri")
        await second.wait()
        await page.get_by_role("option", name="Parma").wait_for()
        await hands.suggest("Town", "Par", "Paris")
        assert await page.evaluate(CHANGES) == "town=Par "

    play(story)


def test_that_a_swallowed_press_is_repeated_and_a_slow_answer_is_waited_for(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "STARTS", 0.4)

    async def story(page: Page, hands: Hands) -> None:
        posts: list[str] = []
        page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)

        async def slow(route: Route) -> None:
            answered = asyncio.Event()
            asyncio.get_running_loop().call_later(1.2, answered.set)
            await answered.wait()
            await route.continue_()

        await page.evaluate("document.forms[0].noValidate = true")
        await page.evaluate("addEventListener('click', (e) => e.preventDefault(), { capture: true, once: true })")
        await page.route(lambda url: url.endswith("/"), slow)
        await hands.submit("Send")
        await hands.see("Received")
        assert len(posts) == 1

    play(story)


def test_that_a_button_that_does_nothing_is_given_up(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "STARTS", 0.2)

    async def story(page: Page, hands: Hands) -> None:
        with pytest.raises(Interrupted):
            await hands.submit("Only two plans")
        assert await page.locator("select").count()

    play(story)


async def failing_at_first(page: Page, asked: list[str]) -> None:
    """Every page fails once from now on; ``asked`` collects the methods of what was asked for."""

    async def answer(route: Route) -> None:
        asked.append(route.request.method)
        if len(asked) == 1:
            await route.fulfill(status=502, content_type="text/html", body="<h1>Bad gateway</h1>")
        else:
            await route.continue_()

    await page.route(lambda url: "/vendor/" not in url and "/kit/" not in url, answer)


def test_that_an_error_instead_of_a_page_that_was_to_be_read_is_reloaded(play: Play) -> None:
    async def story(page: Page, hands: Hands) -> None:
        asked: list[str] = []
        await page.evaluate("document.body.insertAdjacentHTML('afterbegin', '<a href=\"/?again=1\">Again</a>')")
        await failing_at_first(page, asked)
        await hands.follow("Again")
        assert page.url.endswith("/?again=1")
        assert asked[:2] == ["GET", "GET"]

    play(story)


def test_that_a_form_that_was_sent_is_never_sent_again_by_reloading(play: Play) -> None:
    async def story(page: Page, hands: Hands) -> None:
        asked: list[str] = []
        await page.evaluate("document.forms[0].noValidate = true")
        await failing_at_first(page, asked)
        with pytest.raises(Interrupted, match="Bad gateway"):
            await hands.submit("Send")
        assert asked == ["POST"]

    play(story)


async def lay_over(page: Page, where: str, times: int = 1) -> None:
    """Lays something over the page that one can put away; ``where`` is CSS."""
    await page.evaluate(
        """([where, times]) => document.body.insertAdjacentHTML("beforeend",
           `<div data-kit-overlay style="position: fixed; ${where}">
           <button data-kit-dismiss onclick="this.parentElement.remove()">No thanks</button></div>`.repeat(times))""",
        [where, times],
    )


def test_that_what_lies_over_the_page_is_put_away(play: Play) -> None:
    async def story(page: Page, hands: Hands) -> None:
        await lay_over(page, "inset: 0", times=2)
        await hands.choose("Plan listbox", "Large")
        assert not await page.locator("[data-kit-overlay]").count()

    play(story)


@pytest.mark.parametrize(("where", "left", "milliseconds"), [("left: 0; top: 0", 1, 20_000), ("inset: 0", 0, 1000)])
def test_that_hasty_hands_put_away_only_what_a_click_ran_into(
    play: Play, monkeypatch: pytest.MonkeyPatch, where: str, left: int, milliseconds: int
) -> None:
    monkeypatch.setattr(clearing, "PATIENCE", milliseconds)

    async def story(page: Page, hands: Hands) -> None:
        await lay_over(page, where)
        with trusting_the_surface():
            await hands.clear()
            await hands.tick("I agree")
        assert await page.get_by_label("I agree").is_checked()
        assert await page.locator("[data-kit-overlay]").count() == left

    play(story)


def test_that_hasty_hands_read_a_field_before_they_touch_it_and_not_after(play: Play) -> None:
    spoil = """() => {
      const [name, terms] = ["name", "terms"].map((each) => document.getElementsByName(each)[0]);
      [name.value, terms.checked] = ["Ada", true];
      document.getElementsByName("plan-native")[0].addEventListener("change", ({ target }) => (target.value = ""));
    }"""

    async def story(page: Page, hands: Hands) -> None:
        await page.evaluate(spoil)
        with trusting_the_surface():
            await hands.fields({"Plan native": "Medium", "Name": "Ada", "I agree": True, "Town": "Perth"})
        assert await hands.holds("Name", "Ada")
        assert await hands.holds("I agree", True)
        assert await hands.holds("Town", "Perth")
        assert not await hands.holds("Plan native", "Medium")
        told = await page.evaluate(CHANGES)
        assert [told.count(name) for name in ("plan-native=", "name=", "terms=")] == [1, 0, 0]

    play(story)


def test_that_hasty_hands_look_act_once_and_believe_what_comes_of_it(play: Play) -> None:
    told: list[str] = []

    async def story(_page: Page, hands: Hands) -> None:
        async def done() -> bool:
            told.append("look")
            return False

        async def act() -> None:
            told.append("act")

        with trusting_the_surface():
            await hands.ensure(done, act)

    play(story)
    assert told == ["look", "act", "look"]


def test_that_hasty_hands_take_a_page_before_its_content_has_come(play: Play) -> None:
    scaffold = "document.body.insertAdjacentHTML('beforeend', '<p data-kit-skeleton>…</p>')"

    async def story(page: Page, hands: Hands) -> None:
        await page.add_init_script(f"addEventListener('DOMContentLoaded', () => {scaffold})")
        with trusting_the_surface():
            await hands.go("/")
        assert await page.locator("[data-kit-skeleton]").count() == 1

    play(story)


@pytest.mark.parametrize(
    ("longest", "told"),
    [(patience.LONGEST, "Not done after 2 attempts."), (0.0, "Could not look within 0 s (0 of 12 attempts).")],
)
def test_that_hands_say_whether_attempts_or_time_ran_out(
    play: Play, monkeypatch: pytest.MonkeyPatch, longest: float, told: str
) -> None:
    monkeypatch.setattr(patience, "LONGEST", longest)

    async def story(_page: Page, hands: Hands) -> None:
        async def done() -> bool:
            return False

        async def act() -> None:
            pass

        with pytest.raises(Interrupted) as raised:
            await hands.ensure(done, act, attempts=2)
        assert str(raised.value) == told

    play(story)


@pytest.mark.parametrize(
    ("opened", "covered"),
    [
        ("Plan tom-select", "Plan choices"),
        ("Date flatpickr", "Date jquery-ui"),
        ("Date jquery-ui", "Date air-datepicker"),
        ("Date air-datepicker", "Date selects"),
    ],
)
def test_that_what_opened_by_itself_is_closed_to_reach_the_field_beneath(play: Play, opened: str, covered: str) -> None:
    async def story(page: Page, hands: Hands) -> None:
        await page.get_by_label(opened, exact=True).first.focus()
        wanted = "Large" if covered.startswith("Plan") else date(2026, 9, 14)
        await hands.fields({covered: wanted})
        assert await hands.holds(covered, wanted)

    play(story)


def test_that_fields_in_a_frame_are_set_as_well(play: Play) -> None:
    async def story(page: Page, hands: Hands) -> None:
        await hands.go("/framed")
        frame = page.frame("inner")
        assert frame is not None
        inner = hands.inside(frame)
        await inner.date("Date legacy", date(2026, 7, 3))
        await inner.date("Date air-datepicker", date(2026, 7, 3))
        await inner.choose("Plan select2", "Small")
        await frame.evaluate("document.forms[0].noValidate = true")
        await inner.submit("Send")
        await inner.see("Received")
        assert await inner.shows("2026-07-03")

    play(story)
