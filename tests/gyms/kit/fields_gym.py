"""A gym with one page that holds every kind of field of the kit; what is submitted is shown."""

from datetime import date

from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from gyms.kit.gym import Gym, Json, Seeding, Task, Workout
from gyms.kit.site import Response, Site, Visit

DATES = ("native", "flatpickr", "jquery-ui", "air-datepicker", "selects", "legacy")
CHOICES = ("native", "select2", "tom-select", "choices", "listbox")
FIRST, LAST = date(2026, 7, 2), date(2027, 3, 31)
PLANS = (("s", "Small"), ("m", "Medium"), ("mp", "Medium plus"), ("l", "Large"), ("xl", "Extra large"))
TOWNS = ("Paris", "Parma", "Perth", "Porto", "Prague", "Pune")


class Base(DeclarativeBase):
    """Holds the metadata."""


class Note(Base):
    """Something to have a table."""

    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)


site = Site(__name__)


@site.get("/")
def form(visit: Visit) -> Response:
    """All fields; the query may say what they hold already."""
    return visit.render(
        "all_fields.html", dates=DATES, choices=CHOICES, plans=PLANS, first=FIRST, last=LAST, held=visit.query
    )


@site.post("/")
def received(visit: Visit) -> Response:
    """What the form submitted."""
    sent = {**visit.form, **{name: file.filename for name, file in visit.files.items()}}
    return visit.render("received.html", sent=sent)


@site.get("/towns")
def towns(visit: Visit) -> Response:
    """Suggestions."""
    asked = visit.query.get("q", "").lower()
    return visit.json({"items": [{"id": name[:3], "text": name} for name in TOWNS if name.lower().startswith(asked)]})


@site.get("/framed")
def framed(visit: Visit) -> Response:
    """The form inside a frame."""
    return visit.render("framed.html")


def populate(_session: Session, _seeding: Seeding) -> None:
    """Nothing."""


def bind(_session: Session, _seeding: Seeding) -> dict[str, Json]:
    """No parameters."""
    return {}


async def oracle(_page: object, _task: Task) -> None:
    """Nothing to do."""


gym = Gym(
    name="fields",
    title="Fields",
    summary="Every kind of field.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(Workout("fill", "Fill", "Filling.", "Fill all.", bind, lambda _world: "/", oracle),),
)
