"""What a browser makes of the clinic: oracles by date field, and the mistakes that the site's pages really allow."""

import concurrent.futures
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gyms.clinic import gym
from gyms.clinic.slots import long_date
from gyms.clinic.workouts import booking, walking
from gyms.kit.hands import Hands
from gyms.kit.worlds import Worlds
from tests.gyms.clinic.conftest import visits_of
from tests.gyms.sittings import Sitting, sitting
from tests.stage import embedded_host, running
from workbench.domain.verdicts import Ruling
from workbench.session.embedded import EmbeddedHost
from workbench.session.runtime import Runtime

pytestmark = pytest.mark.browser

Story = Callable[[Sitting], Coroutine[Any, Any, None]]
Play = Callable[..., None]


@pytest.fixture(scope="module")
def browser(qapp: QApplication) -> Iterator[tuple[EmbeddedHost, Runtime]]:
    failures: list[BaseException] = []
    with running(failures.append, "clinic-tests") as runtime, embedded_host(runtime) as host:
        yield host, runtime
    assert not failures


@pytest.fixture
def play(browser: tuple[EmbeddedHost, Runtime], worlds: Worlds, qtbot: QtBot) -> Play:
    """Plays a story in a fresh world while the window's thread goes on."""
    host, runtime = browser

    def playing(story: Story, workout: str, widget: str, *, seed: int = 1) -> None:
        async def whole() -> None:
            options = {"date_widget": widget}
            async with sitting(host, worlds, f"clinic/{workout}", seed=seed, options=options) as opened:
                await story(opened)

        future: concurrent.futures.Future[None] = runtime.submit(whole())
        try:
            qtbot.waitUntil(future.done, timeout=60_000)
        finally:
            future.cancel()
        future.result()

    return playing


@pytest.mark.parametrize("widget", gym.options["date_widget"])
def test_that_the_oracle_books_once_by_any_date_field(play: Play, widget: str) -> None:
    async def story(sitting: Sitting) -> None:
        before = len(visits_of(sitting.world))
        await sitting.solve()
        await sitting.solve()  # it looks before it books
        assert len(visits_of(sitting.world)) == before + 1
        assert (await sitting.verdict()).ruling is Ruling.SATISFIED

    play(story, "book_visit", widget, seed=3)


def test_that_going_back_and_confirming_again_books_twice(play: Play) -> None:
    async def story(sitting: Sitting) -> None:
        hands, looks = Hands(sitting.page), walking.wanted(sitting.world.task)
        before = len(visits_of(sitting.world))
        await booking.book(hands, looks)
        await sitting.page.go_back()
        await hands.submit("Confirm visit")
        assert len(visits_of(sitting.world)) == before + 2
        assert (await sitting.verdict()).ruling is Ruling.VIOLATED

    play(story, "book_visit", "flatpickr")


def test_that_a_typed_date_counts_as_much_as_a_picked_one(play: Play) -> None:
    async def story(sitting: Sitting) -> None:
        hands, looks = Hands(sitting.page), walking.wanted(sitting.world.task)
        await hands.follow("Book a visit")
        await hands.choose("Service", looks.service)
        await hands.fill("Date", f"{looks.day.day} {looks.day:%B %Y}")
        await sitting.page.keyboard.press("Tab")
        await hands.choose("Time", looks.time)
        await hands.submit("Continue")
        await hands.see("Check your visit", long_date(looks.day))

    play(story, "book_visit", "jquery-ui")
