"""A world while it is served: requests and jobs come and go, the control plane may bring it to rest."""

import asyncio
import itertools
import logging
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeVar

from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from gyms.kit.assets import is_asset, with_assets
from gyms.kit.causes import AGENT, Cause
from gyms.kit.exchanges import BodyTooLarge, Reply, buffered, full_path, header_map, read_body
from gyms.kit.failures import BrokenWorld
from gyms.kit.gate import POLICY, refusal
from gyms.kit.perturbations import Commit, Hit, Perturbation
from gyms.kit.perturbations.building import built_in
from gyms.kit.perturbations.page_scripts import MOST_BYTES, RUNTIME, STRUCK, read_strike
from gyms.kit.perturbations.requests import Arrivals
from gyms.kit.world import World

T = TypeVar("T")

_log = logging.getLogger(__name__)
_PATIENCE = 20.0
"""Seconds that requests may take to finish once the world is brought to rest."""
_LAST_PATIENCE = 2.0
"""The same when the world is about to be closed anyway."""
MOST_TOLD = 500
"""Strikes that pages of one world may tell of; more are dropped, so that no page can fill an episode."""

_MOST_SHOWN = 200
"""Letters of a text that a strike quotes."""

Emit = Callable[[Mapping[str, Any]], None]
"""Sends an event of this world to whoever holds the control plane. Called from any thread."""


def _receiving(body: bytes, reply: Reply) -> Receive:
    """The body once, then nothing until the browser is gone."""
    bodies = iter([body])

    async def receive() -> Message:
        for content in bodies:
            return {"type": "http.request", "body": content, "more_body": False}
        return await reply.rest()

    return receive


class HostedWorld:
    """Lives on the server's loop. ``run`` must be started as a task; it does the jobs as their time comes."""

    def __init__(self, world: World, perturbations: tuple[Perturbation, ...], emit: Emit) -> None:
        self.world = world
        self.secret = secrets.token_urlsafe(32)
        self._perturbations = perturbations
        self._emit = emit
        self._loop = asyncio.get_running_loop()
        self._in_flight = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._admitting = asyncio.Event()
        self._admitting.set()
        self._awake = asyncio.Event()
        self._work = asyncio.Lock()
        """Held by whoever runs jobs or keeps the world at rest."""
        self._ended = False
        self._restart_counting()
        scripts = (perturbation.page_script(world.task.seed) for perturbation in perturbations)
        told = tuple(script for script in scripts if script)
        world.page_scripts = (RUNTIME, *told) if told else ()
        world.commit = self._commit
        world.tidy = self._tidy
        world.journal.publish = self._publish
        world.failed = self._failed
        world.jobs.changed = self._wake
        self._app = with_assets(world.gym.app(world), world.clock)

    def _restart_counting(self) -> None:
        self._requests = itertools.count(1)
        self._arrivals = Arrivals(self.world)
        self._told = 0
        self._entered = False
        """Whether the sitting has begun: the start path was asked for."""

    # -- events -------------------------------------------------------------------------------------------------

    def _publish(self, changes: list[dict[str, Any]], attempts: list[dict[str, Any]]) -> None:
        self._emit({"event": "changes", "at": time.time() * 1000, "changes": changes, "attempts": attempts})

    def _failed(self, what: str, advice: str) -> None:
        self._emit({"event": "world_failed", "at": time.time() * 1000, "what": what, "advice": advice})

    def _strike(self, perturbation: Perturbation, detail: Mapping[str, Any]) -> None:
        self._emit(
            {
                "event": "disturbance",
                "at": time.time() * 1000,
                "perturbation": perturbation.id,
                "title": perturbation.title,
                "world_time": self.world.clock.now().isoformat(),
                "detail": dict(detail),
            }
        )

    def _wake(self) -> None:
        self._loop.call_soon_threadsafe(self._awake.set)

    # -- requests -----------------------------------------------------------------------------------------------

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one HTTP request, counted, attributed and accounted for."""
        await self._admitting.wait()
        if self._ended:
            await PlainTextResponse("This world is closed.", status_code=421)(scope, receive, send)
            return
        if scope["path"] == STRUCK and scope["method"] == "POST":
            await self._told_by_page(scope, receive, send)
            return
        self._in_flight += 1
        self._idle.clear()
        try:
            await self._exchange(Reply(scope, receive, send, f"r{next(self._requests)}"), receive)
        finally:
            self._in_flight -= 1
            if not self._in_flight:
                self._idle.set()

    async def _exchange(self, reply: Reply, receive: Receive) -> None:
        cause = Cause(AGENT, request=reply.request)
        try:
            with self.world.journal.acting(cause):
                await self._answer(reply, receive, cause)
        except Exception as error:
            _log.exception("Request %s failed in world %s.", reply.request, self.world.id)
            path = reply.scope["path"]
            self._failed(f"The page {path} of {self.world.id} failed ({error!r}).", "Mend the gym; see its log.")
            if not reply.status:
                await reply.send_response(PlainTextResponse("Internal server error", status_code=500))
        finally:
            await reply.end()
            self._emit(reply.account(cause.transactions))

    async def _answer(self, reply: Reply, receive: Receive, cause: Cause) -> None:
        reason = refusal(self.world.origin, reply.scope["method"], header_map(reply.scope))
        if reason is not None:
            await reply.send_response(PlainTextResponse(reason, status_code=403))
            return
        try:
            body = await read_body(receive)
        except BodyTooLarge:
            await reply.send_response(PlainTextResponse("Too large.", 413, headers={"connection": "close"}))
            return
        reply.watch()

        async def send(message: Message) -> None:
            self.world.journal.settle(cause)  # what was rolled back is told before the browser has its answer
            await reply.send(message)

        if is_asset(reply.scope["path"]) or not self._perturbations or self._enters(reply):
            await self._app(reply.scope, _receiving(body, reply), send)
            return
        hit = self._arrivals.hit(reply.scope, body)
        response = await self._perturbed(hit, reply, body)
        self.world.journal.settle(cause)
        await reply.send_response(response)
        self._arrivals.answered(hit)

    def _enters(self, reply: Reply) -> bool:
        """Whether this is the first use of the start path: left alone, for a lost sign-in link can't be had again."""
        if self._entered or full_path(reply.scope) != self.world.task.start_path:
            return False
        self._entered = True
        for perturbation in self._perturbations:
            detail = built_in(perturbation, self.world.task, self.world.gym)
            if detail:
                self._strike(perturbation, detail)
        return True

    async def _told_by_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A perturbation that works in the page says that it struck. Logged, never believed for more than that.

        No request of the site: it has no number, no account, and no perturbation sees it.
        """
        try:
            refused = refusal(self.world.origin, scope["method"], header_map(scope))
            told = None if refused else read_strike(await read_body(receive, MOST_BYTES))
        except BodyTooLarge:
            told = None
        for perturbation in self._perturbations:
            if told is not None and perturbation.id == told[0] and perturbation.layer == "page":
                self._told += 1
                if self._told <= MOST_TOLD:
                    self._strike(perturbation, told[1])
                break
        await Response(status_code=204, headers=dict(POLICY))(scope, receive, send)

    async def _perturbed(self, hit: Hit, reply: Reply, body: bytes) -> Response:
        """The response as the perturbations let it out, the first of them outermost."""

        async def serve() -> Response:
            return await buffered(self._app, dict(reply.scope), _receiving(body, reply))

        await self._let_rivals_act(hit)
        for perturbation in reversed(self._perturbations):
            serve = partial(perturbation.around, hit, serve, partial(self._strike, perturbation))
        return await serve()

    async def _let_rivals_act(self, hit: Hit) -> None:
        if not self.world.has_rival:
            return
        for perturbation in self._perturbations:
            if perturbation.rivals(hit):
                await asyncio.to_thread(self.world.let_rival_act)
                self._strike(perturbation, {"before": f"{hit.method} {hit.path}"})

    def _tidy(self, name: str, text: str) -> str:
        for perturbation in self._perturbations:
            tidied = perturbation.tidy(name, text)
            if tidied != text:
                self._strike(perturbation, {"field": name, "from": text[:_MOST_SHOWN], "to": tidied[:_MOST_SHOWN]})
            text = tidied
        return text

    def _commit(self, commit: Commit) -> Commit:
        for perturbation in self._perturbations:
            commit = perturbation.committing(commit, partial(self._strike, perturbation))
        return commit

    # -- jobs ---------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Does jobs when they are due, until cancelled. Should that ever fail, the world has failed."""
        try:
            await self._keep_time()
        except Exception as error:
            _log.exception("The jobs of world %s stopped.", self.world.id)
            self._failed(f"The jobs of {self.world.id} stopped ({error!r}).", "Open another world; see the host's log.")

    async def _keep_time(self) -> None:
        while True:
            self._awake.clear()
            due = self.world.jobs.next_due()
            wait = None if due is None else due - self.world.clock.elapsed()
            if wait is not None and wait <= 0:
                async with self._work:
                    await asyncio.to_thread(self.world.run_due_jobs)
                continue
            try:
                async with asyncio.timeout(wait):
                    await self._awake.wait()
            except TimeoutError:
                continue

    def advance(self, seconds: float) -> None:
        """Moves the world's clock forward; jobs that became due run soon."""
        self.world.clock.advance(seconds)
        self._awake.set()

    async def drain(self, seconds: float) -> dict[str, Any]:
        """Runs what is due within that much world time, each job at its own moment; waits for requests meanwhile.

        Jobs of the system's own that lie beyond are no pending work: the world goes on for ever.
        """
        until = self.world.clock.elapsed() + seconds
        async with self._work:
            while True:
                await self._wait_idle()
                due = self.world.jobs.next_due()
                if due is None or due > until:
                    break
                self.world.clock.advance(max(0.0, due - self.world.clock.elapsed()))
                await asyncio.to_thread(self.world.run_due_jobs)
        pending = self.world.jobs.pending(AGENT)
        return {"drained": not pending, "pending": list(pending)}

    # -- at rest ------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def at_rest(self, patience: float = _PATIENCE) -> AsyncIterator[World]:
        """The world with no request and no job at work; new requests wait until it goes on.

        Raises BrokenWorld when requests take longer than ``patience`` seconds to end.
        """
        async with self._work:
            self._admitting.clear()
            try:
                await self._wait_idle(patience)
                yield self.world
            finally:
                self._admitting.set()

    async def _wait_idle(self, patience: float = _PATIENCE) -> None:
        try:
            async with asyncio.timeout(patience):
                await self._idle.wait()
        except TimeoutError:
            raise BrokenWorld(
                f"{self._in_flight} requests of world {self.world.id} do not end.", "Close the world and open another."
            ) from None

    async def end(self) -> None:
        """Turns requests away for good, once those at work are done; soon, done or not."""
        try:
            async with self.at_rest(_LAST_PATIENCE):
                self._ended = True
        except BrokenWorld:
            self._ended = True
            _log.warning("World %s is closed over requests that do not end.", self.world.id)

    async def off_loop(self, work: Callable[[], T]) -> T:
        """Runs blocking work in a thread."""
        return await asyncio.to_thread(work)

    async def reset(self) -> int:
        """Back to the initial state; counters of requests start over too."""
        async with self.at_rest() as world:
            undone = await asyncio.to_thread(world.reset)
            self._restart_counting()
            return undone
