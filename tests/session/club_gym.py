"""A gym host for a site of 2004: frames, an image map, windows that write into their opener, ``javascript:`` links.

``python tests/session/club_gym.py`` is for it what ``python -m gyms.kit.serve`` is for the shipped gyms.
"""

import sys
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from starlette.responses import HTMLResponse

from gyms.kit.gym import Deferral, Gym, Json, Seeding, Task, Workout
from gyms.kit.serve import run
from gyms.kit.site import Response, Site, Visit

SPEC = """version: 1
workout: club/claim
goal: Claim the flight from {city} on {day}.
params: {city: string, day: string}
require:
  - id: the-claim
    insert: claims
    values: {city: {is: $city}, day: {is: $day}}
outcome: done
"""
CITIES = ("Oslo", "Osaka", "Lima", "Lisbon")


class Base(DeclarativeBase):
    """The club's tables."""


class Claim(Base):
    __tablename__ = "claims"
    id: Mapped[int] = mapped_column(primary_key=True)
    city: Mapped[str]
    day: Mapped[str]


site = Site(__name__)


def page(title: str, body: str, head: str = "") -> Response:
    return HTMLResponse(f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>")


@site.get("/")
def home(_: Visit) -> Response:
    return page(
        "Sky Club",
        """<table><tr><td><img src="/map.gif" usemap="#menu" width="300" height="40" alt="Menu">
        <map name="menu"><area shape="rect" coords="0,0,150,40" href="/rules" alt="Rules">
        <area shape="rect" coords="150,0,300,40" href="javascript:go('/claim')" alt="Claim miles"></map></td></tr>
        </table>
        """,
        "<script>function go(where) { location.href = where; }</script>",
    )


@site.get("/map.gif")
def picture(_: Visit) -> Response:
    sky = '<rect width="300" height="40" fill="navy"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40">{sky}</svg>'
    return Response(svg, media_type="image/svg+xml")


@site.get("/rules")
def rules(_: Visit) -> Response:
    return page("Rules", '<p>Claim within a month.</p><a href="/">Home</a>')


@site.get("/claim")
def claim(_: Visit) -> Response:
    return page(
        "Claim",
        """<form method="post" action="/claims"><label>From <input name="city" id="city" readonly></label>
        <label>Day <input name="day" id="day" readonly></label> <a href="javascript:calendar()">Calendar</a>
        <input type="submit" value="Send claim"></form>
        <iframe src="/atlas" name="atlas" width="500" height="300"></iframe>""",
        """<script>
        function calendar() { window.open("/calendar", "calendar", "width=240,height=220"); }
        function pick(city) { document.getElementById("city").value = city; }
        </script>""",
    )


@site.get("/atlas")
def atlas(_: Visit) -> Response:
    return _atlas("")


@site.post("/atlas")
def search(visit: Visit) -> Response:
    return _atlas(visit.form.get("word", ""))


def _atlas(word: str) -> Response:
    found = [city for city in CITIES if word and city.lower().startswith(word.lower())]
    rows = "".join(f"<li><a href=\"javascript:parent.pick('{city}')\">{city}</a></li>" for city in found)
    field = f'<input name="word" aria-label="City" value="{escape(word)}">'
    form = f'<form method="post">{field}<input type="submit" value="Look up"></form>'
    more = '<iframe src="/hint" width="200" height="60" name="hint"></iframe>'
    return page("Atlas", f"<p>{len(found)} found</p>{form}<ul>{rows}</ul>{more}<div style='height: 600px'></div>")


@site.get("/hint")
def hint(_: Visit) -> Response:
    return page("Hint", "<button onclick=\"this.textContent = 'Type a few letters'\">Help</button>")


@site.get("/calendar")
def calendar(visit: Visit) -> Response:
    month = int(visit.query.get("month", "7"))
    days = " ".join(f"<a href=\"javascript:take('{day}/{month}/2004')\">{day}</a>" for day in range(1, 29))
    return page(
        f"Month {month}",
        f'<a href="/calendar?month={month + 1}">next</a><p>{days}</p>',
        "<script>function take(day) { opener.document.getElementById('day').value = day; self.close(); }</script>",
    )


@site.post("/claims")
def send(visit: Visit) -> Response:
    visit.session.add(Claim(city=visit.form["city"], day=visit.form["day"]))
    return page("Thank you", "<h1>Thank you</h1>")


def populate(_session: Session, _seeding: Seeding) -> None:
    """Nobody has claimed anything yet."""


def bind(_session: Session, _seeding: Seeding) -> dict[str, Json]:
    return {"city": "Osaka", "day": "17/8/2004"}


async def unsolved(_page: object, _task: Task) -> Deferral | None:
    """The tests play themselves."""


club = Gym(
    name="club",
    title="Sky Club",
    summary="Miles.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(
        Workout(
            name="claim",
            title="Claim miles",
            trains="Frames.",
            goal="Claim the flight from {city} on {day}.",
            bind=bind,
            start=lambda _: "/",
            oracle=unsolved,
        ),
    ),
)

if __name__ == "__main__":
    run({"club": club})
