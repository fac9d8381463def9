"""Messages as a sitting sends them, written briefly."""

from dataclasses import replace
from pathlib import Path

from workbench.domain.actions import Action, Click, Locator, Target
from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.episodes import Header
from workbench.domain.schema import Schema
from workbench.domain.steps import Step
from workbench.domain.values import Row
from workbench.domain.verdicts import Evidence, Finding, FindingKind, Lamp, LampState, Ruling, Verdict
from workbench.session.control import GymInfo, ParameterInfo, PerturbationInfo, ProfileInfo, WorkoutInfo
from workbench.session.messages import (
    ChangeSeen,
    ClockTicked,
    Finished,
    LampsMoved,
    RecordingStarted,
    SittingMessage,
    StepOpened,
    WorldOpened,
)
from workbench.ui.models.offer import Offer

TEMPLATE = "Book a {service.name} visit for {member.name} on {date:%A %d %B %Y} at {time}."
GOAL = "Book a Physiotherapy visit for Noor Haddad on Tuesday 14 July 2026 at 10:30."
FOLDER = Path("drafts/clinic/book_visit/e1")

HEADER = Header(
    id="e1",
    gym="clinic",
    workout="clinic/book_visit",
    goal=GOAL,
    parameters={},
    seed=7,
    profile="clean",
    actor="human",
    created="2026-07-02T08:00:00Z",
    versions={"browser": "QtWebEngine 140.0.7339.0"},
    spec_hash="",
    viewport=(1280, 800),
    start_url="/",
    origin="http://w1.localhost:4000",
    world_started="2026-07-02T09:14:00",
    options={"date_widget": "flatpickr"},
)


CLINIC = GymInfo(
    "clinic",
    "Northside Clinic",
    "A clinic's site.",
    1,
    {"date_widget": ("native", "flatpickr")},
    (
        WorkoutInfo(
            "clinic/another",
            "Another",
            "Something else.",
            "Do {x}.",
            {"date_widget": ("native", "flatpickr")},
            twins=True,
        ),
        WorkoutInfo(
            "clinic/book_visit",
            "Book a visit",
            "Date pickers.",
            TEMPLATE,
            {"date_widget": ("native", "flatpickr"), "length": ("short", "long")},
            ("P6", "P30"),
        ),
    ),
)
MAIL = GymInfo(
    "mail", "Ferry Mail", "A mailbox.", 1, {}, (WorkoutInfo("mail/send", "Send", "Exactly one.", "Send {x}."),)
)
CLICK = PerturbationInfo("P6", "Re-render in mid-click", "A click is lost.", "page", ())
ERROR = PerturbationInfo(
    "P14",
    "Intermittent error",
    "Some requests fail.",
    "server",
    (
        ParameterInfo("share", 0.06, "of requests", "How often."),
        ParameterInfo("codes", [500, 502], "HTTP status", "Which."),
    ),
)
OFFER = Offer(
    (CLINIC, MAIL),
    (
        ProfileInfo("clean", "Nothing gets in the way.", ()),
        ProfileInfo("rough", "Everything at once.", (CLICK, ERROR)),
        ProfileInfo("evening", "Mine.", (ERROR,), "/home/noor/profiles.yaml, line 3"),
    ),
    (CLICK, ERROR),
)


def target(role: str, name: str) -> Target:
    return Target((Locator("role", role, name),), role, name, "button")


def step(index: int, action: Action | None = None, at: float = 0.0) -> Step:
    done = action or Click(target("button", f"Button {index}"))
    return Step(index, done, "t1", "http://w1.localhost:4000/visits/new", "Book", at, at, at)


def insert(seq: int, table: str, row: Row, *, by: int | None = None) -> Change:
    key = (next(iter(row.values())),)
    now = "2026-07-02T09:14:05"
    return Change(seq, seq, table, key, Operation.INSERT, None, row, Actor.AGENT, "r1", None, 1.0, now, by)


def update(seq: int, table: str, old: Row, new: Row, *, by: int | None = None) -> Change:
    made = insert(seq, table, new, by=by)
    return replace(made, operation=Operation.UPDATE, old=old)


LAMPS = (
    Lamp("the-visit", "require", "Exactly one row is added to **visits**", LampState.OPEN, "0 of 1"),
    Lamp("page-views", "allow", "Rows may be added to **page_views**", LampState.OPEN),
    Lamp("(frame)", "frame", "Nothing else changes", LampState.MET),
)


class Script:
    """What a sitting says, in order."""

    opened = WorldOpened(HEADER, Schema({}), LAMPS)
    started = RecordingStarted(FOLDER)
    tick = ClockTicked("2026-07-02T09:14:21", 21000.0)

    @property
    def booked(self) -> tuple[SittingMessage, ...]:
        """Two clicks, the second of which books the visit as the spec demands."""
        visit = insert(1, "visits", {"id": 901, "date": "2026-07-14", "time": "10:30", "note": None}, by=2)
        return (
            self.opened,
            self.started,
            StepOpened(step(1)),
            StepOpened(step(2, at=3100.0)),
            ChangeSeen(visit, "the-visit"),
            LampsMoved((replace(LAMPS[0], state=LampState.MET, detail="1 of 1"), *LAMPS[1:])),
        )

    @property
    def booked_twice(self) -> tuple[SittingMessage, ...]:
        """The same, and once more: a breach."""
        second = insert(2, "visits", {"id": 902, "date": "2026-07-14", "time": "10:30", "note": None}, by=3)
        return (*self.booked, StepOpened(step(3, at=4200.0)), ChangeSeen(second, None))

    @property
    def satisfied(self) -> Finished:
        met = Finding(FindingKind.MET, "the-visit", "Exactly one row was added to **visits**")
        return Finished(FOLDER, Verdict(Ruling.SATISFIED, (met,), {1: "the-visit"}))

    @property
    def violated(self) -> Finished:
        breach = Finding(
            FindingKind.BREACH,
            "the-visit",
            "**Two rows** were added to visits",
            evidence=(Evidence(change=2, step=3),),
            counterfactual="Without change 2 this run is SATISFIED.",
        )
        return Finished(FOLDER, Verdict(Ruling.VIOLATED, (breach,), {1: "the-visit"}))
