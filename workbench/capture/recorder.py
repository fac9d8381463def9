"""Folds raw events into steps: feed it a list, take a list.

Order. Actions are taken in the order in which they arrive, and none begins before the one before it. All the rest
(exchanges, console, DOM, frames, timing) is placed by its own time, however late it comes: a step is closed, with its
counts and frames final, only ``SETTLE`` milliseconds after the next one began, and where each step began is remembered
for good. What comes before word of its action was never seen, but for what the page does when the pointer goes down:
that is held until the pointer's action is known. Changes leave in commit order, each once its request is known.

Tabs. A tab that opens or closes is a step of its own, also when a click or the page itself did it: whoever re-executes
the steps then knows what to wait for. A navigation is a step only when the workbench's own controls did it.
"""

import hashlib
import math
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from workbench.capture import events as raw
from workbench.capture.attribution import Ledger
from workbench.capture.folding import Deed, fold, single
from workbench.capture.outputs import (
    AttemptHeard,
    BlobCarried,
    ChangeAttributed,
    ConsoleAttributed,
    DisturbanceAttributed,
    DomRecorded,
    ExchangeAttributed,
    RecorderOutput,
    StepChanged,
    StepClosed,
    StepDropped,
    StepOpened,
)
from workbench.capture.proofs import Proofs
from workbench.capture.tabs import Place, Tabs
from workbench.capture.tape import Tape
from workbench.capture.unsettled import UnsettledStep
from workbench.capture.waiting import ChangeQueue
from workbench.capture.wire import action_of, content_of, signal_of
from workbench.domain.actions import Action, Answer, ClosePage, Navigate, OpenPage, Outcome, SwitchPage, Upload
from workbench.domain.steps import Disturbance, DomEvent, Step

SETTLE = 400.0
_BESIDE_THE_PAGE = OpenPage | ClosePage | SwitchPage | Answer | Outcome
"""They happen around a page and not in it: it may well stay as it was."""
"""How much later than the next step's beginning word of a step may still come, in milliseconds."""
_LONGEST_AIM = 2_000.0
_FULL_SNAPSHOT, _INCREMENTAL, _MUTATION = 2, 3, 0  # rrweb's event types and its source of changes


class Recorder:
    """The steps of one sitting as they take shape. Changes with every ``feed``, ``advance`` and ``finish``."""

    def __init__(self) -> None:
        self._closed: list[Step] = []
        self._unsettled: list[UnsettledStep] = []
        self._ledger = Ledger()
        self._tape = Tape()
        self._tabs = Tabs()
        self._changes = ChangeQueue(self._ledger.step_at)
        self._aims: dict[str, float] = {}
        self._proofs = Proofs(self._tape)
        self._struck: deque[Disturbance] = deque()
        """Not attributed yet: the world may be quicker to tell than the page whose action was disturbed."""
        self._held: list[raw.ExchangeHeard | raw.ConsoleHeard] = []
        self._now = 0.0
        self._paused: float | None = None
        self._over = False
        self._arrived = False
        self._handlers: dict[type, Callable[[Any], list[RecorderOutput]]] = {
            raw.PageOpened: self._page_opened,
            raw.PageClosed: self._page_closed,
            raw.PageShown: self._page_shown,
            raw.Navigated: self._navigated,
            raw.InputHeard: self._input,
            raw.DomHeard: self._dom,
            raw.TimingHeard: self._timing,
            raw.TruthTaken: self._truth,
            raw.PixelsTaken: self._pixels,
            raw.ExchangeHeard: self._exchange,
            raw.ChangesHeard: self._changes_heard,
            raw.ConsoleHeard: self._console,
            raw.DisturbanceHeard: self._disturbance,
            raw.DialogAnswered: self._dialog,
            raw.OutcomeDeclared: self._outcome,
            raw.Paused: self._pause,
            raw.Resumed: self._resume,
        }

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps so far; those that aren't closed yet as they look now."""
        return (*self._closed, *(self._provisional(place) for place in range(len(self._unsettled))))

    @property
    def proven(self) -> bool:
        """Whether the tab in front told its truth after the last that was recorded of it; true of a blank one."""
        return self._proofs.covers(self._tabs.front)

    def feed(self, event: raw.RawEvent) -> list[RecorderOutput]:
        """Take one event; returns what is new because of it, in order."""
        outputs = self._handlers[type(event)](event)
        return outputs + self.advance(event.at)

    def advance(self, now: float) -> list[RecorderOutput]:
        """Time passed, in sitting milliseconds: closes and lets go of what has settled. ``feed`` does it too."""
        self._now = max(self._now, now)
        outputs: list[RecorderOutput] = []
        for page, aimed in tuple(self._aims.items()):
            if self._now - aimed > _LONGEST_AIM:
                outputs += self._decided(page)
        outputs += self._release(self._now) + self._attribute_struck(self._now)
        while len(self._unsettled) > 1 and self._now >= self._unsettled[1].deed.started + SETTLE:
            outputs.append(self._close_first())
        return outputs

    def drop_last(self) -> list[RecorderOutput]:
        """Take back the last step where it isn't closed yet; nothing where it is."""
        if not self._unsettled:
            return []
        dropped = self._unsettled.pop()
        self._ledger.drop_last()
        return [StepDropped(dropped.index)]

    def finish(self, at: float | None = None) -> list[RecorderOutput]:
        """The recording ends (at the last event's time unless told): everything is let go, every step closed."""
        self._now = max(self._now, self._now if at is None else at)
        outputs: list[RecorderOutput] = []
        for page in tuple(self._aims):
            outputs += self._decided(page)
        outputs += self._release(math.inf) + self._attribute_struck(math.inf)
        while self._unsettled:
            outputs.append(self._close_first())
        return outputs

    # Steps

    def _act(self, deed: Deed, place: Place | None = None) -> list[RecorderOutput]:
        if self._over or (self._paused is not None and deed.started >= self._paused):
            return []
        last = self._unsettled[-1] if self._unsettled else None
        if last is not None:
            quiet = not self._tape.changed_since(deed.page, last.deed.started)
            folded = fold(last.deed, deed, quiet=quiet)
            if folded is not None:
                last.deed = folded
                return [StepChanged(self._provisional(-1))]
        earliest = last.deed.started if last else self._closed[-1].ended if self._closed else 0.0
        deed = _no_earlier(single(deed), earliest)
        stands = place or self._tabs.place(deed.page)
        index = self._ledger.begin(deed.page, deed.started)
        self._unsettled.append(UnsettledStep(index, deed, stands.url, stands.title))
        before: list[RecorderOutput] = [StepChanged(self._provisional(-2))] if last is not None else []
        return [*before, StepOpened(self._provisional(-1))]

    def _at_once(self, action: Action, page: str, at: float) -> list[RecorderOutput]:
        return self._act(Deed(action, page, at, at))

    def _provisional(self, place: int) -> Step:
        last = place in (-1, len(self._unsettled) - 1)
        current = self._unsettled[place]
        if last:
            return current.step(self._tape, max(current.deed.acted, self._now), self._tape.length)
        following = self._unsettled[place + 1].deed
        return current.step(self._tape, following.started, self._tape.dom_before(following.started, following.page))

    def _close_first(self) -> RecorderOutput:
        step = self._provisional(0)
        if self._closed:  # late DOM events must not open a gap between two steps
            step = replace(step, dom_before=self._closed[-1].dom_after)
            step = replace(step, dom_after=max(step.dom_before, step.dom_after))
        if step.truth is None and self._beside_the_page(step):
            step = self._proofs.still_true(step)
        del self._unsettled[0]
        self._closed.append(step)
        return StepClosed(step)

    def _beside_the_page(self, first: Step) -> bool:
        """Whether the first unsettled step, or what follows at once, is none of the page's own doing."""
        following = self._unsettled[1].deed.action if len(self._unsettled) > 1 else None
        return isinstance(first.action, _BESIDE_THE_PAGE) or isinstance(following, OpenPage | ClosePage)

    def _unsettled_at(self, moment: float) -> UnsettledStep | None:
        return next((step for step in reversed(self._unsettled) if step.deed.started <= moment), None)

    # Inputs

    def _input(self, event: raw.InputHeard) -> list[RecorderOutput]:
        signal = signal_of(event.message)
        if signal.event == "down":
            self._aims[event.page] = event.at
            return []
        if signal.event == "upload_content":
            return self._uploaded(signal.ref, signal.index, content_of(signal))
        action = action_of(event.message)
        if action is None:
            return self._decided(event.page)
        if self._paused is None:
            self._tabs.acted_in(event.page)
        here = self._tabs.place(event.page)
        place = Place(signal.url or here.url, signal.title or here.title)
        acted = max(event.at, signal.acted or event.at)
        return self._act(Deed(action, event.page, event.at, acted, signal.ref), place) + self._decided(event.page)

    def _decided(self, page: str) -> list[RecorderOutput]:
        """The pointer that went down has become an action, or none: what was held back can be attributed."""
        if self._aims.pop(page, None) is None or self._aims:
            return []
        held, self._held = self._held, []
        return [output for event in held for output in self._handlers[type(event)](event)]

    def _undecided(self, moment: float) -> bool:
        return any(moment >= aimed for aimed in self._aims.values())

    def _uploaded(self, ref: str, index: int, data: bytes) -> list[RecorderOutput]:
        name = hashlib.sha256(data).hexdigest()
        for place in range(len(self._unsettled) - 1, -1, -1):
            step = self._unsettled[place]
            action = step.deed.action
            if isinstance(action, Upload) and step.deed.ref == ref and index == len(action.blobs):
                step.deed = replace(step.deed, action=replace(action, blobs=(*action.blobs, name)))
                return [BlobCarried(name, data), StepChanged(self._provisional(place))]
        return []

    # Tabs

    def _page_opened(self, event: raw.PageOpened) -> list[RecorderOutput]:
        self._ledger.page_opened(event.page, event.opener)
        self._tape.opened(event.page, event.opener)
        if self._tabs.opened(event.page, event.url, event.at):
            return []
        return self._at_once(OpenPage(event.page, event.url), event.page, event.at)

    def _page_closed(self, event: raw.PageClosed) -> list[RecorderOutput]:
        outputs = self._decided(event.page)
        last = self._unsettled[-1] if self._unsettled else None
        left = last is not None and isinstance(last.deed.action, SwitchPage) and event.at - last.deed.started < SETTLE
        if left:  # the next tab came to the front because this one went
            outputs += self.drop_last()
        outputs += self._at_once(ClosePage(event.page), event.page, event.at)
        self._tabs.closed(event.page, event.at)
        return outputs

    def _page_shown(self, event: raw.PageShown) -> list[RecorderOutput]:
        if not self._tabs.shown(event.page, event.at):
            return []
        return self._at_once(SwitchPage(event.page), event.page, event.at)

    def _navigated(self, event: raw.Navigated) -> list[RecorderOutput]:
        outputs: list[RecorderOutput] = []
        first, self._arrived = not self._arrived, True
        if event.by_user is not None and not first:
            outputs += self._at_once(Navigate(event.url, event.by_user), event.page, event.at)
        self._tabs.navigated(event.page, Place(event.url, event.title))
        last = self._unsettled[-1] if self._unsettled else None
        if last is not None and isinstance(last.deed.action, OpenPage) and last.deed.page == event.page:
            last.deed = replace(last.deed, action=replace(last.deed.action, url=event.url))
            last.url, last.title = event.url, event.title
            outputs.append(StepChanged(self._provisional(-1)))
        return outputs + self._decided(event.page)

    def _dialog(self, event: raw.DialogAnswered) -> list[RecorderOutput]:
        outputs = self._decided(event.page)
        answer = Answer(event.dialog, event.message, event.accepted, event.text)
        return outputs + self._at_once(answer, event.page, event.at)

    def _outcome(self, event: raw.OutcomeDeclared) -> list[RecorderOutput]:
        self._paused = None
        proof = self._unsettled[-1].truth if self._unsettled else None
        outputs = self._at_once(event.outcome, self._tabs.front, event.at)
        if proof is not None and proof.page == self._tabs.front and proof.dom_events == self._tape.length:
            self._unsettled[-1].truth = proof  # nothing was recorded since the page at rest told its truth
        self._over = True
        return outputs

    def _pause(self, event: raw.Paused) -> list[RecorderOutput]:
        self._paused = event.at
        return []

    def _resume(self, _: raw.Resumed) -> list[RecorderOutput]:
        self._paused = None
        return []

    # Streams

    def _dom(self, event: raw.DomHeard) -> list[RecorderOutput]:
        self._tape.dom(event.at, event.page, mutation=_mutates(event))
        return [DomRecorded(DomEvent(event.at, event.page, event.event))]

    def _timing(self, event: raw.TimingHeard) -> list[RecorderOutput]:
        step = self._unsettled_at(event.at)
        if step is not None and step.deed.page == event.page:
            step.hear_timing(event)
        return []

    def _truth(self, event: raw.TruthTaken) -> list[RecorderOutput]:
        self._proofs.hear(event)
        step = self._unsettled_at(event.at)
        if step is not None and step.deed.page == event.page:
            step.truth = event
        return []

    def _pixels(self, event: raw.PixelsTaken) -> list[RecorderOutput]:
        self._tape.frame(event.at, event.page, event.blob)
        return []

    def _exchange(self, event: raw.ExchangeHeard) -> list[RecorderOutput]:
        if self._undecided(event.exchange.started):
            self._held.append(event)
            return []
        outputs = self._date_back(event)
        heard = event.exchange
        find = self._ledger.step_led_to if heard.resource_type == "document" else self._ledger.step_in
        exchange = replace(heard, step=find(heard.page, heard.started))
        self._changes.exchanged(exchange)
        return [*outputs, ExchangeAttributed(exchange), *self._release(self._now)]

    def _date_back(self, event: raw.ExchangeHeard) -> list[RecorderOutput]:
        """A navigation is told when its document arrives; the step began when that was asked for."""
        last = self._unsettled[-1] if self._unsettled else None
        exchange = event.exchange
        if last is None or not isinstance(last.deed.action, Navigate) or exchange.page != last.deed.page:
            return []
        asked = exchange.resource_type == "document" and _bare(exchange.url) == _bare(last.deed.action.url)
        if not asked or exchange.started >= last.deed.started:
            return []
        earliest = self._unsettled[-2].deed.acted if len(self._unsettled) > 1 else 0.0
        if self._closed:
            earliest = max(earliest, self._closed[-1].ended)
        last.deed = replace(last.deed, started=max(exchange.started, earliest))
        self._ledger.move_last(last.deed.started)
        return [StepChanged(self._provisional(-1))]

    def _changes_heard(self, event: raw.ChangesHeard) -> list[RecorderOutput]:
        self._changes.add(event.at, event.changes)
        return [*(AttemptHeard(attempt) for attempt in event.attempts), *self._release(max(self._now, event.at))]

    def _release(self, now: float) -> list[RecorderOutput]:
        return [ChangeAttributed(change) for change in self._changes.release(now)]

    def _console(self, event: raw.ConsoleHeard) -> list[RecorderOutput]:
        if self._undecided(event.entry.at):
            self._held.append(event)
            return []
        step = self._ledger.step_in(event.entry.page, event.entry.at)
        return [ConsoleAttributed(replace(event.entry, step=step or None))]

    def _disturbance(self, event: raw.DisturbanceHeard) -> list[RecorderOutput]:
        self._struck.append(event.disturbance)
        return []

    def _attribute_struck(self, now: float) -> list[RecorderOutput]:
        outputs: list[RecorderOutput] = []
        while self._struck and self._struck[0].at + SETTLE <= now:
            one = self._struck.popleft()
            outputs.append(DisturbanceAttributed(replace(one, step=self._ledger.step_at(one.at) or None)))
        return outputs


def _no_earlier(deed: Deed, moment: float) -> Deed:
    return replace(deed, started=max(deed.started, moment), acted=max(deed.acted, moment))


def _mutates(event: raw.DomHeard) -> bool:
    data = event.event.get("data")
    kind = event.event.get("type")
    return kind == _FULL_SNAPSHOT or (
        kind == _INCREMENTAL and isinstance(data, dict) and data.get("source") == _MUTATION
    )


def _bare(url: str) -> str:
    return url.partition("#")[0]
