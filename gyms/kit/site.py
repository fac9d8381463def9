"""A gym's web site in few words: routes, one database session per request, forms, redirects, flash messages.

Handlers are plain functions that run in a thread::

    site = Site(__name__)                        # templates/ and static/ beside this module

    @site.get("/visits/{visit_id:int}")
    def show(visit: Visit) -> Response:
        row = visit.session.get(models.Visit, visit.path["visit_id"])
        return visit.render("visit.html", row=row) if row else visit.not_found()

    @site.post("/visits")
    def book(visit: Visit) -> Response:
        visit.session.add(models.Visit(date=date.fromisoformat(visit.form["date"]), booked_at=visit.now))
        visit.flash("Your visit is booked.")
        return visit.redirect("/visits")

    @site.post("/payments", once=True)           # its form holds {{ form_token() }}: delivered twice, done once
    def pay(visit: Visit) -> Response: ...

    gym = Gym(..., app=site.app)
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, compile_path
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from gyms.kit.form_tokens import FIELD
from gyms.kit.pages import environment
from gyms.kit.visit import Visit
from gyms.kit.world import World

__all__ = ["Address", "Handler", "Response", "Site", "Visit"]

Handler = Callable[[Visit], Response]
Address = tuple[str, str, Handler]
"""Method, path, and what answers."""


class _Answered(NamedTuple):
    """One route of a site."""

    method: str
    path: str
    handler: Handler
    once: bool
    """Whether a second delivery of the same form gets the first answer."""

    def covers(self, method: str, path: str) -> bool:
        """Whether a request comes here."""
        return method == self.method and compile_path(self.path)[0].match(path) is not None


class Site:
    """The routes of one gym. Fill it at import time; ``site.app`` makes the application of one world."""

    def __init__(self, module: str) -> None:
        """``module`` is the gym module's ``__name__``; ``templates/`` and ``static/`` are looked for beside it."""
        self._folder = Path(str(import_module(module).__file__)).parent
        self._routes: list[_Answered] = []
        self._guards: list[Callable[[Visit], Response | None]] = []
        self._shared: list[Callable[[Visit], Mapping[str, Any]]] = []
        self.environment: Environment = environment(self._folder / "templates")
        """The gym's Jinja environment, to add filters and globals to."""

    def get(self, path: str) -> Callable[[Handler], Handler]:
        """Answers GET; ``path`` in Starlette's syntax, such as ``/visits/{visit_id:int}``."""
        return self._route("GET", path)

    def post(self, path: str, *, once: bool = False) -> Callable[[Handler], Handler]:
        """Answers POST. With ``once`` the form's one-time token (``{{ form_token() }}`` inside the form) is looked at:
        the second delivery of a form gets the first one's answer, and the handler does not run again. An answer of
        status 400 and up does not use the token up."""
        return self._route("POST", path, once=once)

    def route(self, method: str, path: str) -> Callable[[Handler], Handler]:
        """Answers any one method: ``@site.route("DELETE", "/api/visits/{visit_id:int}")``."""
        return self._route(method, path)

    def add(self, addresses: Iterable[Address], *, once: bool = False) -> None:
        """Answers a whole table of addresses; ``once`` as for ``post``."""
        for method, path, handler in addresses:
            self._route(method, path, once=once)(handler)

    def before(self, guard: Callable[[Visit], Response | None]) -> Callable[[Visit], Response | None]:
        """Runs ``guard`` before each handler; a response it returns is sent instead. For sign-in and page views."""
        self._guards.append(guard)
        return guard

    def context(self, shared: Callable[[Visit], Mapping[str, Any]]) -> Callable[[Visit], Mapping[str, Any]]:
        """Adds what ``shared`` returns to the context of every template."""
        self._shared.append(shared)
        return shared

    def pages(self) -> tuple[str, ...]:
        """Addresses that name nothing, ``/`` first: where a task may start."""
        plain = (it.path for it in self._routes if it.method == "GET" and "{" not in it.path)
        return tuple(dict.fromkeys(("/", *sorted(plain))))

    def app(self, world: World) -> ASGIApp:
        """The application that serves one world."""
        static = self._folder / "static"
        routes: list[BaseRoute] = [Mount("/static", StaticFiles(directory=static))] if static.is_dir() else []
        routes += [Route(it.path, self._endpoint(world, it), methods=[it.method]) for it in self._routes]
        world.form_tokens.covers = self._once
        return Starlette(routes=routes)

    def _route(self, method: str, path: str, *, once: bool = False) -> Callable[[Handler], Handler]:
        def add(handler: Handler) -> Handler:
            self._routes.append(_Answered(method, path, handler, once))
            return handler

        return add

    def _once(self, method: str, path: str) -> bool:
        """Whether a request is answered once per token: by the first route that it fits, as in ``app``."""
        route = next((it for it in self._routes if it.covers(method, path)), None)
        return route is not None and route.once

    def _endpoint(self, world: World, route: _Answered) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            body = await request.body()
            form = await request.form()
            visit = Visit(world, request, form, body, self.environment, self._context)
            answer = partial(visit.answer, self._guarded(route.handler))
            token = visit.form.get(FIELD, "") if route.once else ""
            try:
                if token:
                    return await run_in_threadpool(world.form_tokens.once, f"{request.url.path} {token}", answer)
                return await run_in_threadpool(answer)
            finally:
                await form.close()  # uploaded files

        return endpoint

    def _guarded(self, handler: Handler) -> Handler:
        def guarded(visit: Visit) -> Response:
            for guard in self._guards:
                response = guard(visit)
                if response is not None:
                    return response
            return handler(visit)

        return guarded

    def _context(self, visit: Visit) -> dict[str, Any]:
        return {name: value for shared in self._shared for name, value in shared(visit).items()}
