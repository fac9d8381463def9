"""What a gym declares about itself: models, pages, workouts. All of it frozen; worlds are made from it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import MetaData
from sqlalchemy.orm import Session
from starlette.types import ASGIApp

from gyms.kit.failures import UnknownName
from gyms.kit.seeding import Seeding

if TYPE_CHECKING:
    from playwright.async_api import Page

    from gyms.kit.world import World

__all__ = ["Deferral", "Gym", "Json", "Options", "Seeding", "SignIn", "Task", "Workout"]

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""Anything JSON can say."""

Options = Mapping[str, str]
"""Option name to the choice made, e.g. ``{"date_widget": "flatpickr"}``."""


@dataclass(frozen=True)
class Task:
    """A workout with its parameters bound: one concrete thing to do in one world."""

    gym: str
    workout: str
    """``clinic/book_visit``"""
    seed: int
    profile: str
    options: Options
    parameters: Mapping[str, Json]
    goal: str
    start_path: str


@dataclass(frozen=True)
class Deferral:
    """What an oracle returns when the right thing is to hand the task to a human."""

    reason: str
    """A reason code of the spec, e.g. ``over_threshold``."""
    entity: str = ""
    """What it is about, as the spec's ``entity`` comes out: mostly a key, e.g. ``17``."""


@dataclass(frozen=True)
class Workout:
    """A parameterised exercise."""

    name: str
    """``book_visit``"""
    title: str
    trains: str
    """One sentence: the skill that it isolates."""
    goal: str
    """``str.format`` template; ISO dates accept ``strftime`` specs, ``{price:money}`` writes cents as ``1,250.00``:
    ``"on {date:%A %d %B %Y} at {time}"``."""
    bind: Callable[[Session, Seeding], dict[str, Json]]
    """Adds the rows that this task needs and returns its parameters; not journalled."""
    start: Callable[[World], str]
    """The path the sitting begins at, maybe a one-time sign-in link (``world.one_time_link``)."""
    oracle: Callable[[Page, Task], Awaitable[Deferral | None]]
    """Solves the task through ``gyms.kit.hands`` (page-level calls, real mouse and keyboard): looks before it acts and
    confirms afterwards. The page already shows the start path. A Deferral hands the task to a human; None is done."""
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How worlds of this exercise may vary besides what the gym offers, e.g. ``{"length": ("20", "60", "120")}``."""
    stresses: tuple[str, ...] = ()
    """Ids of the perturbations that this exercise is most about, such as ``("P1", "P2", "P35")``."""
    twins: bool = False
    """Seeds 2k and 2k+1 give the same task but for one fact, ``seeding.twin``, which decides between doing and
    deferring."""
    files: Callable[[Task], Mapping[str, bytes]] | None = None
    """Files that lie on the actor's computer, by name, for tasks that attach one. From the task alone."""
    decoys: Callable[[Session, Seeding, Mapping[str, Json], int], None] | None = None
    """Adds about that many look-alikes of what the bound parameters name, none of which satisfies the goal (P27). They
    never change what is right, what the parameters say or what is free."""
    rival: Callable[[Session, Mapping[str, Json]], None] | None = None
    """Somebody else's harmless change to the record that the task is about, after which a form that was loaded before
    is refused and must be loaded again (P25)."""
    written: str = ""
    """Of a workout that is written in its spec file: SHA-256 in hex of the text. Empty for a programmed one."""
    source: str = ""
    """That file."""


@dataclass(frozen=True)
class SignIn:
    """How somebody gets into a gym by a one-time link."""

    table: str
    """Whose rows can sign in: ``members``."""
    path: str = "/sign-in/link"
    """What redeems the link's ``code`` for the key of the row and leads on with a redirect."""
    key: str = "id"

    def link(self, world: World, key: Json, to: str = "/") -> str:
        """A one-time link that signs the row of that key in and leads to a page."""
        return world.one_time_link(self.path, str(key), to)


@dataclass(frozen=True)
class Gym:
    """A resettable web application with a real SQL backend."""

    name: str
    title: str
    summary: str
    version: int
    """Raise it whenever models, seeding or pages change what a seed gives."""
    metadata: MetaData
    populate: Callable[[Session, Seeding], None]
    """Fills the world with everything that all workouts share; not journalled."""
    app: Callable[[World], ASGIApp]
    workouts: tuple[Workout, ...]
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How worlds may vary, the usual choice first. Unless told, the seed picks widgets, and all else is as usual."""
    starts: datetime = datetime(2026, 7, 2, 9, 14)  # noqa: DTZ001 - a world's time is local and has no zone
    """World time at the start of every sitting."""
    free_text: tuple[str, ...] = ()
    """Names of form fields whose text the server may tidy (P24); specs compare such columns ``as: [caseless, …]``."""
    idempotent: tuple[str, ...] = ()
    """Paths (``*`` stands for one segment) whose POST may be delivered twice without harm by its nature, such as one
    that sets a value (P17). Routes that are answered ``once`` need not be listed."""
    begin: Callable[[World], None] | None = None
    """Enqueues what goes on by itself (other people, schedules); those jobs act as the system."""
    sign_in: SignIn | None = None
    """How written workouts start signed in; None where nobody can be."""

    def offered(self, workout: Workout) -> Mapping[str, tuple[str, ...]]:
        """All options of a workout's worlds."""
        return {**self.options, **workout.options}

    def workout(self, name: str) -> Workout:
        """The workout called ``book_visit`` or ``clinic/book_visit``."""
        short = name.removeprefix(f"{self.name}/")
        for workout in self.workouts:
            if workout.name == short:
                return workout
        known = ", ".join(workout.name for workout in self.workouts)
        raise UnknownName(f"The gym {self.name} has no workout {name}.", f"It has: {known}.")
