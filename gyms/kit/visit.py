"""One request to a gym's page, as a handler sees it."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from jinja2 import Environment
from sqlalchemy.orm import Session
from starlette.datastructures import FormData, QueryParams, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from gyms.kit.world import World

SESSION_COOKIE = "session"
FLASH_COOKIE = "flash"


class Flash(NamedTuple):
    """A message shown once, on the next page."""

    text: str
    kind: str
    """``success``, ``info``, ``warning`` or ``error``."""


class Visit:
    """Changes as its handler works; its database session commits when the handler returns."""

    def __init__(
        self,
        world: World,
        request: Request,
        form: FormData,
        body: bytes,
        environment: Environment,
        shared: Callable[["Visit"], Mapping[str, Any]],
    ) -> None:
        self.world = world
        self.request = request
        self.method = request.method
        self.url_path = request.url.path
        self.path: Mapping[str, Any] = request.path_params
        """Parameters of the route, converted: ``visit.path["visit_id"]``."""
        self.query: QueryParams = request.query_params
        form = _tidied(form, world)
        self.form: dict[str, str] = {name: value for name, value in form.items() if isinstance(value, str)}
        """Fields of the form (the last of each name); see ``choices`` for repeated ones. Free text (``Gym.free_text``)
        comes as the server tidied it."""
        self.files: dict[str, UploadFile] = {name: value for name, value in form.items() if not isinstance(value, str)}
        self.body = body
        self.state = SimpleNamespace()
        """For the gym: who is signed in, and the like."""
        self._form = form
        self._environment = environment
        self._shared = shared
        self._session: Session | None = None
        self._flashes = _read_flashes(request.cookies.get(FLASH_COOKIE, ""))
        self._fresh: list[Flash] = []
        self._cookies: dict[str, str | None] = {}

    @property
    def session(self) -> Session:
        """The database session of this request, opened when first asked for."""
        if self._session is None:
            self._session = self.world.session()
        return self._session

    @property
    def now(self) -> datetime:
        """World time to the second, naive."""
        return self.world.clock.now()

    @property
    def today(self) -> date:
        """The world's date."""
        return self.now.date()

    @property
    def options(self) -> Mapping[str, str]:
        """How this world is varied."""
        return self.world.task.options

    def choices(self, name: str) -> tuple[str, ...]:
        """All values of a repeated form field."""
        return tuple(value for value in self._form.getlist(name) if isinstance(value, str))

    def json_body(self) -> Any:
        """The body read as JSON; raises ValueError when it is none."""
        return json.loads(self.body)

    # -- answers ------------------------------------------------------------------------------------------------

    def render(self, template: str, status: int = 200, **context: Any) -> Response:
        """A page. Templates also see ``visit``, ``world``, ``now``, ``today``, ``options``, ``flashes``, ``kit_head``,
        ``form_token``.

        ``{{ kit_head() }}`` belongs first into ``<head>``: it puts the page on the world's clock.
        ``{{ form_token() }}`` belongs into forms that are answered ``once``.
        """
        flashes = [*self._flashes, *self._fresh]
        if self._flashes or self._fresh:
            self._cookies[FLASH_COOKIE] = None
        self._fresh = []
        known = {
            "visit": self,
            "world": self.world,
            "now": self.now,
            "today": self.today,
            "options": self.options,
            "flashes": flashes,
            "kit_head": self.world.head,
            "form_token": self.world.form_tokens.field,
        }
        page = self._environment.get_template(template)
        return HTMLResponse(page.render({**known, **self._shared(self), **context}), status_code=status)

    def redirect(self, path: str, status: int = 303) -> Response:
        """Sends the browser elsewhere; 303 makes it a GET."""
        return RedirectResponse(path, status_code=status)

    def json(self, value: Any, status: int = 200) -> Response:
        """A JSON answer, for pages that fetch."""
        return JSONResponse(value, status_code=status)

    def not_found(self, text: str = "There is no such page.") -> Response:
        """A plain 404; render a page of your own where the site would."""
        return HTMLResponse(f"<!doctype html><title>Not found</title><p>{text}</p>", status_code=404)

    def flash(self, text: str, kind: str = "success") -> None:
        """Show a message once: on the page rendered now, or after the redirect."""
        self._fresh.append(Flash(text, kind))

    # -- signing in ---------------------------------------------------------------------------------------------

    @property
    def session_token(self) -> str | None:
        """The token in the visitor's session cookie; look it up in the gym's own sessions table."""
        return self.request.cookies.get(SESSION_COOKIE)

    def start_session(self) -> str:
        """Gives the visitor a new session cookie and returns its token, to be stored in the gym's sessions table."""
        token = self.world.new_token()
        self._cookies[SESSION_COOKIE] = token
        return token

    def end_session(self) -> None:
        """Takes the session cookie away."""
        self._cookies[SESSION_COOKIE] = None

    # -- the kit's side -----------------------------------------------------------------------------------------

    def answer(self, handler: Callable[["Visit"], Response]) -> Response:
        """Runs the handler, commits what it changed (rolls back if it raised) and adds the cookies it asked for."""
        leads_to = self.world.leads_to(self.query.get("code", ""))
        try:
            response = handler(self)
            if leads_to and isinstance(response, RedirectResponse):
                response.headers["location"] = leads_to
            if self._session is not None:
                self._session.commit()
        finally:
            if self._session is not None:
                self._session.close()
        if self._fresh:
            self._cookies[FLASH_COOKIE] = quote(json.dumps([*self._flashes, *self._fresh]))
        for name, value in self._cookies.items():
            if value is None:
                response.delete_cookie(name)
            else:
                response.set_cookie(name, value, httponly=True, samesite="lax")
        return response


def _tidied(form: FormData, world: World) -> FormData:
    """The form with its free text as the server keeps it."""
    free = world.gym.free_text
    return FormData(
        [
            (name, world.tidy(name, value) if name in free and isinstance(value, str) else value)
            for name, value in form.multi_items()
        ]
    )


def _read_flashes(cookie: str) -> list[Flash]:
    """The messages in a cookie; whatever the browser made up is no message."""
    try:
        return [Flash(str(text), str(kind)) for text, kind in json.loads(unquote(cookie))] if cookie else []
    except (ValueError, TypeError):
        return []
