"""A tiny but real gym: shelves with books that fall with them, pages, a job, two workouts."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, ForeignKey, LargeBinary, UniqueConstraint, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from starlette.types import ASGIApp, Receive, Scope, Send

from gyms.kit.columns import Money, TimeOfDay
from gyms.kit.gym import Gym, Json, Seeding, Task, Workout
from gyms.kit.site import Response, Site, Visit
from gyms.kit.world import World


class Base(DeclarativeBase):
    """The library's tables."""


class Shelf(Base):
    __tablename__ = "shelves"
    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(unique=True)
    opens: Mapped[str] = mapped_column(TimeOfDay, server_default="09:00")
    changes: Mapped[int] = mapped_column(server_default="0")


class Book(Base):
    __tablename__ = "books"
    __table_args__ = (UniqueConstraint("shelf_id", "place"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelves.id", ondelete="CASCADE"))
    place: Mapped[int]
    title: Mapped[str | None]
    price: Mapped[int] = mapped_column(Money, server_default="0")
    weight: Mapped[float] = mapped_column(server_default="0")
    lent: Mapped[bool] = mapped_column(server_default="0")
    due: Mapped[date | None]
    seen_at: Mapped[datetime | None]
    cover: Mapped[bytes | None] = mapped_column(LargeBinary)


class Tag(Base):
    """A table whose key is no rowid."""

    __tablename__ = "tags"
    book_id: Mapped[int] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)


class Note(Base):
    """A table with never-reused keys."""

    __tablename__ = "notes"
    __table_args__ = {"sqlite_autoincrement": True}
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


# The gym's own trigger: it changes the very row whose change it reacts to.
event.listen(
    Shelf.__table__,
    "after_create",
    DDL(  # type: ignore[no-untyped-call]
        "CREATE TRIGGER count_changes AFTER UPDATE OF label ON shelves BEGIN"
        " UPDATE shelves SET changes = changes + 1 WHERE id = NEW.id; END"
    ).execute_if(dialect="sqlite"),
)
event.listen(
    Shelf.__table__,
    "after_create",
    DDL(  # type: ignore[no-untyped-call]
        "CREATE FUNCTION count_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " UPDATE shelves SET changes = changes + 1 WHERE id = NEW.id; RETURN NULL; END $$;"
        "CREATE TRIGGER count_changes AFTER UPDATE OF label ON shelves"
        " FOR EACH ROW EXECUTE FUNCTION count_changes()"
    ).execute_if(dialect="postgresql"),
)


def populate(session: Session, seeding: Seeding) -> None:
    for number in range(1, 5):
        shelf = Shelf(id=number, label=f"{seeding.fake.address.city()} {number}")
        session.add(shelf)
        session.flush()
        for place in range(1, 4):
            book = Book(
                shelf_id=number,
                place=place,
                title=seeding.fake.text.title(),
                price=seeding.random.randrange(100, 5000),
                weight=seeding.random.random(),
                due=seeding.today,
                seen_at=seeding.now,
                cover=seeding.random.randbytes(4),
            )
            session.add(book)
            session.flush()
            session.add(Tag(book_id=book.id, word=seeding.random.choice(("red", "green"))))
    session.add(Note(text="Welcome"))


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    book = seeding.random.choice(session.scalars(select(Book).order_by(Book.id)).all())
    session.add(Note(text=f"Somebody looks for {book.title}"))
    return {"book": {"id": book.id, "title": book.title}, "date": "2026-07-14", "time": "10:30"}


async def no_oracle(page: Any, task: Task) -> None:
    """The tests act by HTTP."""


site = Site(__name__)


@site.get("/")
def home(visit: Visit) -> Response:
    return visit.json({"now": visit.now.isoformat(), "token": visit.session_token})


@site.get("/sign-in")
def sign_in(visit: Visit) -> Response:
    reader = visit.world.redeem(visit.query.get("code", ""))
    if reader is None:
        return visit.not_found()
    visit.start_session()
    visit.flash(f"Welcome, {reader}.")
    return visit.redirect("/page")


@site.get("/page")
def page(visit: Visit) -> Response:
    return visit.render("page.html", title="The <library>")


@site.post("/notes")
def write_note(visit: Visit) -> Response:
    visit.session.add(Note(text=visit.form["text"]))
    visit.session.flush()
    if "fail" in visit.form:
        raise RuntimeError("The pen broke.")
    if "later" in visit.form:
        visit.world.jobs.enqueue("bind note", float(visit.form["later"]), add_note("bound"))
    return visit.redirect("/")


@site.post("/echo")
def echo(visit: Visit) -> Response:
    scan = visit.files.get("scan")
    return visit.json(
        {
            "form": visit.form,
            "words": visit.choices("word"),
            "scan": scan.file.read().decode() if scan else None,
            "body": visit.json_body() if visit.request.headers.get("content-type") == "application/json" else None,
        }
    )


@site.post("/shelves/{shelf_id:int}/delete")
def delete_shelf(visit: Visit) -> Response:
    visit.session.delete(visit.session.get_one(Shelf, visit.path["shelf_id"]))
    return visit.redirect("/")


def add_note(text: str) -> Callable[[Session], None]:
    def work(session: Session) -> None:
        session.add(Note(text=text))

    return work


def start(world: World) -> str:
    return world.one_time_link("/sign-in", "Ada")


def find_book(name: str) -> Workout:
    return Workout(
        name=name,
        title="Find a book",
        trains="Looking things up.",
        goal="Lend “{book.title}” on {date:%A %d %B %Y} at {time}.",
        bind=bind,
        start=start,
        oracle=no_oracle,
    )


def app(world: World) -> ASGIApp:
    """The site, and a page that answers when its browser has gone away."""
    pages = site.app(world)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/wait":
            while (await receive())["type"] != "http.disconnect":
                continue
            await Response("too late")(scope, receive, send)
        else:
            await pages(scope, receive, send)

    return serve


library = Gym(
    name="library",
    title="Library",
    summary="Shelves and books.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=app,
    workouts=(find_book("lend_book"), find_book("find_book")),
    options={"era": ("1999", "2012", "2026"), "language": ("en", "de")},
    begin=lambda world: world.jobs.enqueue("nightly", 3600, add_note("The night came.")),
)
