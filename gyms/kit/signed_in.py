"""Signing in to a gym's site: the session behind the cookie, pages of one's own, one-time links, the sign-in page.

::

    signed_in = SignedIn(Login.customer, Login.started_at, Login.ended_at)
    SignInPage(signed_in, Customer.number, Customer.pin, wrong="We don't know this number and PIN.").serve(site)

    @site.get("/orders")
    @signed_in.own                                                    # who isn't signed in goes to /sign-in
    def listing(visit: Visit, customer: Customer) -> Response: ...

    @site.get("/orders/{order:int}")
    @signed_in.on(Order, "order", lambda order: order.customer_id)    # of somebody else's it shows missing.html
    def detail(visit: Visit, order: Order) -> Response: ...

Templates see ``path`` and, by the name of the relationship, ``customer``: who is there, or None. A session that expires
meanwhile is the business of P8 alone.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from gyms.kit.site import Handler, Response, Site, Visit

LARGEST_ID = 2**31 - 1
"""Of any row. An address may name a larger one, which no database could even look for."""


class _Keyed(Protocol):
    id: Any


Person = TypeVar("Person", bound=_Keyed)
Row = TypeVar("Row")


def local(path: str) -> str:
    """The path if it stays on this site, else the start page."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


def only_for(
    who: Callable[[Visit], Person | None], page: Callable[[Visit, Person], Response], *, returns: bool = True
) -> Handler:
    """A page that is handed who is there; strangers go to the sign-in page, and come back after if it ``returns``."""

    def guarded(visit: Visit) -> Response:
        person = who(visit)
        if person is not None:
            return page(visit, person)
        here = visit.url_path if visit.method == "GET" else "/"
        return visit.redirect(f"/sign-in?next={quote(here, safe='/')}" if returns else "/sign-in")

    return guarded


class SignedIn(Generic[Person]):
    """Whoever has an open session: a row whose ``token`` is in the browser's cookie."""

    def __init__(
        self,
        whose: InstrumentedAttribute[Person],
        began: InstrumentedAttribute[datetime],
        ended: InstrumentedAttribute[datetime | None] | None = None,
        *,
        returns: bool = True,
        keeps_cookie: bool = False,
        show: Callable[..., Response] = Visit.render,
    ) -> None:
        """``whose`` is the session's relationship to its person. Signing out stamps ``ended``, or deletes the session
        if there is no such column; ``keeps_cookie`` leaves its dead token in the browser. With ``returns`` one gets to
        the page that one asked for before signing in, else to the start page. ``show`` renders the pages of the kit.
        """
        self._name, self._began, self._ended = whose.key, began.key, ended.key if ended is not None else ""
        self._sessions: type[Any] = whose.property.parent.class_
        self._people: type[Person] = whose.property.mapper.class_
        self.returns, self._keeps_cookie, self.show = returns, keeps_cookie, show

    def watch(self, site: Site) -> None:
        """Finds out who is there before any page of the site, and tells its templates."""
        site.before(self._recognise)
        site.context(self._frame)

    def here(self, visit: Visit) -> Person | None:
        """Who is signed in."""
        person: Person | None = visit.state.signed_in
        return person

    def own(self, page: Callable[[Visit, Person], Response]) -> Handler:
        """A page for who is signed in; strangers go to the sign-in page."""
        return only_for(self.here, page, returns=self.returns)

    def on(
        self, model: type[Row], name: str, owner: Callable[[Row], int]
    ) -> Callable[[Callable[[Visit, Row], Response]], Handler]:
        """Makes pages about one row, by its key in the address; ``owner`` is the key of the only person who sees it."""

        def about(page: Callable[[Visit, Row], Response]) -> Handler:
            def found(visit: Visit, person: Person) -> Response:
                row = visit.session.get(model, min(visit.path[name], LARGEST_ID))
                return page(visit, row) if row is not None and owner(row) == person.id else self.missing(visit)

            return self.own(found)

        return about

    def missing(self, visit: Visit) -> Response:
        """There is no such page, or it is somebody else's."""
        return self.show(visit, "missing.html", 404)

    def enter(self, visit: Visit, person: Person, to: str = "/") -> Response:
        """Opens a session, and goes on."""
        columns = {"token": visit.start_session(), self._name: person, self._began: visit.now}
        visit.session.add(self._sessions(**columns))
        return visit.redirect(to)

    def by_link(self, used: Handler) -> Handler:
        """The page that one-time links lead to; ``used`` answers who comes by one that is used up."""

        def redeeming(visit: Visit) -> Response:
            subject = visit.world.redeem(visit.query.get("code", ""))
            person = visit.session.get(self._people, int(subject)) if subject else None
            return self.enter(visit, person) if person is not None else used(visit)

        return redeeming

    def sign_out(self, visit: Visit) -> Response:
        """Ends the session."""
        session = self._open(visit)
        if session is not None and self._ended:
            setattr(session, self._ended, visit.now)
        elif session is not None:
            visit.session.delete(session)
        if not self._keeps_cookie:
            visit.end_session()
        return visit.redirect("/sign-in")

    def _open(self, visit: Visit) -> Any:
        session = visit.session.get(self._sessions, visit.session_token) if visit.session_token else None
        return None if self._ended and getattr(session, self._ended, None) else session

    def _recognise(self, visit: Visit) -> None:
        session = self._open(visit)
        visit.state.signed_in = getattr(session, self._name) if session is not None else None

    def _frame(self, visit: Visit) -> Mapping[str, Any]:
        return {self._name: self.here(visit), "path": visit.url_path}


class SignInPage(Generic[Person]):
    """``sign_in.html``: it asks for what somebody is known by and for a secret, in fields that are called like the
    columns. It sees what was given, ``error`` and ``next``."""

    def __init__(
        self,
        signed_in: SignedIn[Person],
        known_by: InstrumentedAttribute[str],
        secret: InstrumentedAttribute[str],
        tidied: Callable[[str], str] = str.strip,
        *,
        wrong: str,
        used: str = "",
        statuses: tuple[int, int] = (422, 410),
    ) -> None:
        """``wrong`` and ``used`` are what it says to the wrong secret and to a link that is used up, with these
        ``statuses``. Without ``used``, such a link shows ``link_used.html``, and does nothing for who is signed in."""
        self._signed_in, self._known_by, self._secret, self._tidied = signed_in, known_by, secret, tidied
        self._wrong, self._used, self._statuses = wrong, used, statuses

    def serve(self, site: Site) -> None:
        """Answers ``/sign-in``, ``/sign-in/link`` and ``/sign-out``."""
        self._signed_in.watch(site)
        site.get("/sign-in")(self._form)
        site.post("/sign-in")(self._sign_in)
        site.get("/sign-in/link")(self._signed_in.by_link(self._link_used))
        site.post("/sign-out")(self._signed_in.sign_out)

    def _form(self, visit: Visit) -> Response:
        if self._signed_in.returns and self._signed_in.here(visit) is not None:
            return visit.redirect(self._next(visit.query))
        return self._ask(visit, following=self._next(visit.query))

    def _sign_in(self, visit: Visit) -> Response:
        given, following = self._tidied(visit.form.get(self._known_by.key, "").strip()), self._next(visit.form)
        person = visit.session.scalar(select(self._known_by.class_).where(self._known_by == given))
        secret = visit.form.get(self._secret.key, "")
        if person is None or not secrets.compare_digest(getattr(person, self._secret.key).encode(), secret.encode()):
            return self._ask(visit, self._statuses[0], self._wrong, given, following)
        return self._signed_in.enter(visit, person, following)

    def _link_used(self, visit: Visit) -> Response:
        if self._used:
            return self._ask(visit, self._statuses[1], self._used)
        if self._signed_in.here(visit) is not None:
            return visit.redirect("/")
        return self._signed_in.show(visit, "link_used.html", self._statuses[1])

    def _ask(self, visit: Visit, status: int = 200, error: str = "", given: str = "", following: str = "/") -> Response:
        fields = {self._known_by.key: given, "error": error, "next": following}
        return self._signed_in.show(visit, "sign_in.html", status, **fields)

    def _next(self, given: Mapping[str, str]) -> str:
        return local(given.get("next", "/")) if self._signed_in.returns else "/"
