"""One living instance of a gym: its own database, clock, seed and origin, serving one episode."""

import itertools
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from sqlalchemy.orm import Session

from gyms.kit.accounting import Account, account, initial_state
from gyms.kit.causes import HARNESS, SYSTEM, Cause
from gyms.kit.clock import WorldClock
from gyms.kit.databases.database import Database
from gyms.kit.failures import BrokenGym
from gyms.kit.form_tokens import FormTokens
from gyms.kit.goals import fill_goal
from gyms.kit.gym import Gym, Task, Workout
from gyms.kit.jobs import Job, Jobs, Work
from gyms.kit.journal import Journal
from gyms.kit.pages import head
from gyms.kit.perturbations import Commit
from gyms.kit.shapes import Cell, describe
from gyms.kit.template import Template

_log = logging.getLogger(__name__)


class World:
    """Changes as requests and jobs work in it; ``reset`` brings the initial state back, ``close`` ends it."""

    def __init__(self, gym: Gym, workout: Workout, template: Template, task: Task, database: Database) -> None:
        """``database`` is in the template's state; ``task`` is bound but for its start path."""
        self.id = f"{gym.name.replace('_', '-')}-{secrets.token_hex(3)}"
        self.gym = gym
        self.origin = ""
        """``http://<id>.localhost:<port>`` once it is served."""
        self.task = task
        self.page_scripts: tuple[str, ...] = ()
        """What perturbations add to every page."""
        self.failed: Callable[[str, str], None] = lambda what, advice: _log.error("%s %s", what, advice)
        """Told what went wrong and what to do, when the gym's own code fails."""
        self._workout = workout
        self._template = template
        self.database = database
        self.clock = WorldClock(gym.starts)
        self.jobs = Jobs(self.clock)
        self.journal = Journal(database.entries, template.shapes, self.clock)
        self.engine = database.engine(self.journal.ledger)
        self._links: dict[str, tuple[str, str]] = {}
        self._commits = itertools.count(1)
        self.commit: Callable[[Commit], Commit] = lambda commit: commit
        """What perturbations make of a commit in the background."""
        self.tidy: Callable[[str, str], str] = lambda _name, text: text
        """What perturbations make of the text of a free-text form field, given its name."""
        self.form_tokens = FormTokens()

    # -- for gyms -----------------------------------------------------------------------------------------------

    def session(self) -> Session:
        """A database session: ``with world.session() as session``. It commits only when told to."""
        return Session(self.engine, expire_on_commit=False)

    def one_time_link(self, path: str, subject: str, to: str = "/") -> str:
        """``path?code=…``; the code can be redeemed once, for ``subject`` (say, who is signed in by it).

        Where the page redirects then, it leads to ``to``; by ``/`` wherever the page itself says.
        """
        code = self.new_token()
        self._links[code] = subject, to
        return f"{path}?{urlencode({'code': code})}"

    def redeem(self, code: str) -> str | None:
        """The subject of a one-time link, the first time; None for a code that is used up or made up."""
        return self._links.pop(code, (None, ""))[0]

    def leads_to(self, code: str) -> str:
        """Where a link leads that was not redeemed yet; empty where that is for the page to say."""
        to = self._links.get(code, ("", "/"))[1]
        return "" if to == "/" else to

    def commit_later(self, name: str, work: Work, *, lag: float = 0.0, failed: Work | None = None) -> None:
        """Does ``work`` in the background, ``lag`` seconds of world time from now, in one transaction.

        For sites that say "we are processing your change": the page must show what is pending, and what became of it.
        ``failed`` marks the request as failed, visibly, so that one can try again; without it the commit never fails.
        """
        ordinal = next(self._commits)
        commit = self.commit(Commit(self.task.seed, ordinal, name, lag, can_fail=failed is not None))
        self.jobs.enqueue(name, commit.lag, failed if commit.fails and failed is not None else work)

    def new_token(self) -> str:
        """A fresh unguessable text for cookies and links."""
        return secrets.token_urlsafe(18)

    def head(self) -> Markup:
        """Scripts for the top of ``<head>``; templates know it as ``kit_head``."""
        return head(self.clock.instant(), self.page_scripts)

    # -- for whoever runs it --------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Sets going what goes on by itself and works out the start path."""
        if self.gym.begin is not None:
            with self.journal.acting(Cause(SYSTEM)):
                self.gym.begin(self)
        with self.journal.acting(Cause(HARNESS)):
            self.task = replace(self.task, start_path=self._workout.start(self))

    def run_job(self, job: Job) -> None:
        """Does a job in one transaction. A job that raises is rolled back and reported."""
        with self.journal.acting(job.as_cause()):
            try:
                with self.session() as session:
                    job.work(session)
                    session.commit()
            except Exception as error:
                _log.exception("The job %s failed in world %s.", job.name, self.id)
                self.failed(f"The job “{job.name}” of {self.id} failed ({error!r}).", "Mend the gym; see its log.")

    def run_due_jobs(self) -> int:
        """Runs every job whose time has come, on this thread; returns how many."""
        ran = 0
        while (job := self.jobs.take_due()) is not None:
            self.run_job(job)
            ran += 1
        return ran

    @property
    def has_rival(self) -> bool:
        """Whether the workout names what somebody else does."""
        return self._workout.rival is not None

    def let_rival_act(self) -> None:
        """Somebody else does the harmless thing that the workout names, in one transaction."""
        rival = self._workout.rival
        if rival is None:
            return
        with self.journal.acting(Cause(SYSTEM)), self.session() as session:
            rival(session, self.task.parameters)
            session.commit()

    def schema(self) -> dict[str, Any]:
        """The shape of the database, as the control plane tells it."""
        return describe(self.gym.metadata)

    def initial(self) -> dict[str, Any]:
        """The state before anyone acted."""
        return initial_state(self._template)

    def lookup(self, table: str, where: Mapping[str, Cell], what: str) -> int | list[dict[str, Cell]]:
        """Asks the initial state."""
        return self._template.lookup(table, where, what)

    def account(self) -> Account:
        """The final state, with all that the journal does not explain. Nothing else may be at work in the world."""
        self.journal.read_back()
        with self.database.reading() as reader:
            schema = self.database.schema
            return account(reader, self._template, schema, self.journal.entries(), self.journal.tally())

    def reset(self) -> int:
        """Undoes the journal, proves that the initial state is back, starts over; returns the number undone.

        Should the proof fail, the database is copied from the template anew: slower, as sure.
        """
        self.jobs.clear()
        entries = self.journal.entries()
        self.database.reset(entries, complete=not self.journal.tally().unexplained)
        self.journal.restart()
        self.clock.restart()
        self._links.clear()
        self._commits = itertools.count(1)
        self.form_tokens.clear()
        self.begin()
        return len(entries)

    def close(self) -> None:
        """Closes every connection and deletes the database."""
        self.database.close()


def bound_task(gym: Gym, workout: Workout, template: Template, seed: int, profile: str) -> Task:
    """The task of a template: all known but the start path, which a living world gives."""
    return Task(
        gym=gym.name,
        workout=f"{gym.name}/{workout.name}",
        seed=seed,
        profile=profile,
        options=template.options,
        parameters=template.parameters,
        goal=fill_goal(workout.goal, template.parameters),
        start_path="",
    )


def check_name(gym: Gym) -> None:
    """World ids are host names, so gym names must be able to start one."""
    if not gym.name.replace("_", "").isalnum() or not gym.name.isascii() or gym.name != gym.name.lower():
        raise BrokenGym(f"{gym.name!r} can't be a gym's name.", "Use lower-case letters, digits and underscores.")
