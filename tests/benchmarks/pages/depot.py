"""A gym of one page, as long as it takes: a stock list of 1,000 or 10,000 elements and a button to count with.

Each press changes the page a little and makes one small request, which writes one row.
"""

import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType

from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from gyms.kit.gym import Gym, Json, Seeding, Task, Workout
from gyms.kit.site import Response, Site, Visit
from workbench.session.browser import BrowserHost
from workbench.session.folders import Folders
from workbench.session.gym_process import GymProcess
from workbench.session.messages import TaskRequest
from workbench.session.sitting import Sitting

ELEMENTS_PER_ROW = 10
SIZES: Mapping[str, int] = MappingProxyType({"1000": 1_000, "10000": 10_000})


class Base(DeclarativeBase):
    """One table."""


class Count(Base):
    """One press of the button."""

    __tablename__ = "counts"
    id: Mapped[int] = mapped_column(primary_key=True)
    row: Mapped[int]


site = Site(__name__)


@site.get("/")
def stock(visit: Visit) -> Response:
    """The list; all but 20 of its elements are rows."""
    rows = (SIZES[visit.options["nodes"]] - 20) // ELEMENTS_PER_ROW
    return visit.render("stock.html", rows=rows)


@site.post("/counts")
def count(visit: Visit) -> Response:
    """One row was counted."""
    row = int(visit.json_body()["row"])
    visit.session.add(Count(row=row))
    visit.session.flush()
    return visit.json({"row": row, "stock": row % 97})


def _populate(session: Session, seeding: Seeding) -> None:
    session.add(Count(id=1, row=0))


def _bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    return {}


async def _oracle(page: object, task: Task) -> None:
    """Nobody solves it: the benchmark presses the button itself."""


gym = Gym(
    "depot",
    "Depot",
    "A stock list.",
    1,
    Base.metadata,
    _populate,
    site.app,
    (Workout("count", "Count", "Nothing.", "Count the stock.", _bind, lambda world: "/", _oracle),),
    {"nodes": tuple(SIZES)},
)

SPEC = """\
version: 1
workout: depot/count
goal: "Count the stock."
allow:
  - {id: counted, insert: counts}
outcome: done
tables: {}
"""


def task(nodes: str) -> TaskRequest:
    """To sit down to a list of that many elements."""
    return TaskRequest("depot/count", options=(("nodes", nodes),), actor="benchmark")


def write_spec(specs: Path) -> Path:
    """Put the depot's spec where a sitting looks for it."""
    (specs / "depot").mkdir(parents=True)
    (specs / "depot" / "count.yaml").write_text(SPEC, encoding="utf-8")
    return specs


@asynccontextmanager
async def sitting_down(root: Path, host: BrowserHost) -> AsyncIterator[Sitting]:
    """A sitting with the depot in a process of its own; its folders are below ``root``."""
    folders = Folders(write_spec(root / "specs"), root / "recordings", root / "drafts")
    gyms = GymProcess(command=(sys.executable, "-m", "tests.benchmarks.pages.serve"))
    sitting = Sitting(gyms, host, folders, lambda message: None)
    try:
        yield sitting
    finally:
        await sitting.close()
        await gyms.stop()
