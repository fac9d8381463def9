"""Perturbations of the page itself, in the embedded browser: they strike as they say, tell so, do the same again for
the same seed, and leave a way through for whoever looks again."""

import asyncio
import concurrent.futures
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Locator, Page
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.animation_speed import AnimationSpeed
from gyms.kit.perturbations.debounce_drift import DebounceDrift
from gyms.kit.perturbations.focus_order import FocusOrder
from gyms.kit.perturbations.late_modal import LateModal
from gyms.kit.perturbations.layout_shift import LayoutShift
from gyms.kit.perturbations.modal_order import ModalOrder
from gyms.kit.perturbations.overlay_occlusion import OverlayOcclusion
from gyms.kit.perturbations.rerender_mid_click import RerenderMidClick
from gyms.kit.perturbations.scaffold_first import ScaffoldFirst
from gyms.kit.perturbations.scroll_traps import ScrollTraps
from gyms.kit.perturbations.sibling_overwrite import SiblingOverwrite
from gyms.kit.perturbations.silent_form_reset import SilentFormReset
from gyms.kit.perturbations.slow_typing_eaten import SlowTypingEaten
from gyms.kit.perturbations.zoom import Zoom
from gyms.kit.profiles import Profile
from gyms.kit.worlds import Worlds
from tests.gyms.kit.bureau import bureau
from tests.gyms.sittings import Sitting, sitting
from tests.stage import embedded_host, running
from workbench.session.embedded import EmbeddedHost
from workbench.session.runtime import Runtime

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Stage:
    """A page of the bureau, and what struck in it."""

    sitting: Sitting

    @property
    def page(self) -> Page:
        return self.sitting.page

    def strikes(self) -> list[dict[str, Any]]:
        return [event["detail"] for event in self.sitting.events if event["event"] == "disturbance"]

    async def struck(self, times: int = 1) -> list[dict[str, Any]]:
        """Details, once that many were told."""
        async with asyncio.timeout(10):
            while len(self.strikes()) < times:
                await self.page.wait_for_timeout(10)
        return self.strikes()

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True)

    async def open(self, path: str) -> None:
        await self.page.goto(self.sitting.world.origin + path)

    async def type(self, label: str, text: str) -> str:
        """Types over what is in a field; returns what it holds then."""
        await self.field(label).click()
        await self.page.keyboard.press("Control+a")
        await self.page.keyboard.type(text)
        return await self.value(label)

    async def choose(self, label: str, letter: str) -> str:
        await self.field(label).focus()
        await self.page.keyboard.press(letter)
        return await self.value(label)

    async def value(self, label: str) -> str:
        return await self.field(label).input_value()

    async def hand_in(self) -> str:
        """Presses the form's button; returns what the bureau noted."""
        await self.page.locator("form button").click()
        await self.page.get_by_role("heading", name="Notes").wait_for()
        return await self.page.locator("td").last.text_content() or ""


Story = Callable[[Stage], Coroutine[Any, Any, None]]
Play = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def bureaus() -> Iterator[Worlds]:
    with Worlds({"bureau": bureau}) as made:
        yield made


@pytest.fixture(scope="module")
def browser(qapp: QApplication) -> Iterator[tuple[EmbeddedHost, Runtime]]:
    failures: list[BaseException] = []
    with running(failures.append, "page-tests") as runtime, embedded_host(runtime) as host:
        yield host, runtime
    assert not failures


@pytest.fixture
def play(browser: tuple[EmbeddedHost, Runtime], bureaus: Worlds, qtbot: QtBot) -> Play:
    """Plays a story in a fresh world, twice; returns what struck, which must be the same."""
    host, runtime = browser

    def once(story: Story, perturbations: tuple[Perturbation, ...], seed: int) -> list[dict[str, Any]]:
        profiles = {"trial": Profile("trial", "For this test.", perturbations)}

        async def whole() -> list[dict[str, Any]]:
            async with sitting(
                host, bureaus, "bureau/hand_in", seed=seed, profile="trial", profiles=profiles
            ) as opened:
                opened.page.set_default_timeout(5_000)
                await story(Stage(opened))
                return Stage(opened).strikes()

        future: concurrent.futures.Future[list[dict[str, Any]]] = runtime.submit(whole())
        try:
            qtbot.waitUntil(future.done, timeout=30_000)
        finally:
            future.cancel()
        return future.result()

    def playing(story: Story, *perturbations: Perturbation, seed: int = 1, times: int = 2) -> list[dict[str, Any]]:
        first, *again = [once(story, perturbations, seed) for _ in range(times)]
        assert first
        assert all(other == first for other in again)
        return first

    return playing


def test_that_regions_are_skeletons_at_first(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.struck()
        assert await stage.page.locator("[data-kit-skeleton]").count() == 1
        assert not await stage.page.get_by_role("cell").count()

    an_age = 60_000
    assert play(story, ScaffoldFirst(share=1, delay=an_age)) == [
        {"load": 1, "regions": 1, "populated after ms": an_age}
    ]


def test_that_regions_populate(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.struck()
        await stage.page.get_by_role("cell").first.wait_for()
        assert not await stage.page.locator("[data-kit-skeleton]").count()

    assert play(story, ScaffoldFirst(share=1, delay=400)) == [{"load": 1, "regions": 1, "populated after ms": 400}]


def test_that_a_late_modal_takes_the_keys_and_can_be_dismissed(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.open("/form")
        await stage.field("Surname").click()
        await stage.page.keyboard.type("M")
        await stage.struck()
        assert await stage.page.get_by_role("dialog").count() == 1
        await stage.page.keyboard.type("ore")
        assert await stage.value("Surname") == "M"
        await stage.page.locator("[data-kit-overlay] [data-kit-dismiss]").first.click()
        await stage.page.keyboard.type("ore")
        assert await stage.value("Surname") == "More"
        assert not await stage.page.locator("[data-kit-overlay]").count()

    (strike,) = play(story, LateModal(earliest=2, latest=2, most=1, delay=0))
    assert strike["action"] == 2


def test_that_a_modal_that_is_owed_opens_on_the_next_page(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.page.get_by_role("link", name="New form").click()
        await stage.page.get_by_role("dialog").wait_for()
        await stage.struck()
        assert await stage.page.get_by_role("heading", name="Form").is_visible()
        await stage.page.keyboard.press("Escape")
        await stage.page.get_by_role("dialog").wait_for(state="detached")

    assert play(story, LateModal(earliest=1, latest=1, most=1, delay=300))[0]["action"] == 1


def test_that_a_modal_can_follow_a_load_and_have_one_way_out(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.open("/form")
        await stage.struck()
        assert await stage.page.locator("[data-kit-dismiss]").count() == 1
        await stage.page.get_by_role("button", name="Close").click()

    strike = play(story, LateModal(trigger="load", earliest=2, latest=2, most=1, delay=0, dismiss="corner"), times=1)
    assert strike[0]["load"] == 2


def test_that_two_modals_come_one_over_the_other_in_either_order(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.open("/form")
        await stage.field("Surname").click()
        await stage.struck(2)
        for _ in range(2):
            await stage.page.locator("[data-kit-dismiss]").last.click()
        assert not await stage.page.locator("[data-kit-overlay]").count()

    disturbed = ModalOrder(earliest=1, latest=1, delay=0, gap=100)
    firsts: set[str] = set()
    for seed in range(8):  # as many as it takes
        if len(firsts) < 2:
            firsts.add(play(story, disturbed, seed=seed, times=1)[0]["first"])
    assert len(firsts) == 2


def test_that_a_click_is_swallowed_once_and_the_next_one_counts(play: Play) -> None:
    async def story(stage: Stage) -> None:
        button = stage.page.get_by_role("button", name="Press")
        await button.scroll_into_view_if_needed()
        before = await button.bounding_box()
        await button.click()
        await stage.struck()
        after = await button.bounding_box()
        assert await stage.page.title() == "Bureau"
        assert before
        assert after
        assert abs(after["x"] - before["x"]) == 6
        await button.click()
        assert await stage.page.title() == "Pressed"

    assert play(story, RerenderMidClick(earliest=1, latest=1, most=1)) == [
        {"click": 1, "target": "Press", "shift": 6},
    ]


def test_that_suggestions_wait_another_while_and_answers_are_late(play: Play) -> None:
    async def story(stage: Stage) -> None:
        wait = await stage.page.evaluate("Number(document.documentElement.dataset.kitDebounce)")
        assert 100 <= wait <= 500
        took = await stage.page.evaluate("""async () => {
          const began = performance.now();
          const answer = await (await fetch("/words?q=a")).json();
          return [answer.asked, performance.now() - began];
        }""")
        assert took[0] == "a"
        assert took[1] >= 250

    disturbed = DebounceDrift(least=100, most=500, share=1, delay=250)
    assert play(story, disturbed) == [{"path": "/words?q=a", "ms": 250}]


def test_that_a_field_eats_the_first_keys_and_then_keeps_all(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.open("/form")
        assert await stage.type("Surname", "Moreau") == "Moreau"
        assert await stage.type("Town", "Ghent") == "ent"
        assert await stage.type("Town", "Ghent") == "Ghent"

    disturbed = SlowTypingEaten(hydrate=0, keys=2, earliest=2, latest=2, most=1)
    assert play(story, disturbed) == [{"text field": 2, "keys": 2, "field": "Town"}]


def test_that_a_page_that_wakes_up_eats_what_is_typed(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.open("/form")
        assert await stage.type("Surname", "Moreau") == ""
        await stage.page.wait_for_function("performance.now() > 2100")
        assert await stage.type("Surname", "Moreau") == "Moreau"

    disturbed = SlowTypingEaten(hydrate=2000, keys=0, earliest=2, latest=2, most=1)
    assert play(story, disturbed, times=1)[0]["load"] == 2


@pytest.mark.parametrize(("times", "rate"), [(4.0, 0.25), (0.0, None)])
def test_that_movements_are_slow_or_none(play: Play, times: float, rate: float | None) -> None:
    async def story(stage: Stage) -> None:
        await stage.open("/form")
        found = await stage.page.evaluate("""async () => {
          const style = document.createElement("style");
          style.textContent = "@keyframes away { to { opacity: 0 } } h1 { animation: away 60s }";
          document.head.append(style);
          const [animation] = document.querySelector("h1").getAnimations();
          await animation.ready;
          await new Promise((told) => setTimeout(told, 60));
          return animation.playState === "finished" ? null : animation.playbackRate;
        }""")
        assert found == rate

    assert play(story, AnimationSpeed(times=times, share=1), times=1)[0] == {"load": 1, "times": times}


def test_that_a_filled_field_goes_back_silently_and_can_be_filled_again(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.open("/form")
        assert await stage.type("Remark", "by hand") == "by hand"
        assert await stage.type("Town", "Ghent") == "Ghent"
        assert await stage.choose("Country", "B") == "Belgium"
        assert await stage.value("Remark") == "none" or await stage.value("Town") == ""
        await stage.type("Town", "Ghent")
        await stage.type("Remark", "by hand")
        assert await stage.hand_in() == "/Ghent/Belgium//by hand"

    (strike,) = play(story, SilentFormReset(earliest=2, latest=2, most=1))
    assert strike["change"] == 2
    assert strike["field"] in {"Remark", "Town"}


def test_that_what_a_press_of_the_button_makes_known_resets_nothing(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.open("/form")
        await stage.type("Surname", "Moreau")
        await stage.type("Town", "Ghent")
        assert await stage.value("Surname") == "Moreau"
        assert await stage.hand_in() == "Moreau/Ghent///none"
        await stage.open("/form")
        await stage.type("Surname", "Moreau")
        await stage.type("Town", "Ghent")
        await stage.field("Size").focus()
        assert await stage.value("Surname") == ""

    (strike,) = play(story, SilentFormReset(trigger="blur", earliest=2, latest=2, most=1), times=1)
    assert strike == {"change": 3, "field": "Surname", "trigger": "blur"}


def test_that_choosing_resets_the_next_field_a_few_times(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.open("/form")
        assert await stage.choose("Size", "L") == "Large"
        assert await stage.choose("Country", "A") == "Austria"
        assert await stage.value("Size") == ""
        assert await stage.choose("Size", "L") == "Large"
        assert await stage.choose("Country", "B") == "Belgium"
        assert await stage.value("Size") == "Large"

    assert play(story, SiblingOverwrite(share=1, most=1)) == [{"changed": "Country", "overwritten": "Size"}]


def test_that_the_page_is_zoomed_and_still_works(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.open("/form")
        assert await stage.page.evaluate("document.querySelector('main').style.zoom") == "1.4"
        assert await stage.page.evaluate("document.body.getBoundingClientRect().width") <= 700
        await stage.type("Surname", "Moreau")
        assert await stage.hand_in() == "Moreau////none"

    assert play(story, Zoom(factors=(1.4,), narrow=700, narrow_share=1)) == [{"zoom": 1.4, "width px": 700}]


def test_that_bars_cover_the_page_until_they_are_dismissed(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.struck(3)
        assert await stage.page.get_by_role("region").count() == 3
        link = stage.page.get_by_role("link", name="New form")
        covered = """link => {
          const { x, y } = link.getBoundingClientRect();
          return !link.contains(document.elementFromPoint(x + 3, y + 3));
        }"""
        assert await link.evaluate(covered)
        await stage.page.reload()
        for _ in range(3):
            await stage.page.locator("[data-kit-dismiss]").last.click()
        assert not await link.evaluate(covered)
        await link.click()
        await stage.page.get_by_role("heading", name="Form").wait_for()
        assert not await stage.page.locator("[data-kit-overlay]").count()

    strikes = play(story, OverlayOcclusion(earliest=1, latest=1))
    assert [strike["part"] for strike in strikes] == ["cookies", "chat", "header"]


def test_that_an_advertisement_pushes_the_page_down(play: Play) -> None:
    async def story(stage: Stage) -> None:
        heading = stage.page.get_by_role("heading", name="Form")
        await stage.open("/form")
        before = await heading.evaluate("e => e.getBoundingClientRect().y")
        await stage.page.locator("[data-kit-slot]").wait_for()
        assert await heading.evaluate("e => e.getBoundingClientRect().y") >= before + 90
        await stage.struck(2)

    strikes = play(story, LayoutShift(share=1, delay=600, height=90), times=1)
    assert strikes[-1] == {"load": 2, "px": 90}
    assert strikes[0] == {"options": {"layout": "shuffled"}}


def test_that_a_long_list_scrolls_by_itself(play: Play) -> None:
    async def story(stage: Stage) -> None:
        last = stage.page.get_by_role("cell").last
        box = stage.page.locator("div:has(> table)").last
        assert await box.evaluate("e => e.clientHeight") == 200
        await last.scroll_into_view_if_needed()
        assert await box.evaluate("e => e.scrollTop") > 0
        await stage.page.get_by_role("button", name="Press").click()
        assert await stage.page.title() == "Pressed"

    assert play(story, ScrollTraps(share=1, height=200)) == [{"load": 1, "lists": 1, "height px": 200}]


def test_that_a_list_in_a_box_that_scrolls_is_left_there_as_pages_load_more_when_one_scrolls(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.open("/?boxed=yes")
        box = stage.page.locator("div:has(> table)").last
        assert await box.get_attribute("id") == "notes"
        assert await box.evaluate("e => e.clientHeight") == 300

    assert play(story, ScrollTraps(share=1, height=200)) == [{"load": 1, "lists": 1, "height px": 200}]


def test_that_tab_goes_elsewhere_and_enter_still_sends(play: Play) -> None:
    async def story(stage: Stage) -> None:
        await stage.open("/form")
        focused = "() => document.activeElement.name || document.activeElement.localName"
        order = []
        await stage.field("Surname").focus()
        for _ in range(6):
            await stage.page.keyboard.press("Tab")
            order.append(await stage.page.evaluate(focused))
        assert order[:4] != ["town", "country", "size", "remark"]
        await stage.type("Surname", "Moreau")
        await stage.page.keyboard.press("Enter")
        await stage.page.get_by_role("heading", name="Notes").wait_for()
        assert await stage.page.locator("td").last.text_content() == "Moreau////none"

    strikes = play(story, FocusOrder(share=1, earliest=2, latest=2, most=1))
    assert strikes[0] == {"load": 2, "forms": 1}
    assert strikes[1]["tab"] == 2
