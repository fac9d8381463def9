"""A whole sitting with real parts: the clinic, the embedded browser, the recorder, the disk, the judge."""

import asyncio
import datetime as dt
import itertools
import os
import re
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page
from PySide6.QtCore import QTimer

from workbench.archive.library import unfinished
from workbench.archive.reader import open_episode, read_blob
from workbench.domain.actions import Click, Defer, Done, Navigate, Select
from workbench.domain.verdicts import FindingKind, LampState, Ruling
from workbench.session import messages
from workbench.session.embedded import EmbeddedHost
from workbench.session.failures import OutsideTheWorld, WrongMoment
from workbench.session.folders import Folders
from workbench.session.gym_process import GymProcess
from workbench.session.messages import SittingMessage, TaskRequest
from workbench.session.reexecution import replay_live
from workbench.session.sitting import Sitting

pytestmark = [pytest.mark.browser]

SPECS = Path(__file__).parents[2] / "specs"
TASK = TaskRequest("clinic/book_visit", seed=3, options=(("date_widget", "flatpickr"),), actor="test")
Wait = Callable[..., Any]


class Desk:
    """A sitting with the messages it sent."""

    def __init__(self, gyms: GymProcess, host: EmbeddedHost, root: Path) -> None:
        self.folders = Folders(SPECS, root / "recordings", root / "drafts")
        self.messages: list[SittingMessage] = []
        self._news = asyncio.Event()
        self.sitting = Sitting(gyms, host, self.folders, self._hear)

    def _hear(self, message: SittingMessage) -> None:
        self.messages.append(message)
        self._news.set()

    async def hears(self, kind: type[Any]) -> None:
        """Wait until a message of that kind came."""
        async with asyncio.timeout(60):
            while not self.told(kind):
                self._news.clear()
                await self._news.wait()

    def told(self, kind: type[Any]) -> list[Any]:
        return [message for message in self.messages if isinstance(message, kind)]

    @asynccontextmanager
    async def recording(self) -> AsyncIterator[Sitting]:
        try:
            await self.sitting.open(TASK)
            await self.sitting.record()
            yield self.sitting
        finally:
            await self.sitting.close()


@pytest.fixture
def desk(gyms: GymProcess, host: EmbeddedHost, tmp_path: Path) -> Desk:
    return Desk(gyms, host, tmp_path)


async def book(page: Page, parameters: Any, *, confirm: bool = True) -> None:
    """With keys and mouse only, as a person would: what scripts do is no action."""
    day = dt.date.fromisoformat(parameters["date"])
    await page.get_by_role("link", name="Book a visit", exact=True).first.click()
    await page.get_by_label("Service", exact=True).focus()
    await page.keyboard.type(parameters["service"]["name"])
    await page.wait_for_load_state("load")  # the calendar puts a field of its own in this one's place
    await page.get_by_label("Date", exact=True).click()
    calendar = page.locator(".flatpickr-calendar.open")
    await calendar.get_by_label("Month", exact=True).focus()
    await page.keyboard.type(f"{day:%B}")
    await calendar.get_by_label(f"{day:%B} {day.day}, {day.year}", exact=True).click()
    times = page.get_by_label("Time", exact=True)
    await times.locator("option", has_text=parameters["time"]).wait_for(state="attached")
    await times.focus()
    await page.keyboard.type(parameters["time"])
    await page.get_by_role("button", name="Continue").click()
    if confirm:
        await page.get_by_role("button", name="Confirm visit").click()
        await page.wait_for_url(re.compile(r"/visits/\d+$"))


def test_that_a_task_is_recorded_judged_kept_and_done_again(
    desk: Desk, gyms: GymProcess, host: EmbeddedHost, wait: Wait
) -> None:
    async def story() -> tuple[Path, Any]:
        async with desk.recording() as sitting:
            await book(sitting.page, sitting.world.facts.parameters)
            verdict = await sitting.finish(Done())
            assert verdict.ruling == Ruling.SATISFIED, verdict
            kept = await sitting.save("gold", "SATISFIED", "by hand")
        episode = open_episode(kept)
        return kept, await replay_live(episode, gyms, host, specs=SPECS)

    kept, again = wait(story())
    episode = open_episode(kept)
    assert again.verdict.ruling == Ruling.SATISFIED, again
    assert episode.run.header.label == "gold"
    assert episode.run.final is not None
    assert [type(step.action) for step in episode.steps][-3:] == [Click, Click, Done]
    assert any(isinstance(step.action, Select) for step in episode.steps)
    visit = next(change for change in episode.run.changes if change.table == "visits")
    confirmed = next(step.action for step in episode.steps if step.index == visit.step)
    assert isinstance(confirmed, Click)
    assert confirmed.target.name == "Confirm visit"
    assert not list(desk.folders.drafts.rglob("episode.json"))

    exchange = next(exchange for exchange in episode.run.exchanges if exchange.id == visit.request)
    assert exchange.method == "POST"
    assert exchange.server is not None
    assert visit.transaction in exchange.server.transactions
    assert exchange.request_headers["cookie"] == "(redacted)"
    for blob in {blob for step in episode.steps for blob in (step.before, step.after) if blob}:
        assert read_blob(kept, blob).startswith(b"\xff\xd8\xff")
    assert all(step.before for step in episode.steps)
    assert len(episode.dom) == episode.steps[-1].dom_after
    assert sum(path.stat().st_size for path in kept.rglob("*") if path.is_file()) < 1_000_000

    lamps = desk.told(messages.LampsMoved)[-1].lamps
    assert all(lamp.state == LampState.MET for lamp in lamps), lamps
    assert [type(message) for message in desk.messages if type(message) in (messages.Finished, messages.Saved)] == [
        messages.Finished,
        messages.Saved,
    ]


def test_that_the_last_step_is_undone_in_a_fresh_world(desk: Desk, wait: Wait) -> None:
    async def story() -> Any:
        async with desk.recording() as sitting:
            await book(sitting.page, sitting.world.facts.parameters)
            await sitting.settled()
            before = sitting.steps
            await sitting.undo_last_step()
            after = sitting.steps
            replaced = desk.told(messages.StepsReplaced)[-1]
            await sitting.start_over()
            return before, after, replaced, sitting.steps, desk.told(messages.StepsReplaced)[-1]

    before, after, replaced, over, cleared = wait(story())
    assert [(step.index, type(step.action)) for step in after] == [
        (step.index, type(step.action)) for step in before[:-1]
    ]
    assert [(step.index, step.action) for step in replaced.steps] == [(step.index, step.action) for step in after]
    assert not [change for change in replaced.changes if change.table == "visits"]
    assert over == ()
    assert cleared.steps == ()
    assert len(unfinished(desk.folders.drafts)) == 1


def test_that_pausing_leaves_actions_out_and_the_own_controls_are_actions(desk: Desk, wait: Wait) -> None:
    async def story() -> Any:
        async with desk.recording() as sitting:
            await sitting.pause()
            await sitting.page.get_by_role("link", name="My visits").first.click()
            await sitting.settled()
            await sitting.resume()
            await sitting.navigate("/visits/new")
            await sitting.settled()
            await sitting.back()
            await sitting.settled()
            with pytest.raises(OutsideTheWorld):
                await sitting.navigate("http://example.org/")
            verdict = await sitting.finish(Defer("closed_day"))
            return verdict, desk.told(messages.Finished)[0].folder

    verdict, folder = wait(story())
    episode_steps = open_episode(folder).steps
    assert [(type(step.action), getattr(step.action, "how", "")) for step in episode_steps] == [
        (Navigate, "address"),
        (Navigate, "back"),
        (Defer, ""),
    ]
    assert verdict.ruling == Ruling.VIOLATED
    assert any(finding.kind == FindingKind.UNMET for finding in verdict.findings)


def test_that_what_was_not_finished_is_offered_again_and_a_finished_one_can_be_discarded(
    desk: Desk, wait: Wait
) -> None:
    async def story() -> None:
        async with desk.recording() as sitting:
            await sitting.page.get_by_role("link", name="My visits").first.click()
            await sitting.settled()
        async with desk.recording() as sitting:
            await sitting.finish()
            await sitting.discard()
            assert isinstance(desk.messages[-1], messages.Closed)

    wait(story())
    left = unfinished(desk.folders.drafts)
    assert len(left) == 1
    episode = open_episode(left[0].folder)
    assert len(episode.steps) == 1
    assert episode.run.final is None
    assert isinstance(desk.messages[-1], messages.Closed)


def test_that_commands_at_the_wrong_moment_say_so(desk: Desk, wait: Wait) -> None:
    async def refused(work: Coroutine[Any, Any, Any]) -> None:
        with pytest.raises(WrongMoment):
            await work

    async def story() -> None:
        sitting = desk.sitting
        for command in (sitting.record, sitting.pause, sitting.undo_last_step, sitting.start_over, sitting.finish):
            await refused(command())
        await refused(sitting.save("", None, ""))

    wait(story())


def test_that_the_death_of_the_gyms_is_told_and_the_next_sitting_works(
    desk: Desk, gyms: GymProcess, wait: Wait, failures: list[BaseException]
) -> None:
    async def story() -> Path:
        async with desk.recording() as sitting:
            await sitting.page.get_by_role("link", name="My visits").first.click()
            await sitting.settled()
            assert gyms.pid is not None
            os.kill(gyms.pid, signal.SIGKILL)
            await desk.hears(messages.Trouble)
        folder: Path = desk.told(messages.RecordingStarted)[0].folder
        async with desk.recording() as sitting:
            assert (await sitting.finish()).ruling == Ruling.VIOLATED
        return folder

    folder = wait(story())
    assert desk.told(messages.Trouble)[0].fatal
    assert any("ended unexpectedly" in reason for reason in open_episode(folder).run.interruptions)
    assert len(failures) == 1
    failures.clear()


def test_that_the_window_never_waits_while_a_task_is_recorded(desk: Desk, wait: Wait) -> None:
    beats: list[float] = []
    probe = QTimer(interval=5)
    probe.timeout.connect(lambda: beats.append(time.perf_counter()))

    async def story() -> None:
        async with desk.recording() as sitting:
            await book(sitting.page, sitting.world.facts.parameters, confirm=False)
            await sitting.finish()

    probe.start()
    wait(story())
    probe.stop()
    stalls = [later - earlier for earlier, later in itertools.pairwise(beats)]
    assert max(stalls) < 1.0  # the machine's other work included
    assert sorted(stalls)[len(stalls) // 2] < 0.02


def test_that_ten_sittings_in_a_row_leak_neither_threads_nor_pages(desk: Desk, host: EmbeddedHost, wait: Wait) -> None:
    async def one() -> int:
        async with desk.recording() as sitting:
            await sitting.finish()
            return len(sitting.page.context.pages)

    pages = [wait(one())]
    threads = threading.active_count()
    pages += [wait(one()) for _ in range(9)]
    assert set(pages) == {1}
    assert threading.active_count() <= threads + 1
