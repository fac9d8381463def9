"""Run as a process of its own: records without end into the folder given, and says each step once it is on disk."""

import itertools
import os
import sys
from pathlib import Path

from workbench.archive.writer import EpisodeWriter
from workbench.domain.actions import Click, Locator, Target
from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.episodes import Header, InitialState
from workbench.domain.schema import Column, Schema, Table
from workbench.domain.steps import DomEvent, Step
from workbench.domain.values import Row

SCHEMA = Schema({"notes": Table("notes", (Column("id", "integer"), Column("text", "string")), ("id",))})
HEADER = Header(
    id="endless",
    gym="clinic",
    workout="clinic/book_visit",
    goal="Never stop.",
    parameters={},
    seed=1,
    profile="clean",
    actor="human",
    created="2026-11-22T08:00:00Z",
    versions={},
    spec_hash="",
    viewport=(1280, 800),
    start_url="/",
    origin="http://clinic-1.localhost",
    world_started="2026-07-02T09:14:00",
)
TARGET = Target((Locator("css", "#go", unique=True),), "button", "Go", "button")


def record(folder: Path) -> None:
    """One step after the other: its DOM, pixels and change, then the step itself."""
    writer = EpisodeWriter.create(folder, HEADER, InitialState(SCHEMA, {"notes": {}}))
    sys.stdout.write("begun\n")
    for index in itertools.count(1):
        pixels = writer.blob(b"\xff\xd8\xff" + os.urandom(9000))
        writer.dom(DomEvent(float(index), "t1", {"type": 3, "data": {"text": "x" * 3000}}))
        new: Row = {"id": index, "text": "é" * 500}
        writer.change(
            Change(index, index, "notes", (index,), Operation.INSERT, None, new, Actor.AGENT, None, None, 1.0, "")
        )
        at = float(index)
        writer.step(Step(index, Click(TARGET), "t1", "/", "Notes", at, at, at + 1, before=pixels))
        sys.stdout.write(f"{index}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    record(Path(sys.argv[1]))
