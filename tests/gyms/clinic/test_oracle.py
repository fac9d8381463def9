"""The oracles in the embedded browser, by date field; and the mistakes that the site's pages really allow."""

import concurrent.futures
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Page
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gyms.clinic.slots import long_date
from gyms.clinic.workouts import walking
from gyms.kit.profiles import PROFILES
from gyms.kit.server import Server
from gyms.kit.world import World
from gyms.kit.worlds import Worlds
from tests.gyms.clinic.conftest import verdict, visits_of
from tests.stage import embedded_host, running
from workbench.domain.verdicts import Ruling
from workbench.session.browser import HostListener, OpenRequest, PageHandle
from workbench.session.embedded import EmbeddedHost
from workbench.session.runtime import Runtime

pytestmark = pytest.mark.browser

WIDGETS = ("native", "flatpickr", "jquery-ui")


@dataclass(frozen=True)
class Sitting:
    """A page that shows a world's start, and everything that the world told so far."""

    page: Page
    world: World
    events: list[dict[str, Any]]

    def ruling(self) -> Ruling:
        return verdict(self.world, self.events).ruling


Story = Callable[[Sitting], Coroutine[Any, Any, None]]
Play = Callable[..., None]


async def _attached(_: PageHandle) -> None:
    """Nothing more to do with a new tab."""


QUIET = HostListener(_attached, *[lambda *_: None] * 6)


@pytest.fixture(scope="module")
def browser(qapp: QApplication) -> Iterator[tuple[EmbeddedHost, Runtime]]:
    failures: list[BaseException] = []
    with running(failures.append, "clinic-tests") as runtime, embedded_host(runtime) as host:
        yield host, runtime
    assert not failures


@asynccontextmanager
async def sitting(host: EmbeddedHost, worlds: Worlds, workout: str, seed: int, widget: str) -> AsyncIterator[Sitting]:
    events: list[dict[str, Any]] = []
    server = Server(worlds, PROFILES, lambda event: events.append(dict(event)))
    await server.start()
    try:
        hosted = await server.open("clinic", workout, seed=seed, profile_name="clean", options={"date_widget": widget})
        world = hosted.world
        page = (await host.open(OpenRequest(world.origin), QUIET)).page
        page.set_default_timeout(30_000)
        await page.goto(world.origin + world.task.start_path)
        yield Sitting(page, world, events)
        await host.close()
    finally:
        await server.stop()


@pytest.fixture
def play(browser: tuple[EmbeddedHost, Runtime], worlds: Worlds, qtbot: QtBot) -> Play:
    """Plays a story in a fresh world while the window's thread goes on."""
    host, runtime = browser

    def playing(story: Story, workout: str, widget: str, *, seed: int = 1) -> None:
        async def whole() -> None:
            async with sitting(host, worlds, workout, seed, widget) as opened:
                await story(opened)

        future: concurrent.futures.Future[None] = runtime.submit(whole())
        try:
            qtbot.waitUntil(future.done, timeout=60_000)
        finally:
            future.cancel()
        future.result()

    return playing


@pytest.mark.parametrize("widget", WIDGETS)
@pytest.mark.parametrize("workout", ["book_visit", "move_visit"])
def test_that_the_oracle_satisfies_the_spec(play: Play, workout: str, widget: str) -> None:
    async def story(sitting: Sitting) -> None:
        await sitting.world.gym.workout(workout).oracle(sitting.page, sitting.world.task)
        assert sitting.ruling() is Ruling.SATISFIED

    play(story, workout, widget, seed=3)


def test_that_the_oracle_looks_before_it_books(play: Play) -> None:
    async def story(sitting: Sitting) -> None:
        oracle = sitting.world.gym.workout("book_visit").oracle
        await oracle(sitting.page, sitting.world.task)
        before = len(visits_of(sitting.world))
        await oracle(sitting.page, sitting.world.task)
        assert len(visits_of(sitting.world)) == before

    play(story, "book_visit", "native")


def test_that_going_back_and_confirming_again_books_twice(play: Play) -> None:
    async def story(sitting: Sitting) -> None:
        page, wanted = sitting.page, sitting.world.task
        service, day, time = walking.wanted(wanted)
        before = len(visits_of(sitting.world))
        await page.get_by_role("link", name="Book a visit", exact=True).first.click()
        await page.get_by_label("Service").select_option(label=service)
        await walking.choose_date(page, day)
        await walking.choose_time(page, time)
        await walking.submit(page, "Continue")
        await walking.submit(page, "Confirm visit")
        await walking.read_visit(page, service, day, time)
        await page.go_back()
        await walking.submit(page, "Confirm visit")
        await walking.read_visit(page, service, day, time)
        assert len(visits_of(sitting.world)) == before + 2
        assert sitting.ruling() is Ruling.VIOLATED

    play(story, "book_visit", "flatpickr")


@pytest.mark.parametrize(
    ("widget", "today"), [("flatpickr", ".flatpickr-day.today"), ("jquery-ui", ".ui-datepicker-today")]
)
def test_that_calendars_open_at_the_worlds_today(play: Play, widget: str, today: str) -> None:
    async def story(sitting: Sitting) -> None:
        await sitting.page.get_by_role("link", name="Book a visit", exact=True).first.click()
        await sitting.page.wait_for_url("**/visits/new")
        await sitting.page.wait_for_load_state()
        await sitting.page.get_by_label("Date", exact=True).click()
        cell = sitting.page.locator(today)
        await cell.wait_for()
        assert await cell.inner_text() == "2"
        month = sitting.page.locator(".flatpickr-monthDropdown-months, .ui-datepicker-month").first
        shown = await month.evaluate("e => e.selectedOptions ? e.selectedOptions[0].text : e.textContent")
        assert shown.strip() == "July"

    play(story, "book_visit", widget)


def test_that_a_typed_date_counts_as_much_as_a_picked_one(play: Play) -> None:
    async def story(sitting: Sitting) -> None:
        page = sitting.page
        service, day, time = walking.wanted(sitting.world.task)
        await page.get_by_role("link", name="Book a visit", exact=True).first.click()
        await page.wait_for_url("**/visits/new")
        await page.wait_for_load_state()
        await page.get_by_label("Service").select_option(label=service)
        await page.get_by_label("Date", exact=True).press_sequentially(f"{day.day} {day:%B %Y}")
        await page.keyboard.press("Tab")
        await walking.choose_time(page, time)
        await walking.submit(page, "Continue")
        await walking.expect(page, "Check your visit", long_date(day))

    play(story, "book_visit", "jquery-ui")
