"""A tiny gym whose pages have all that perturbations in the page strike at: forms, a long list, links, fetches."""

from sqlalchemy.orm import Session

from gyms.kit.gym import Gym, Json, Seeding, Task, Workout
from gyms.kit.site import Response, Site, Visit
from gyms.kit.world import World
from tests.gyms.kit.library import Base, Note

FIELDS = ("surname", "town", "country", "size", "remark")

site = Site(__name__)


@site.get("/")
def desk(visit: Visit) -> Response:
    return visit.render("bureau.html", notes=visit.session.query(Note).order_by(Note.id).all())


@site.get("/form")
def form(visit: Visit) -> Response:
    return visit.render("bureau_form.html")


@site.get("/words")
def words(visit: Visit) -> Response:
    return visit.json({"asked": visit.query.get("q", "")})


@site.post("/form")
def hand_in(visit: Visit) -> Response:
    visit.session.add(Note(text="/".join(visit.form.get(name, "") for name in FIELDS)))
    return visit.redirect("/")


def populate(session: Session, seeding: Seeding) -> None:
    session.add_all(Note(text=f"{number}. {seeding.fake.text.title()}") for number in range(1, 31))


def bind(_session: Session, _seeding: Seeding) -> dict[str, Json]:
    return {}


def start(_world: World) -> str:
    return "/"


async def no_oracle(_page: object, _task: Task) -> None:
    """The tests act by themselves."""


bureau = Gym(
    name="bureau",
    title="Bureau",
    summary="A form and a list.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(Workout("hand_in", "Hand in", "Filling a form.", "Hand in the form.", bind, start, no_oracle),),
    options={"wording": ("plain", "other"), "layout": ("plain", "shuffled"), "week_starts": ("monday", "sunday")},
)
