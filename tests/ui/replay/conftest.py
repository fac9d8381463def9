"""A recorded episode on disk, with pictures, and the perspective that shows it."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.replay.builder import clinic_episode
from workbench.archive.writer import EpisodeWriter
from workbench.domain.episodes import Episode
from workbench.ui.replay.perspective import ReplayPerspective
from workbench.ui.shell.theme import Theme

SPEC = """\
version: 1
workout: clinic/book_visit
goal: "Book a {service.name} visit for {member.name} on {date:%A %d %B %Y} at {time}."
params:
  member: {id: integer, name: string}
  service: {id: integer, name: string}
  date: date
  time: time
require:
  - id: the-visit
    insert: visits
    values: {member_id: $member.id, service_id: $service.id, date: $date, time: $time, status: booked, note: null}
allow:
  - {id: page-views, insert: page_views}
  - {id: views-expire, delete: page_views}
  - {id: last-seen, update: members, key: $member.id, only: [last_seen_at]}
never:
  - {id: others-move, update: visits, only: [date], because: "someone else's visit must not move"}
order:
  - {id: read-back, read: "GET /visits/{the-visit.id}", after: the-visit, because: "confirm the system"}
outcome: done
tables: {audit_log: ephemeral}
"""


def picture(name: str) -> bytes:
    """A JPEG of 1280 by 800 that says which moment it shows."""
    image = Image.new("RGB", (1280, 800), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 1280, 60), fill="#0f766e")
    draw.text((32, 18), "Northside Clinic", fill="white", font_size=22)
    draw.rounded_rectangle((64, 92, 684, 520), 12, outline="#dddddd", width=2)
    draw.text((97, 120), f"At the moment: {name}", fill="#222222", font_size=26)
    draw.rounded_rectangle((97, 400, 203, 444), 8, fill="#0f766e")
    draw.text((118, 411), "Confirm", fill="white", font_size=18)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=60)
    return stream.getvalue()


def write(folder: Path) -> Path:
    """The clinic episode as a recording would leave it."""
    blobs: dict[str, str] = {}
    plain = clinic_episode()
    with EpisodeWriter.create(folder, plain.run.header, plain.run.initial) as writer:

        def blob(name: str) -> str:
            return blobs.setdefault(name, writer.blob(picture(name)))

        _write_streams(writer, clinic_episode(blob))
    return folder


def _write_streams(writer: EpisodeWriter, episode: Episode) -> None:
    run = episode.run
    streams: tuple[tuple[Callable[[Any], None], Sequence[Any]], ...] = (
        (writer.step, episode.steps),
        (writer.exchange, run.exchanges),
        (writer.change, run.changes),
        (writer.attempt, run.attempts),
        (writer.disturbance, run.disturbances),
        (writer.console, episode.console),
        (writer.dom, episode.dom),
    )
    for write_one, items in streams:
        for item in items:
            write_one(item)
    if run.outcome and run.outcome_at is not None:
        writer.outcome(run.outcome, run.outcome_at)
    assert run.final
    writer.finish(run.final)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("recordings") / "episode")


@pytest.fixture(scope="session")
def specs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("specs")
    (root / "clinic").mkdir()
    (root / "clinic" / "book_visit.yaml").write_text(SPEC, encoding="utf-8")
    return root


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def perspective(qtbot: QtBot, theme: Theme, specs: Path, folder: Path) -> ReplayPerspective:
    """Shown, with the episode open."""
    made = ReplayPerspective(theme, specs)
    qtbot.addWidget(made, before_close_func=lambda widget: widget.shutdown())
    made.resize(1280, 800)
    made.show()
    with qtbot.waitSignal(made.opened, timeout=60_000):
        made.open_episode(folder)
    return made
