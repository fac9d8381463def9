"""A tiny gym that can be disturbed in every way that the server can: forms, fetches, background work, a rival."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Gym, Json, Seeding, Task, Workout
from gyms.kit.site import Response, Site, Visit
from gyms.kit.world import World
from tests.gyms.kit.library import Base, Note, Shelf, add_note, bind, populate

site = Site(__name__)


@site.get("/sign-in")
def sign_in(visit: Visit) -> Response:
    if visit.world.redeem(visit.query.get("code", "")) is None:
        return visit.not_found()
    visit.start_session()
    return visit.redirect("/")


@site.get("/")
def home(visit: Visit) -> Response:
    return visit.render("branch.html", signed_in=visit.session_token is not None)


@site.get("/search")
def search(visit: Visit) -> Response:
    return visit.json({"asked": visit.query.get("q", "")})


@site.post("/notes")
def write_note(visit: Visit) -> Response:
    """Each delivery writes another note."""
    visit.session.add(Note(text=visit.form["text"]))
    return visit.redirect("/")


@site.post("/once", once=True)
def write_once(visit: Visit) -> Response:
    """A second delivery of the same form writes nothing."""
    if not visit.form["text"]:
        return visit.json({"missing": "text"}, status=422)
    visit.session.add(Note(text=visit.form["text"]))
    return visit.json({"written": visit.form["text"]})


@site.post("/shelves/{shelf_id:int}/label")
def label(visit: Visit) -> Response:
    """Sets a value; refused when somebody else changed the shelf since its form was loaded."""
    shelf = visit.session.get_one(Shelf, visit.path["shelf_id"])
    if "changes" in visit.form and int(visit.form["changes"]) != shelf.changes:
        return visit.json({"refused": shelf.changes}, status=409)
    shelf.label = visit.form["label"]
    return visit.json({"label": shelf.label})


@site.post("/orders")
def order(visit: Visit) -> Response:
    """Says that it will be done; a job does it, or notes that it failed."""
    text = visit.form["text"]
    visit.world.commit_later(f"order {text}", add_note(f"ordered {text}"), lag=1, failed=add_note(f"failed {text}"))
    return visit.redirect("/")


@site.post("/orders/sure")
def order_surely(visit: Visit) -> Response:
    visit.world.commit_later("sure order", add_note("ordered surely"), lag=1)
    return visit.redirect("/")


def start(world: World) -> str:
    return world.one_time_link("/sign-in", "Ada")


async def no_oracle(page: Any, task: Task) -> None:
    """The tests act by HTTP."""


def decoys(session: Session, seeding: Seeding, parameters: Mapping[str, Json], number: int) -> None:
    session.add_all(Note(text=f"Somebody else looks for {seeding.fake.text.title()}") for _ in range(number))


def rival(session: Session, parameters: Mapping[str, Json]) -> None:
    shelf = session.scalars(select(Shelf).order_by(Shelf.id)).first()
    assert shelf is not None
    shelf.label = f"{shelf.label}."


def workout(name: str, **more: Any) -> Workout:
    return Workout(
        name=name, title=name, trains="Patience.", goal="Label it.", bind=bind, start=start, oracle=no_oracle, **more
    )


branch = Gym(
    name="branch",
    title="Branch",
    summary="A branch of the library.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(workout("contested", decoys=decoys, rival=rival), workout("quiet")),
    options={
        "date_widget": ("native", "flatpickr", "legacy"),
        "choice_widget": ("native", "select2"),
        "defaults": ("plain", "trap"),
        "era": ("modern", "2004"),
    },
    free_text=("text",),
    idempotent=("/shelves/*/label",),
)
