"""One recording in progress: everything heard goes through the recorder to disk, to the live judge and to the watcher.

The recorder folds, the pen writes, the sitting decides when to begin and to end.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from playwright.async_api import ConsoleMessage, Error, Frame, Page

from workbench.archive.codec import to_json
from workbench.archive.writer import EpisodeWriter
from workbench.capture import Recorder, parse
from workbench.capture import events as raw
from workbench.capture import outputs as out
from workbench.domain.actions import Outcome, PageAction
from workbench.domain.changes import Change
from workbench.domain.episodes import FinalState, Header, InitialState
from workbench.domain.exchanges import Exchange
from workbench.domain.steps import ConsoleEntry, Step
from workbench.session import control, messages
from workbench.session.browser import DialogEvent, PageHandle, Refusal
from workbench.session.gym_process import OpenWorld
from workbench.session.network import ExchangeLog
from workbench.session.pacing import Course, Due, Following
from workbench.session.page_facts import pages_at_end
from workbench.session.pen import Pen
from workbench.session.pixels import Film
from workbench.session.runtime import Report, Tasks
from workbench.verifier import LiveJudge

Emit = Callable[[messages.SittingMessage], None]

_TICK = 0.1
_LEVELS = {"log", "info", "warning", "error", "debug"}
_QUIET = 0.15
"""Seconds without requests or DOM events after which a page counts as settled."""


class Recording:
    """From ``begin`` to ``finish`` or ``abandon``; changes with everything it hears. Lives on the runtime's loop.

    While ``muted``, nothing is told of steps: they are being re-executed.
    """

    def __init__(
        self,
        folder: Path,
        header: Header,
        initial: InitialState,
        live: LiveJudge,
        world: OpenWorld,
        emit: Emit,
        report: Report,
        *,
        muted: bool = False,
    ) -> None:
        self.folder = folder
        self.header = header
        self.muted = muted
        self.zero = time.time() * 1000
        self.pages: dict[str, PageHandle] = {}
        self.changes: list[Change] = []
        self._following = Following()
        self.front = "t1"
        self._emit = emit
        self._live = live
        self._lamps = live.lamps
        self._world = world
        self._recorder = Recorder()
        self._pen = Pen(EpisodeWriter.create(folder, header, initial), report)
        self._network = ExchangeLog(world.facts.origin, self.zero, self._exchange, report)
        self._film = Film(self._frame, report)
        self._tasks = Tasks(report)
        self._by_user: dict[str, str] = {}
        self._dom_events = 0
        self._heard_seq = 0
        self._last_dom = time.monotonic()
        self._paused_at: float | None = None
        self._paused_for = 0.0
        self._over = False
        self.overlaid: Callable[[], bool] = lambda: False
        """Whether something of ours is drawn over the page: pictures of it are not pictures of the page."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps so far."""
        return self._recorder.steps

    @property
    def paused(self) -> bool:
        """Whether inputs make no steps now."""
        return self._paused_at is not None

    def now(self) -> float:
        """Milliseconds since the recording began."""
        return time.time() * 1000 - self.zero

    def elapsed(self) -> float:
        """Milliseconds recorded, pauses left out."""
        return (self._paused_at if self._paused_at is not None else self.now()) - self._paused_for

    def begin(self) -> None:
        """Let time pass: steps settle and the clock ticks."""
        self._tasks.start(self._tick(), "recording clock")

    # What is heard

    async def add_page(self, handle: PageHandle) -> None:
        """Record a tab from now on."""
        self.pages[handle.id] = handle
        page = handle.page
        self._network.watch(page, handle.id)
        page.on("console", lambda message: self._console(handle.id, message))
        page.on("pageerror", lambda error: self._page_error(handle.id, error))
        page.on("framenavigated", lambda frame: self._navigated(handle.id, page, frame))
        page.on("domcontentloaded", lambda _: self._tasks.start(self._tell_address(handle.id, page), "address"))
        self.feed(raw.PageOpened(self.now(), handle.id, page.url, handle.opener))
        if handle.opener is not None and page.url not in ("", "about:blank"):
            self.feed(raw.Navigated(self.now(), handle.id, page.url, ""))
        await self._film.watch(handle)

    def page_shown(self, page: str) -> None:
        """A tab came to the front."""
        self.front = page
        self.feed(raw.PageShown(self.now(), page))
        handle = self.pages.get(page)
        if handle is not None:
            self._tasks.start(self._tell_address(page, handle.page), "address")

    def page_closed(self, page: str) -> None:
        """A tab is gone."""
        self.pages.pop(page, None)
        self.feed(raw.PageClosed(self.now(), page))

    def page_message(self, page: str, text: str) -> None:
        """A page script said something."""
        try:
            message = msgspec.json.decode(text, type=dict[str, Any])
        except msgspec.DecodeError as error:
            message = {"type": "broken", "text": f"unreadable: {error}"}
        if message.get("type") == "truth":
            self._truth(page, message)
            return
        if message.get("type") == "broken":
            self._entry(page, "error", f"A page script of the recorder failed: {message.get('text')}")
            return
        for event in parse(message, page, self.zero):
            self.feed(event)

    def dialog_answered(self, event: DialogEvent) -> None:
        """A JavaScript dialog was answered."""
        self.feed(raw.DialogAnswered(self.now(), event.page, event.dialog, event.message, event.accepted, event.text))

    def refused(self, refusal: Refusal) -> None:
        """A page tried to leave its world. Refused requests are exchanges already; the rest is told in the console."""
        if refusal.what in ("navigation", "download"):
            self._entry(refusal.page or self.front, "warning", f"The {refusal.what} was refused: {refusal.url}")

    def world_event(self, event: Mapping[str, Any]) -> None:
        """Something happened in the world."""
        match event["event"]:
            case "changes":
                self._changes_told(event)
            case "exchange":
                self._network.server_told(str(event["request"]), control.server_side(event, self.zero))
            case "disturbance":
                disturbance = control.disturbance(event, self.zero)
                self.feed(raw.DisturbanceHeard(disturbance.at, disturbance))

    def perform_unheard(self, action: PageAction, page: str) -> None:
        """An action is about to be done again by script: it goes into the record as it was heard the first time."""
        at = time.time() * 1000
        handle = self.pages.get(page)
        said: dict[str, Any] = {"type": "input", "event": action.kind, "at": at, "acted": at, "ref": f"again-{at}"}
        url = handle.page.url if handle is not None else ""
        for event in parse({**to_json(action), **said, "url": url}, page, self.zero):
            self.feed(event)

    def keep_blob(self, data: bytes) -> None:
        """Store content that an action refers to."""
        self._pen.write(lambda writer: writer.blob(data))

    def user_moves(self, page: str, how: str) -> None:
        """The workbench's own controls move that tab: its next navigation is an action."""
        self._by_user[page] = how

    def pause(self) -> None:
        """From now on inputs make no steps."""
        if self._paused_at is None:
            self._paused_at = self.now()
            self.feed(raw.Paused(self._paused_at))

    def resume(self) -> None:
        """Inputs make steps again."""
        if self._paused_at is not None:
            self._paused_for += self.now() - self._paused_at
            self._paused_at = None
            self.feed(raw.Resumed(self.now()))

    def interrupt(self, reason: str) -> None:
        """Note why this record can't be trusted."""
        self._pen.write(lambda writer: writer.interruption(reason))

    def feed(self, event: raw.RawEvent) -> None:
        """One event into the recorder; what comes out goes to disk, judge and watcher."""
        if not self._over:
            self._hand_on(self._recorder.feed(event))

    # The end

    async def settled(self, patience: float = 5.0) -> bool:
        """Wait until no request is under way and the DOM rests, at most ``patience`` seconds; whether it did."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while not self._at_rest():  # noqa: ASYNC110 - what it waits for is that nothing happens
                    await asyncio.sleep(0.02)
                return True
        return False

    async def declare(self, outcome: Outcome) -> None:
        """The actor says it is over: the last action. What the tabs show at that moment is kept."""
        self.resume()
        await self._proven(2.0)
        at = self.now()
        self.feed(raw.OutcomeDeclared(at, outcome))
        self._live.feed(outcome=outcome, at=at)
        self._pen.write(lambda writer: writer.outcome(outcome, at))
        await self._keep_pages()
        self._tell_lamps()

    async def finish(self, final: FinalState) -> None:
        """Take in what is still under way, close every step, write the final state, let go of the folder."""
        await self._catch_up()
        await self._tasks.cancel()
        await self._network.finish()
        await self._film.cancel()
        self._hand_on(self._recorder.finish(self.now()))
        self._over = True
        self._tell_lamps()
        try:
            await self._pen.written(lambda writer: writer.finish(final))
        finally:
            await self._pen.close()

    async def abandon(self) -> None:
        """Stop without an end; what was written stays."""
        if self._over:
            return
        self._hand_on(self._recorder.finish(self.now()))
        self._over = True
        await self._tasks.cancel()
        await self._network.stop()
        await self._film.cancel()
        await self._pen.close()

    async def _proven(self, patience: float) -> None:
        """Wait until the page in front rests and has told what it is, at most ``patience`` seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while not self._at_rest() or not self._recorder.proven:  # noqa: ASYNC110 - nobody calls for that
                    await asyncio.sleep(0.02)

    async def _keep_pages(self) -> None:
        pages = await pages_at_end(self.pages.values())
        for page in pages:
            self._pen.write(partial(EpisodeWriter.page_at_end, page=page))
        self._live.feed(pages=pages)

    async def _catch_up(self) -> None:
        """Changes that the world committed but whose word did not reach us are asked for."""
        missed = await self._world.journal(self._heard_seq)
        if missed:
            self._changes_told({"at": time.time() * 1000, "changes": missed, "attempts": []})

    # From raw to recorder

    def _changes_told(self, event: Mapping[str, Any]) -> None:
        found = [item for item in event["changes"] if int(item["seq"]) > self._heard_seq]
        changes = tuple(control.change(item, self.zero) for item in found)
        attempts = tuple(control.attempt(item, self.zero) for item in event.get("attempts") or ())
        if changes:
            self._heard_seq = changes[-1].seq
        if changes or attempts:
            self.feed(raw.ChangesHeard(float(event["at"]) - self.zero, changes, attempts))

    def _exchange(self, exchange: Exchange) -> None:
        self.feed(raw.ExchangeHeard(exchange.ended if exchange.ended is not None else self.now(), exchange))

    def _frame(self, page: str, at: float, name: str) -> None:
        if self.overlaid():
            return
        self.feed(raw.PixelsTaken(at - self.zero, page, name))

    def _truth(self, page: str, message: Mapping[str, Any]) -> None:
        text = message.get("text")
        if isinstance(text, str):
            at, seen = float(message["at"]) - self.zero, self._dom_events
            self._tasks.start(self._keep_truth(at, page, text.encode(), seen), "truth")

    async def _keep_truth(self, at: float, page: str, data: bytes, dom_events: int) -> None:
        name = await self._pen.written(lambda writer: writer.blob(data))
        self.feed(raw.TruthTaken(at, page, name, dom_events))

    def _navigated(self, tab: str, page: Page, frame: Frame) -> None:
        if frame.parent_frame is not None or frame.url == "about:blank":
            return
        self.feed(raw.Navigated(self.now(), tab, frame.url, "", self._by_user.pop(tab, None)))
        if tab == self.front:
            self._tasks.start(self._tell_address(tab, page), "address")

    async def _tell_address(self, tab: str, page: Page) -> None:
        title = ""
        with contextlib.suppress(Error):
            title = await page.title()
        if tab == self.front:
            self._emit(messages.AddressChanged(tab, page.url, title))

    def _console(self, tab: str, message: ConsoleMessage) -> None:
        place = message.location
        where = f"{place['url']}:{place['lineNumber']}:{place['columnNumber']}" if place.get("url") else ""
        self._entry(tab, message.type if message.type in _LEVELS else "log", message.text, where)

    def _page_error(self, tab: str, error: Error) -> None:
        self._entry(tab, "exception", error.stack or error.message)

    def _entry(self, tab: str, level: str, text: str, where: str = "") -> None:
        at = self.now()
        self.feed(raw.ConsoleHeard(at, ConsoleEntry(at, tab, level, text[:10_000], where)))

    # From recorder to disk, judge and watcher

    def _hand_on(self, outputs: list[out.RecorderOutput]) -> None:
        for output in outputs:
            self._one(output)

    def _one(self, output: out.RecorderOutput) -> None:
        match output:
            case out.StepOpened(step):
                self._film.pin(step.before)
                self._tell(messages.StepOpened(step))
            case out.StepChanged(step):
                self._film.pin(step.before)
                self._tell(messages.StepChanged(step))
            case out.StepClosed(step):
                self._close_step(step)
            case out.StepDropped(index):
                self._tell(messages.StepDropped(index))
            case out.ExchangeAttributed(exchange):
                self._following.hear_exchange(exchange)
                self._pen.write(lambda writer: writer.exchange(exchange))
                self._live.feed(exchange=exchange)
                self._emit(messages.ExchangeSeen(exchange))
                self._tell_lamps()
            case out.ChangeAttributed(change):
                self._change(change)
            case out.AttemptHeard(attempt):
                self._pen.write(lambda writer: writer.attempt(attempt))
            case out.ConsoleAttributed(entry):
                self._pen.write(lambda writer: writer.console(entry))
            case out.DisturbanceAttributed(disturbance):
                self._pen.write(lambda writer: writer.disturbance(disturbance))
                self._emit(messages.DisturbanceSeen(disturbance))
            case out.DomRecorded(event):
                self._dom_events += 1
                self._last_dom = time.monotonic()
                self._pen.write(lambda writer: writer.dom(event))
            case out.BlobCarried(_, data):
                self.keep_blob(data)

    def _close_step(self, step: Step) -> None:
        frames = {name: self._film.take(name) for name in (step.before, step.after) if name is not None}
        kept = replace(
            step,
            before=step.before if step.before and frames[step.before] is not None else None,
            after=step.after if step.after and frames[step.after] is not None else None,
        )
        for data in frames.values():
            if data is not None:
                self.keep_blob(data)
        self._pen.write(lambda writer: writer.step(kept))
        self._tell(messages.StepChanged(kept))

    @property
    def course(self) -> Course:
        """How far the world has come so far."""
        return self._following.course

    def reached(self, due: Due) -> bool:
        """Whether the world has come that far."""
        return self.course.reached(due)

    def _change(self, change: Change) -> None:
        self.changes.append(change)
        self._following.hear_change(change)
        self._pen.write(lambda writer: writer.change(change))
        charged = self._live.feed(change=change)
        self._tell(messages.ChangeSeen(change, charged))
        self._tell_lamps()

    def _tell(self, message: messages.SittingMessage) -> None:
        if not self.muted:
            self._emit(message)

    def _tell_lamps(self) -> None:
        lamps = self._live.lamps
        if lamps != self._lamps:
            self._lamps = lamps
            self._emit(messages.LampsMoved(lamps))

    def _at_rest(self) -> bool:
        moved = max(self._last_dom, self._network.last_activity)
        return self._network.in_flight == 0 and time.monotonic() - moved > _QUIET

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK)
            self._hand_on(self._recorder.advance(self.now()))
