"""Does an edited recording: the steps before the edit, the edit, the steps after it, in one new recording.

Why it begins in a fresh world unless the open one stands before the edit: docs/decisions/0007-nearest-point.md.
"""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.archive.reader import open_run, read_blob
from workbench.authoring.trajectories import Planned, Script, by_hand
from workbench.domain.actions import Outcome
from workbench.domain.episodes import Header
from workbench.domain.failures import Problem
from workbench.domain.sentences import describe
from workbench.domain.steps import Step
from workbench.domain.verdicts import Ruling, Verdict
from workbench.session import messages
from workbench.session.failures import WrongMoment
from workbench.session.gym_process import OpenWorld
from workbench.session.messages import SittingMessage, TaskRequest
from workbench.session.pacing import NOTHING_AWAITED, Course, course
from workbench.session.performing import Reexecutor
from workbench.session.sitting import Sitting

_FAILED = " could not be done again"
_REASONS = {
    "element is not enabled": "it can't be used there",
    "did not find some options": "there is no such choice",
    "intercepts pointer events": "something else lies over it",
    "element is not visible": "it is hidden",
    "element is outside of the viewport": "it is out of sight",
    "Timeout": "it did not become ready in time",
}
"""What Playwright's log says of an action that it gave up, in words for the person in front."""


@dataclass(frozen=True, slots=True)
class RedoRequest:
    """Which script to do, of which recording. Places count from 0."""

    task: TaskRequest
    folder: Path
    """The recording's; it is read, never written."""
    of: str
    """The recording's name."""
    script: Script
    first_changed: int = 0
    """The first place at which the script differs from the recording."""
    before: Ruling | None = None
    """How the recording was judged."""
    hand_over: int | None = None
    """The place before which the person takes over; None for nowhere."""
    contents: Mapping[str, bytes] = field(default_factory=dict)
    """Files to upload that are not the recording's, by their SHA-256."""

    def read(self, name: str) -> bytes:
        """A file to upload. Raises DamagedEpisode."""
        return self.contents[name] if name in self.contents else read_blob(self.folder, name)


def task_of(header: Header) -> TaskRequest:
    """The task that was recorded, now done by whoever edits it."""
    options = tuple((name, str(value)) for name, value in header.options.items())
    return TaskRequest(header.workout, header.seed, header.profile, options)


def reason_of(problem: Problem, origin: str) -> str:
    """One sentence on why a step could not be done: no log of its attempts, of addresses only the path."""
    first, _, log = problem.what.partition("\n")
    first = re.sub(re.escape(origin) + r"([^\s?]*)(\?\S*?)?(?=[.,;]?(\s|$))", r"\1", first)
    reason = next((said for sign, said in _REASONS.items() if sign in problem.what), "") if log else ""
    return f"{first.partition(_FAILED)[0]}{_FAILED}: {reason}." if reason else first


def free_name(recordings: Path, workout: str, wanted: str) -> str:
    """The wanted name, or the first free one that begins with it: no recording loses its place to an edited one."""
    name, count = wanted, 1
    while (recordings / workout / name).exists():
        count += 1
        name = f"{wanted}-{count}"
    return name


class Redoing:
    """Does one script at a time in a sitting: ``run``, then ``hand_back`` as often as it waits for the person.

    Changes with every step. Raises Problem where a world can't be opened or judged; a step that can't be done is no
    exception but a StuckAt, and the page stays open.
    """

    def __init__(self, sitting: Sitting, emit: Callable[[SittingMessage], None]) -> None:
        self._sitting = sitting
        self._emit = emit
        self._request: RedoRequest | None = None
        self._executor: Reexecutor | None = None
        self._then: Course = NOTHING_AWAITED
        self._world: OpenWorld | None = None
        self._recording: Path | None = None
        self._plan: tuple[Planned, ...] = ()
        self._place = 0
        self._mark = 0
        self._stopping = False
        self._acting: asyncio.Task[Any] | None = None

    @property
    def waiting(self) -> bool:
        """Whether the person is to go on in the world that this opened."""
        return self._sitting.in_progress is not None and self._sitting.world is self._world

    async def run(self, request: RedoRequest) -> Verdict | None:
        """Do the script, from the nearest point. Returns the verdict; None where it waits for the person now."""
        async with self._acting_alone():
            place = self._place if self._can_go_on(request) else 0
            self._request, self._plan = request, request.script.steps
            if place == 0:
                self._world = None
                await self._sitting.open(request.task, preview=False)
                self._tell_start(request)
                await self._sitting.record()
                self._begin_recording(request)
                run = await asyncio.to_thread(open_run, request.folder)
                self._then = course(run.changes, run.exchanges)
            else:
                self._tell_start(request)
            return await self._perform(place, request.hand_over)

    async def hand_back(self, place: int) -> Verdict | None:
        """The person is done: go on with the step at that place of the script. As ``run`` otherwise."""
        async with self._acting_alone():
            if not self.waiting or self._request is None:
                raise WrongMoment("No script waits to go on.", "Run it again from Replay.")
            await self._sitting.settled()
            return await self._perform(self._take_over_what_was_done(place), None)

    async def finish(self, outcome: Outcome) -> Verdict:
        """The person declares the end instead of the script."""
        await self._sitting.settled()
        start, made = self._done_by_hand()
        made = (*made, Planned(outcome).as_step(start + len(made) + 1))
        self._emit(messages.DoneByHand(start + 1, len(self._plan) + 1, made))
        self._plan = (*self._plan[:start], *by_hand(made))
        return await self._sitting.finish(outcome)

    async def stop(self) -> None:
        """Let the person take over before the next step."""
        self._stopping = True

    @contextlib.asynccontextmanager
    async def _acting_alone(self) -> AsyncIterator[None]:
        """One script acts at a time; one whose task was left ends first. Raises WrongMoment."""
        other = self._acting
        if other is not None:
            if self.waiting:
                raise WrongMoment("A script is being done.", "Wait for it, or stop it in Record.")
            other.cancel()
            await asyncio.wait([other])
        self._acting = asyncio.current_task()
        try:
            yield
        finally:
            self._acting = None

    def _can_go_on(self, request: RedoRequest) -> bool:
        """Whether the open world is where this script would be before its first difference to what was done."""
        done, before = self._plan[: self._place], self._request
        same = before is not None and (before.task, before.folder) == (request.task, request.folder)
        untouched = self.waiting and len(self._sitting.steps) == self._mark
        beyond = request.hand_over is None or request.hand_over >= self._place
        return bool(same and untouched and beyond and request.script.steps[: self._place] == done)

    def _tell_start(self, request: RedoRequest) -> None:
        said = tuple(describe(step.action) for step in request.script.steps)
        self._emit(messages.RedoStarted(request.of, said, request.first_changed + 1, request.before))

    def _begin_recording(self, request: RedoRequest) -> None:
        self._world, self._recording = self._sitting.world, self._sitting.in_progress
        self._executor = self._sitting.reexecutor(request.read)

    async def _perform(self, place: int, hand_over: int | None) -> Verdict | None:
        """From that place to the declared end, or to where it is the person's turn; nothing once the task is left."""
        end = Script(self._plan).end
        last = len(self._plan) - (end is not None)
        self._stopping = False
        await self._sitting.resume()  # the person may have paused it
        stood, why = await self._perform_steps(place, last, hand_over)
        if not self.waiting:
            return None
        if why or stood < last or end is None or hand_over is not None:
            await self._wait(stood, why)
            return None
        self._emit(messages.RedoStepping(len(self._plan)))
        return await self._sitting.finish(end)

    async def _perform_steps(self, place: int, last: int, hand_over: int | None) -> tuple[int, str]:
        """Up to the last place, at most. Returns the place where it stands, and what kept it from going on."""
        assert self._executor is not None
        steps = _as_steps(self._plan)
        dues = self._then.dues(step.recorded for step in self._plan)
        self._executor.attend()
        try:
            for now in range(place, last):
                if now == hand_over or self._stopping or not self.waiting:
                    return now, ""
                self._emit(messages.RedoStepping(now + 1))
                await self._executor.perform_at(steps, now, dues[now])
        except Problem as problem:
            return now, reason_of(problem, self._world.facts.origin if self._world else "")
        finally:
            self._sitting.leave_dialogs()
        if last < len(steps):
            await self._executor.wait_for(dues[last], steps[last])
        return last, ""

    async def _wait(self, place: int, why: str = "") -> None:
        """From here on it is the person's turn."""
        await self._sitting.settled()
        self._place, self._mark = place, len(self._sitting.steps)
        self._emit(messages.StuckAt(place + 1, why) if why else messages.HandedOver(place + 1))

    def _take_over_what_was_done(self, resume: int) -> int:
        """Make what the person did a part of the script. Returns the place to go on with."""
        start, made = self._done_by_hand()
        if made or resume != start:
            self._emit(messages.DoneByHand(start + 1, resume + 1, made))
        self._plan = (*self._plan[:start], *by_hand(made), *self._plan[resume:])
        if self._sitting.in_progress != self._recording and self._request is not None:
            self._begin_recording(self._request)
        return start + len(made)

    def _done_by_hand(self) -> tuple[int, tuple[Step, ...]]:
        """The place from which the person acted, and what they did. Steps that they undid are theirs as well."""
        steps = self._sitting.steps
        return max(0, self._place - max(0, self._mark - len(steps))), steps[self._mark :]


def _as_steps(plan: tuple[Planned, ...]) -> tuple[Step, ...]:
    return tuple(step.as_step(index) for index, step in enumerate(plan, 1))
