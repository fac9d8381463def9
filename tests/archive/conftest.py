"""A small but complete episode, as the recorder would write it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbench.archive.writer import EpisodeWriter
from workbench.domain.actions import Click, Done, Fill, Locator, Target
from workbench.domain.changes import Actor, Attempt, Change, Operation
from workbench.domain.episodes import FinalState, Header, InitialState, TableDigest
from workbench.domain.exchanges import Body, Exchange, ServerSide
from workbench.domain.pages import PageAtEnd, PageFact
from workbench.domain.schema import Column, Schema, Table
from workbench.domain.steps import ConsoleEntry, Disturbance, DomEvent, Step, Timing
from workbench.domain.values import Key, Row

VISITS = Table("visits", (Column("id", "integer"), Column("date", "date")), ("id",))
TARGET = Target(
    locators=(Locator("role", "button", "Confirm", True), Locator("css", "#confirm")),
    role="button",
    name="Confirm",
    tag="button",
    box=(10.0, 20.0, 80.0, 32.0),
)
JPEG = b"\xff\xd8\xff\xe0 not a real picture, but it begins like one"
TREE = b'{"tag": "html"}'


def a_header(**changes: object) -> Header:
    fields: dict[str, object] = {
        "id": "2026-07-02-book-visit",
        "gym": "clinic",
        "workout": "clinic/book_visit",
        "goal": "Book a visit.",
        "parameters": {"date": "2026-07-14", "member": {"id": 17, "name": "Noor Haddad"}},
        "seed": 7,
        "profile": "clean",
        "actor": "human",
        "created": "2026-11-22T08:00:00Z",
        "versions": {"workbench": "0.1.0"},
        "spec_hash": "00",
        "viewport": (1280, 800),
        "start_url": "/enter/abc",
        "origin": "http://clinic-1.localhost:8000",
        "world_started": "2026-07-02T09:14:00",
    }
    return Header(**{**fields, **changes})  # type: ignore[arg-type]


def an_initial_state() -> InitialState:
    rows: dict[Key, Row] = {(1,): {"id": 1, "date": "2026-07-03"}}
    return InitialState(Schema({"visits": VISITS}), {"visits": rows}, True, {"visits": 1})


def a_step(index: int) -> Step:
    action = Fill(TARGET, f"text {index}") if index % 2 else Click(TARGET, position=(4.0, 5.0), modifiers=("Shift",))
    start = index * 1000.0
    return Step(
        index, action, "t1", "/visits/new", "Book", start, start + 5, start + 999, timing=Timing(12.5, 0.01, 60.0)
    )


def a_change(seq: int) -> Change:
    new: Row = {"id": seq + 1, "date": "2026-07-14"}
    return Change(
        seq,
        seq,
        "visits",
        (seq + 1,),
        Operation.INSERT,
        None,
        new,
        Actor.AGENT,
        f"r{seq}",
        None,
        seq * 1000.0 + 20,
        "2026-07-02T09:14:05",
        step=seq,
    )


def an_exchange(number: int) -> Exchange:
    return Exchange(
        id=f"r{number}",
        page="t1",
        method="POST",
        url="http://clinic-1.localhost:8000/visits",
        resource_type="document",
        started=number * 1000.0 + 10,
        ended=number * 1000.0 + 40,
        status=303,
        step=number,
        request_body=Body("date=2026-07-14", 15, "application/x-www-form-urlencoded"),
        server=ServerSide("POST", "/visits", 303, number * 1000.0 + 12, number * 1000.0 + 35, True, (number,)),
    )


def write_whole(writer: EpisodeWriter, count: int = 3) -> None:
    """Every stream, ``count`` steps long, and the end."""
    for number in range(1, count + 1):
        writer.dom(DomEvent(number * 1000.0, "t1", {"type": 4, "data": {"href": "/"}, "timestamp": number}))
        writer.exchange(an_exchange(number))
        writer.change(a_change(number))
        writer.step(a_step(number))
    writer.attempt(Attempt(9, "visits", (9,), Operation.DELETE, {"id": 9}, None, "r1", 1.0, 1))
    writer.console(ConsoleEntry(5.0, "t1", "error", "oops", "/app.js:1:2", 1))
    writer.disturbance(Disturbance(6.0, "P14", "503 before commit", "2026-07-02T09:14:06", {"status": 503}, 1))
    writer.outcome(Done(), 9000.0)
    fact = PageFact("status", "", "Booked for 14 July 2026 …")
    writer.page_at_end(PageAtEnd("t1", "http://clinic-1.localhost:8000/visits/2", (fact,)))
    writer.page_at_end(PageAtEnd("t2", "about:blank", (), "the page did not answer"))
    writer.finish(FinalState({"visits": TableDigest(4, "ab")}, {"visits": {(2,): None}}, {"visits": 4}))


@pytest.fixture
def new_writer(tmp_path: Path) -> Iterator[Callable[..., EpisodeWriter]]:
    """Makes a writer for a fresh folder ``tmp_path / name``; all are closed in the end."""
    made: list[EpisodeWriter] = []

    def make(name: str = "episode", **header: object) -> EpisodeWriter:
        made.append(EpisodeWriter.create(tmp_path / name, a_header(**header), an_initial_state()))
        return made[-1]

    yield make
    for writer in made:
        writer.close()


@pytest.fixture
def whole(new_writer: Callable[..., EpisodeWriter]) -> Path:
    """The folder of a finished episode of three steps with two blobs."""
    writer = new_writer()
    writer.blob(JPEG)
    writer.blob(TREE)
    write_whole(writer)
    return writer.folder
