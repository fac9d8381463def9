"""The sitting: a task's world, a browser and, while it is recorded, a recording. Its commands come one at a time."""

import asyncio
import contextlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.async_api import Error, Page

from workbench.archive.failures import DiskTrouble
from workbench.archive.library import discard, keep
from workbench.archive.reader import open_run, read_blob
from workbench.archive.specs import find_spec
from workbench.authoring.displaying import origins
from workbench.domain.actions import Done, Outcome
from workbench.domain.episodes import Header, InitialState, RunRecord
from workbench.domain.failures import Problem
from workbench.domain.picking import Picked
from workbench.domain.steps import Step
from workbench.domain.verdicts import Verdict
from workbench.session import messages
from workbench.session.browser import BrowserHost, HostListener, OpenRequest, PageHandle, accept_dialogs
from workbench.session.closing import trying_all
from workbench.session.failures import BrowserTrouble, OutsideTheWorld, WrongMoment
from workbench.session.folders import Folders, lay_out, page_script
from workbench.session.gym_process import GymProcess, OpenWorld
from workbench.session.heading import new_header
from workbench.session.initial_lookups import with_lookups
from workbench.session.messages import SittingMessage, TaskRequest
from workbench.session.origin_rule import OriginRule
from workbench.session.pacing import NOTHING_AWAITED, Course
from workbench.session.performing import Reexecutor, without_last
from workbench.session.picking import Picker
from workbench.session.recording import Recording
from workbench.session.runtime import Tasks
from workbench.session.ticking import tick
from workbench.verifier import LiveJudge, Spec, judge
from workbench.verifier.binding import Bound, bind

_SCRIPTS = ("dom.js", "input.js")
_LOAD_PATIENCE = 30_000.0


class Sitting:
    """One at a time: ``open`` a task, ``record``, ``finish``, ``save`` or ``discard``, ``close``; then ``open`` again.

    Every coroutine runs on the runtime's loop and raises Problem for what a person can mend. ``emit`` hears all
    messages in order, on that loop.
    """

    def __init__(
        self, gyms: GymProcess, host: BrowserHost, folders: Folders, emit: Callable[[SittingMessage], None]
    ) -> None:
        self._gyms = gyms
        self._host = host
        self._folders = folders
        self._emit = emit
        self._lock = asyncio.Lock()
        self._tasks = Tasks(self._failed)
        self._request: TaskRequest | None = None
        self._spec: Spec | None = None
        self._world: OpenWorld | None = None
        self._initial: InitialState | None = None
        self._recording: Recording | None = None
        self._finished: Path | None = None
        self._pages: dict[str, PageHandle] = {}
        self._front = "t1"
        self._files: Path | None = None
        self._told: BaseException | None = None
        self._picker = Picker(self._element_picked, self._picking_ended, self._picking_failed)
        self.verdict: Verdict | None = None

    # What is there

    @property
    def page(self) -> Page:
        """The tab in front, for an agent or an oracle to act in. Raises WrongMoment."""
        handle = self._pages.get(self._front) or next(iter(self._pages.values()), None)
        if handle is None:
            raise WrongMoment("There is no page open.", "Open a task first.")
        return handle.page

    @property
    def world(self) -> OpenWorld:
        """The open world. Raises WrongMoment."""
        if self._world is None:
            raise WrongMoment("There is no task open.", "Choose a task first.")
        return self._world

    @property
    def bound(self) -> Bound:
        """The spec, bound to the open task. Raises WrongMoment, and SpecProblem where they don't fit."""
        if self._spec is None:
            raise WrongMoment("There is no task open.", "Choose a task first.")
        return bind(self._spec, self.world.facts.parameters, self._initial)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps recorded so far."""
        return self._recording.steps if self._recording else ()

    @property
    def in_progress(self) -> Path | None:
        """The folder of the recording in progress; None while there is none."""
        return self._recording.folder if self._recording else None

    async def settled(self, patience: float = 5.0) -> bool:
        """Wait until the page rests, at most ``patience`` seconds; whether it did."""
        return await self._recording.settled(patience) if self._recording else True

    # Commands

    async def open(self, request: TaskRequest, *, preview: bool = True) -> None:
        """Open a world for the task and show its start page; nothing is recorded yet. Closes what was open.

        Without ``preview`` the page stays blank until ``record``: quicker, where nobody looks.
        """
        async with self._lock:
            await self._close()
            try:
                await self._open(request, preview)
            except BaseException:
                await self._close(quietly=True)
                raise

    async def record(self) -> None:
        """Begin to record, in a world that was just reset and a browser that remembers nothing."""
        async with self._lock:
            if self._recording is not None:
                raise WrongMoment("This task is being recorded already.", "Finish it, or start over.")
            await self._begin()

    async def pause(self) -> None:
        """From now on inputs make no steps; everything else is still recorded."""
        self._in_progress().pause()
        self._emit(messages.RecordingPaused())

    async def resume(self) -> None:
        """Inputs make steps again."""
        self._in_progress().resume()
        self._emit(messages.RecordingResumed())

    async def pick(self) -> None:
        """Let the mouse point at elements until one is clicked or Escape is pressed; the page hears nothing of it."""
        recording = self._in_progress()
        if self._picker.active:
            return
        recording.overlaid = lambda: self._picker.active
        await self._host.hold_keys(self._picker.cancel)
        await self._picker.start(self._pages.values())
        self._emit(messages.PickingStarted())

    async def stop_picking(self) -> None:
        """Give mouse and keys back to the page."""
        await self._picker.stop()

    async def undo_last_step(self) -> None:
        """Reset the world and do all steps but the last one again, in a new recording."""
        async with self._lock:
            steps = self._in_progress().steps
            if not steps:
                raise WrongMoment("There is no step to undo.", "Do something first.")
            await self._redo(without_last(steps), "Undoing the last step")

    async def start_over(self) -> None:
        """Throw the recording away and begin again in a fresh world."""
        async with self._lock:
            self.world  # noqa: B018 - raises when there is none
            await self._redo((), "Starting over")

    async def finish(self, outcome: Outcome | None = None) -> Verdict:
        """Declare the end, let pending work drain, read the final state, close the episode, judge it."""
        async with self._lock:
            recording, spec, world = self._in_progress(), self._spec, self.world
            assert spec is not None
            await self._picker.close()
            await recording.declare(outcome or Done())
            drained, _ = await world.drain(spec.drain)
            final = await world.final(drained=drained)
            await recording.finish(final)
            self._recording, self._finished = None, recording.folder
            run = await asyncio.to_thread(open_run, recording.folder)
            self.verdict = await asyncio.to_thread(judge, spec, run)
            self._emit(messages.Finished(recording.folder, self.verdict))
            return self.verdict

    async def save(self, label: str = "", expected: str | None = None, note: str = "", name: str = "") -> Path:
        """Keep the finished episode among the recordings. Returns its folder there.

        With a ``name`` it takes the place of the workout's recording of that name.
        """
        async with self._lock:
            draft = self._finished_folder()
            target = await asyncio.to_thread(
                keep, draft, self._folders.recordings, label=label, expected=expected, note=note, name=name
            )
            await asyncio.to_thread(discard, draft)
            self._finished = None
            self._emit(messages.Saved(target, label))
            return target

    async def discard(self) -> None:
        """Close browser and world, and delete the recording, finished or not."""
        async with self._lock:
            folder = self._recording.folder if self._recording is not None else self._finished
            try:
                await self._close()
            finally:
                if folder is not None:
                    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def close(self) -> None:
        """Close browser and world. A recording that was not finished stays among the drafts."""
        async with self._lock:
            await self._close()

    async def navigate(self, url: str) -> None:
        """Go to an address of the world, in the tab in front. Raises OutsideTheWorld."""
        origin = self.world.facts.origin
        address = urljoin(origin + "/", url)
        if not OriginRule(origin).allows(address):
            raise OutsideTheWorld(address, origin)
        await self._move("address", lambda page: page.goto(address, wait_until="commit", timeout=_LOAD_PATIENCE))

    async def reload(self) -> None:
        """Load the page again."""
        await self._move("reload", lambda page: page.reload(wait_until="commit", timeout=_LOAD_PATIENCE))

    async def back(self) -> None:
        """Go back in the tab's history, where there is something to go back to."""
        await self._move("back", lambda page: page.go_back(wait_until="commit", timeout=_LOAD_PATIENCE))

    async def forward(self) -> None:
        """Go forward in the tab's history."""
        await self._move("forward", lambda page: page.go_forward(wait_until="commit", timeout=_LOAD_PATIENCE))

    async def reexecute(
        self,
        steps: tuple[Step, ...],
        read_blob: Callable[[str], bytes] | None = None,
        then: Course = NOTHING_AWAITED,
    ) -> list[str]:
        """Perform recorded steps in the recording in progress, none before the world has come as far as
        ``then``.

        Returns a note for each that went another way.

        Raises CannotReexecute at the first that can't be performed.
        """
        try:
            return await self.reexecutor(read_blob).perform(steps, then.dues(steps))
        finally:
            self.leave_dialogs()

    def reexecutor(self, read_blob: Callable[[str], bytes] | None = None) -> Reexecutor:
        """Who does recorded steps one by one in the recording in progress. Raises WrongMoment."""
        return Reexecutor(self, self._in_progress(), self._host, self.world.facts.origin, read_blob)

    def leave_dialogs(self) -> None:
        """From now on dialogs are answered by whoever acts."""
        self._host.answer_dialogs(self._dialog_policy())

    # Opening and recording

    async def _open(self, request: TaskRequest, preview: bool) -> None:
        self._request = request
        self._emit(messages.Preparing(f"Opening {request.workout}…"))
        self._spec = await asyncio.to_thread(find_spec, self._folders.specs, request.workout)
        self._world = world = await self._gyms.open_world(request, self._world_event)
        self._initial = await with_lookups(self._spec, world, await world.initial())
        live = LiveJudge(self._spec, world.facts.parameters, self._initial)
        self._files = await asyncio.to_thread(lay_out, world.facts.files)
        handle = await self._open_browser(())
        if preview:
            await self._load(handle, world.facts.start_path)
        header = await self._header(handle, world.facts.start_path, world.facts.world_time)
        self._tasks.start(tick(header.world_started, lambda: self._recording, self._emit), "world clock")
        reasons = (self._spec.ending.reason,) if self._spec.ending.reason else ()
        files = tuple(self._files / name for name in world.facts.files) if self._files else ()
        self._emit(messages.WorldOpened(header, world.facts.schema, live.lamps, reasons, files))

    async def _begin(self, *, muted: bool = False) -> Recording:
        world, spec, initial = self.world, self._spec, self._initial
        assert spec is not None
        assert initial is not None
        self._finished, self.verdict = None, None
        await self._picker.close()
        await self._host.close()
        self._pages.clear()
        start = await world.reset()
        handle = await self._open_browser(tuple(page_script(name) for name in _SCRIPTS))
        header = await self._header(handle, start.path, start.world_time)
        live = LiveJudge(spec, world.facts.parameters, initial)
        folder = self._folders.drafts / header.workout / header.id
        recording = Recording(folder, header, initial, live, world, self._emit, self._failed, muted=muted)
        self._recording = recording
        await recording.add_page(handle)
        recording.begin()
        if not muted:
            self._emit(messages.RecordingStarted(folder))
        self._emit(messages.LampsMoved(live.lamps))
        await self._load(handle, start.path)
        return recording

    async def _redo(self, steps: tuple[Step, ...], what: str) -> None:
        self._emit(messages.Preparing(f"{what}…"))
        old, self._recording = self._recording, None
        if old is not None:
            await old.abandon()
        recording = await self._begin(muted=True)
        try:
            if steps:
                reader = _blob_reader(old.folder) if old is not None else None
                await self.reexecute(steps, reader, old.course if old is not None else NOTHING_AWAITED)
                await recording.settled()
        finally:
            recording.muted = False
            self._emit(messages.StepsReplaced(recording.steps, tuple(recording.changes)))
        if old is not None:
            await asyncio.to_thread(shutil.rmtree, old.folder, ignore_errors=True)

    async def _open_browser(self, scripts: tuple[str, ...]) -> PageHandle:
        self._front = "t1"
        self._host.answer_dialogs(self._dialog_policy())
        request = OpenRequest(self.world.facts.origin, scripts, files=self._files)
        return await self._host.open(request, self._listener())

    async def _load(self, handle: PageHandle, path: str) -> None:
        url = urljoin(self.world.facts.origin + "/", path)
        try:
            await handle.page.goto(url, wait_until="load", timeout=_LOAD_PATIENCE)
        except Error as error:
            raise BrowserTrouble(f"The start page did not load: {error.message}", "Open the task again.") from error

    async def _header(self, handle: PageHandle, path: str, world_time: str) -> Header:
        assert self._request is not None
        assert self._spec is not None
        width, height = await handle.page.evaluate("[innerWidth, innerHeight]")
        browser = f"{self._host.name} {self._host.version}".strip()
        viewport = (int(width), int(height))
        return new_header(self._request, self.world.facts, self._spec, browser, viewport, path, world_time)

    async def _close(self, *, quietly: bool = False) -> None:
        was_open = self._world is not None
        recording, self._recording = self._recording, None
        world, self._world = self._world, None
        files, self._files = self._files, None
        self._finished, self.verdict = None, None
        async with trying_all() as attempt:
            await attempt(self._tasks.cancel())
            await attempt(self._picker.close())
            if recording is not None:
                await attempt(recording.abandon())
            self._pages.clear()
            await attempt(self._host.close())
            if world is not None:
                await attempt(world.close())
            if files is not None:
                await attempt(asyncio.to_thread(shutil.rmtree, files, ignore_errors=True))
        if was_open and not quietly:
            self._emit(messages.Closed())

    # What is heard

    def _listener(self) -> HostListener:
        return HostListener(
            on_page=self._page_opened,
            on_shown=self._page_shown,
            on_closed=self._page_closed,
            on_message=lambda page, text: self._recording.page_message(page, text) if self._recording else None,
            on_dialog=lambda event: self._recording.dialog_answered(event) if self._recording else None,
            on_refused=lambda refusal: self._recording.refused(refusal) if self._recording else None,
            on_lost=lambda how: self._lost(how, "What was recorded is kept; start over or close the task."),
        )

    async def _page_opened(self, handle: PageHandle) -> None:
        self._pages[handle.id] = handle
        if self._recording is not None:
            await self._recording.add_page(handle)
        await self._picker.join(handle)

    def _page_shown(self, page: str) -> None:
        self._front = page
        if self._recording is not None:
            self._recording.page_shown(page)

    def _page_closed(self, page: str) -> None:
        self._pages.pop(page, None)
        if self._recording is not None:
            self._recording.page_closed(page)

    async def _element_picked(self, picked: Picked) -> None:
        recording, initial, spec = self._recording, self._initial, self._spec
        if recording is None or initial is None or spec is None:
            return
        run = RunRecord(recording.header, initial, tuple(recording.changes), None, (), None)
        found = await asyncio.to_thread(origins, picked.shown, run, None, picked.nearby, spec.ephemeral)
        self._emit(messages.ElementPicked(picked, found))

    async def _picking_ended(self) -> None:
        await self._host.hold_keys(None)
        self._emit(messages.PickingEnded())

    def _picking_failed(self, error: BaseException) -> None:
        """What could not be pointed at takes nothing from the recording."""
        if isinstance(error, Problem):
            self._emit(messages.Trouble(error.what, error.advice))
        else:
            self._failed(error)

    def _world_event(self, event: Mapping[str, Any]) -> None:
        if event.get("event") == "world_failed":
            self._lost(str(event["what"]), str(event["advice"]))
        elif self._recording is not None:
            self._recording.world_event(event)

    def _lost(self, what: str, advice: str) -> None:
        if self._recording is not None:
            self._recording.interrupt(what)
        self._emit(messages.Trouble(what, advice, fatal=True))

    def _failed(self, error: BaseException) -> None:
        """Something failed in the background: the person hears of it, once, and the record says so."""
        if error is self._told:
            return
        self._told = error
        if self._recording is not None:
            with contextlib.suppress(RuntimeError):
                self._recording.interrupt(f"The recorder failed: {error!r}")
        what = getattr(error, "what", None) or f"The recorder failed: {error!r}"
        advice = getattr(error, "advice", None) or "Start over; this recording can't be trusted."
        self._emit(messages.Trouble(what, advice, fatal=isinstance(error, DiskTrouble)))

    # Small things

    def _in_progress(self) -> Recording:
        if self._recording is None:
            raise WrongMoment("Nothing is being recorded.", "Press Record first.")
        return self._recording

    def _finished_folder(self) -> Path:
        if self._finished is None:
            raise WrongMoment("There is no finished episode to keep.", "Finish the recording first.")
        return self._finished

    def _dialog_policy(self) -> Any:
        return None if self._request is None or self._request.actor == "human" else accept_dialogs

    async def _move(self, how: str, move: Callable[[Page], Any]) -> None:
        page = self.page
        if self._recording is not None:
            self._recording.user_moves(self._front, how)
        try:
            await move(page)
        except Error as error:
            raise BrowserTrouble(f"The page did not load: {error.message}", "Try again, or go another way.") from error


def _blob_reader(folder: Path) -> Callable[[str], bytes]:
    return lambda name: read_blob(folder, name)
