"""Does recorded actions again on a live page: for "undo last step", and to judge a recording anew in a fresh world.

Paced by the page and the world, never by the clock of the recording: each action waits for what had gone on in the
background before it (``pacing``), until the page rests, then for its element.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from playwright.async_api import Error, FilePayload, Page
from playwright.async_api import Locator as Handle

from workbench.domain.actions import (
    Action,
    Answer,
    Check,
    Click,
    ClosePage,
    Defer,
    Done,
    Drag,
    Fill,
    GiveUp,
    Navigate,
    OpenPage,
    PageAction,
    Press,
    Scroll,
    Select,
    SwitchPage,
    Target,
    Upload,
)
from workbench.domain.sentences import describe
from workbench.domain.steps import Step
from workbench.session import gestures
from workbench.session.browser import BrowserHost, DialogReply, PageHandle
from workbench.session.failures import CannotReexecute
from workbench.session.finding import find
from workbench.session.pacing import NOTHING_DUE, Due

_PATIENCE = 15.0
_SET_AT_ONCE = {"date", "time", "datetime-local", "month", "week", "color", "range"}
"""Inputs that Playwright sets by script, as nobody could type into all their parts the same way everywhere."""
_TYPED = {"text", "search", "tel", "email", "url", "number"}
"""Inputs that are typed into by keys: a page may act on the key, and on the change only once the field is left."""
_LONGEST_TYPED = 200
_CONSEQUENCES = (OpenPage, ClosePage, SwitchPage, Answer)


class Moves(Protocol):
    """The workbench's own browser controls, as a sitting has them."""

    async def navigate(self, url: str) -> None: ...

    async def reload(self) -> None: ...

    async def back(self) -> None: ...

    async def forward(self) -> None: ...


class Stage(Protocol):
    """Where actions are performed: the tabs, and whether they rest."""

    @property
    def pages(self) -> dict[str, PageHandle]: ...

    async def settled(self, patience: float = 5.0) -> bool: ...

    def reached(self, due: Due) -> bool:
        """Whether the world has come that far."""
        ...

    def perform_unheard(self, action: PageAction, page: str) -> None:
        """Take note of an action whose events won't be a person's: page scripts rightly don't report those."""
        ...

    def keep_blob(self, data: bytes) -> None: ...


class Reexecutor:
    """Performs steps one after the other. Changes the page, and remembers which tab stands for which recorded one."""

    def __init__(
        self,
        moves: Moves,
        stage: Stage,
        host: BrowserHost,
        origin: str,
        read_blob: Callable[[str], bytes] | None = None,
        patience: float = 20.0,
    ) -> None:
        """``patience`` is how many seconds it waits for what goes on in the background."""
        self._patience = patience
        self._moves = moves
        self._stage = stage
        self._host = host
        self._origin = origin
        self._read_blob = read_blob
        self._tabs = {"t1": "t1"}
        self._answers: deque[DialogReply] = deque()
        self._notes: list[str] = []
        self._given_up = False
        """Whether the world did not come as far as it had come; then it is waited for no more."""

    async def perform(self, steps: Sequence[Step], dues: Sequence[Due] = ()) -> list[str]:
        """All steps in order, each once the world has come as far as is due; outcomes are left to the caller.

        Raises CannotReexecute, naming the step.
        """
        self.attend()
        for position, step in enumerate(steps):
            due = dues[position] if dues else NOTHING_DUE
            if isinstance(step.action, Done | Defer | GiveUp):
                await self.wait_for(due, step)
                break
            await self.perform_at(steps, position, due)
        await self._stage.settled()
        return self._notes

    @property
    def notes(self) -> tuple[str, ...]:
        """Where it went another way than recorded, so far."""
        return tuple(self._notes)

    def attend(self) -> None:
        """From now on answer dialogs as it was recorded."""
        self._host.answer_dialogs(self._answer)

    async def perform_at(self, steps: Sequence[Step], position: int, due: Due = NOTHING_DUE) -> None:
        """The step at that position, once the world has come so far and the page rests; the steps behind it say how its
        dialogs were answered."""
        step = steps[position]
        await self.wait_for(due, step)
        self._answers.extend(_answers_after(steps, position))
        if not await self._stage.settled():
            self._notes.append(f"Step {step.index}: the page did not come to rest before it.")
        try:
            await self._act(step.action, self._tabs.get(step.page, step.page))
        except Error as error:
            raise CannotReexecute(
                f"Step {step.index} ({describe(step.action)}) could not be done again: {error.message}",
                "Look at the page where it stopped; the gym may have changed since.",
            ) from error

    async def wait_for(self, due: Due, step: Step) -> None:
        """Until the world has come so far, but not for ever; that it did not is noted."""
        if due == NOTHING_DUE:
            return
        deadline = asyncio.get_running_loop().time() + self._patience
        while not self._given_up and not self._stage.reached(due):
            if asyncio.get_running_loop().time() > deadline:
                self._given_up = True
                self._notes.append(f"Step {step.index}: what went on in the background before it has not happened now.")
            await asyncio.sleep(0.05)

    async def _act(self, action: Action, tab: str) -> None:
        match action:
            case OpenPage(opened=opened):
                self._tabs[opened] = await self._new_tab(opened)
            case ClosePage(closed=closed):
                await self._close_tab(self._tabs.get(closed, closed))
            case SwitchPage(to=to):
                await self._host.show(self._tabs.get(to, to))
            case Answer():
                pass  # answered when the dialog appeared: see _answers_after
            case Navigate():
                await self._navigate(action)
            case _:
                await self._act_on(action, tab)

    async def _act_on(self, action: Action, tab: str) -> None:
        page = self._page(tab)
        with contextlib.suppress(Error):  # a page that never finishes loading can still be acted in
            await page.wait_for_load_state("load", timeout=gestures.ACTION_PATIENCE)
        match action:
            case Click():
                await gestures.click(page, action)
            case Fill(target=target):
                await self._fill(await find(page, target), action, tab)
            case Select(target=target):
                element = await find(page, target)
                self._stage.perform_unheard(action, tab)
                await gestures.select(element, action)
            case Check(target=target, checked=checked):
                await (await find(page, target)).set_checked(checked, timeout=gestures.ACTION_PATIENCE)
            case Press(target=None, key=key):
                await page.keyboard.press(key)
            case Press(target=Target() as target, key=key):
                await (await find(page, target)).press(key, timeout=gestures.ACTION_PATIENCE)
            case Scroll():
                await gestures.scroll(page, action)
            case Drag(source=source, target=target):
                await (await find(page, source)).drag_to(await find(page, target), timeout=gestures.ACTION_PATIENCE)
            case Upload(target=target):
                element, files = await find(page, target), self._files(action)
                for file in files:
                    self._stage.keep_blob(file["buffer"])
                self._stage.perform_unheard(action, tab)
                await element.set_input_files(files, timeout=gestures.ACTION_PATIENCE)

    async def _fill(self, element: Handle, action: Fill, tab: str) -> None:
        if action.masked:
            raise CannotReexecute("A password was typed, and passwords are not recorded.", "Do this task by hand.")
        kind = await element.evaluate("element => element.type")
        if kind in _SET_AT_ONCE:
            self._stage.perform_unheard(action, tab)
        if kind == "range":
            await element.evaluate(gestures.SET_RANGE, action.value)
        elif kind not in _TYPED or len(action.value) > _LONGEST_TYPED:
            await element.fill(action.value, timeout=gestures.ACTION_PATIENCE)
        else:
            await gestures.type_in(element, action.value)

    async def _navigate(self, action: Navigate) -> None:
        match action.how:
            case "reload":
                await self._moves.reload()
            case "back":
                await self._moves.back()
            case "forward":
                await self._moves.forward()
            case _:
                await self._moves.navigate(in_world(action.url, self._origin))

    async def _new_tab(self, recorded: str) -> str:
        """The tab that an earlier step opened, once it is there."""
        known = set(self._tabs.values())
        try:
            async with asyncio.timeout(_PATIENCE):
                while True:
                    fresh = [tab for tab in self._stage.pages if tab not in known]
                    if fresh:
                        return fresh[0]
                    await asyncio.sleep(0.05)
        except TimeoutError as error:
            raise CannotReexecute(
                f"Tab {recorded} did not open this time.", "Look at the step before it: what opened the tab then?"
            ) from error

    async def _close_tab(self, tab: str) -> None:
        if tab in self._stage.pages:
            await self._stage.settled(1.0)  # it may be closing by itself
        if tab in self._stage.pages:
            await self._host.close_page(tab)

    def _page(self, tab: str) -> Page:
        handle = self._stage.pages.get(tab)
        if handle is None:
            raise CannotReexecute(f"Tab {tab} is not open.", "An earlier step had another effect this time.")
        return handle.page

    def _files(self, action: Upload) -> list[FilePayload]:
        if self._read_blob is None or len(action.blobs) != len(action.files):
            raise CannotReexecute(
                f"The content of {', '.join(action.files)} was not recorded.", "Record the upload again."
            )
        return [
            FilePayload(name=name, mimeType="application/octet-stream", buffer=self._read_blob(blob))
            for name, blob in zip(action.files, action.blobs, strict=True)
        ]

    def _answer(self, kind: str, message: str, default: str) -> DialogReply:
        if self._answers:
            return self._answers.popleft()
        self._notes.append(f"A {kind} appeared that was not recorded: {message}")
        return DialogReply(True, default)


def without_last(steps: Sequence[Step]) -> tuple[Step, ...]:
    """All but the last deed: what followed from it by itself (a tab, a dialog's answer) goes with it."""
    kept = list(steps)
    while kept and isinstance(kept[-1].action, _CONSEQUENCES):
        kept.pop()
    return tuple(kept[:-1])


def in_world(url: str, origin: str) -> str:
    """A recorded address in another world: the same path under that world's origin."""
    recorded, here = urlsplit(url), urlsplit(origin)
    return urlunsplit((here.scheme, here.netloc, recorded.path, recorded.query, recorded.fragment))


def _answers_after(steps: Sequence[Step], position: int) -> list[DialogReply]:
    """How the dialogs that a step brings up were answered: the answers are recorded right behind it."""
    replies: list[DialogReply] = []
    if isinstance(steps[position].action, Answer):
        return replies
    for step in steps[position + 1 :]:
        if not isinstance(step.action, Answer):
            break
        replies.append(DialogReply(step.action.accepted, step.action.text))
    return replies
