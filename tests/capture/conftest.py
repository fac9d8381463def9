"""Raw events in few words, for tests that give the recorder a list and look at the list it returns."""

from typing import Any

import pytest

from workbench.capture import Recorder
from workbench.capture import events as raw
from workbench.capture.outputs import RecorderOutput
from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.exchanges import Exchange, ServerSide
from workbench.domain.steps import ConsoleEntry, Step
from workbench.domain.values import JsonValue


class Told:
    """A recorder and what it said so far. Changes with each event told."""

    def __init__(self) -> None:
        self.recorder = Recorder()
        self.outputs: list[RecorderOutput] = []

    def feed(self, *events: raw.RawEvent) -> list[RecorderOutput]:
        new = [output for event in events for output in self.recorder.feed(event)]
        self.outputs += new
        return new

    def finish(self, at: float | None = None) -> tuple[Step, ...]:
        self.outputs += self.recorder.finish(at)
        return self.recorder.steps

    @property
    def actions(self) -> list[Any]:
        return [step.action for step in self.recorder.steps]

    def of(self, kind: type) -> list[Any]:
        return [output for output in self.outputs if isinstance(output, kind)]

    # Events

    def opened(self, at: float = 0, page: str = "t1", opener: str | None = None, url: str = "http://w/") -> None:
        self.feed(raw.PageOpened(at, page, url, opener))

    def navigated(self, at: float, url: str, by_user: str | None = None, page: str = "t1") -> None:
        self.feed(raw.Navigated(at, page, url, f"Title of {url}", by_user))

    def input(
        self, at: float, event: str, ref: str = "e1", page: str = "t1", **fields: JsonValue
    ) -> list[RecorderOutput]:
        message: dict[str, JsonValue] = {"type": "input", "event": event, "at": at, "ref": ref, **fields}
        if event not in ("down", "up", "drag", "upload_content") and "target" not in fields:
            message["target"] = self.target(ref)
        return self.feed(raw.InputHeard(at, page, message))

    def target(self, ref: str = "e1") -> dict[str, JsonValue]:
        locators: list[JsonValue] = [{"strategy": "css", "value": f"#{ref}", "unique": True}]
        return {"locators": locators, "role": "textbox", "name": f"Field {ref}", "tag": "input"}

    def dom(self, at: float, page: str = "t1", source: int = 0) -> None:
        self.feed(raw.DomHeard(at, page, {"type": 3, "data": {"source": source}, "timestamp": at}))

    def exchange(
        self,
        id: str,
        started: float,
        ended: float,
        page: str = "t1",
        url: str = "http://w/api",
        transactions: tuple[int, ...] = (),
        kind: str = "fetch",
    ) -> list[RecorderOutput]:
        server = ServerSide("GET", "/api", 200, started, ended, True, transactions)
        exchange = Exchange(id, page, "GET", url, kind, started, ended, 200, None, server=server)
        return self.feed(raw.ExchangeHeard(ended, exchange))

    def change(
        self, at: float, seq: int, request: str | None, job: str | None = None, transaction: int = 1
    ) -> list[RecorderOutput]:
        new = {"id": seq}
        change = Change(
            seq,
            transaction,
            "visits",
            (seq,),
            Operation.INSERT,
            None,
            new,
            Actor.AGENT,
            request,
            job,
            at,
            "2026-07-02T09:14:00",
        )
        return self.feed(raw.ChangesHeard(at, (change,)))

    def console(self, at: float, page: str = "t1") -> list[RecorderOutput]:
        return self.feed(raw.ConsoleHeard(at, ConsoleEntry(at, page, "log", "hello")))


@pytest.fixture
def told() -> Told:
    """A recorder that has heard of its first tab and start page."""
    told = Told()
    told.opened()
    told.navigated(5, "http://w/start")
    return told
