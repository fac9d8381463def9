"""benefits/attach_document: the right file to the right request, once."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.benefits.populate import asked_for, attached_before, past_application
from gyms.benefits.workouts import finding, reading
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page

KINDS = ("Pay stub", "Bank statement", "Utility bill", "Rent receipt")
MONTHS = ("March 2026", "April 2026", "May 2026", "June 2026")


def document(name: str, owner: str) -> bytes:
    """The file's content: a one-page PDF that says what it is."""
    text = f"{name} of {owner}"
    body = f"BT /F1 18 Tf 72 720 Td ({text}) Tj ET"
    parts = (
        "1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj",
        "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj",
        "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj",
        f"4 0 obj <</Length {len(body)}>> stream\n{body}\nendstream endobj",
        "trailer <</Root 1 0 R>>",
    )
    return "\n".join(("%PDF-1.4", *parts, "%%EOF", "")).encode("latin-1", "replace")


def files(task: Task) -> Mapping[str, bytes]:
    """What lies on the resident's computer: the right paper, its neighbours of other months, another kind."""
    wanted: Any = task.parameters
    owner, kind = wanted["resident"]["name"], wanted["request"]["kind"]
    other = KINDS[(KINDS.index(kind) + 1) % len(KINDS)]
    names = [f"{kind} {month}" for month in MONTHS] + [f"{other} {wanted['request']['period']}"]
    return {file_name(name): document(name, owner) for name in names}


def file_name(name: str) -> str:
    """``pay-stub-may-2026.pdf``"""
    return f"{name.lower().replace(' ', '-')}.pdf"


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """An open request, another open one of another month, and one that was answered."""
    resident = finding.any_resident(session, seeding)
    application = past_application(seeding, resident, status="submitted")
    session.add(application)
    session.flush()
    kind = seeding.random.choice(KINDS)
    period, other, answered = seeding.random.sample(MONTHS, 3)
    requests = {
        month: asked_for(session, seeding, application, kind, month) for month in sorted((period, other, answered))
    }
    attached_before(session, seeding, requests[answered], file_name(f"{kind} {answered}"))
    name = file_name(f"{kind} {period}")
    content = document(f"{kind} {period}", resident.name)
    return {
        "resident": finding.as_parameter(resident),
        "request": {"id": requests[period].id, "kind": kind, "period": period},
        "file": {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)},
    }


async def oracle(page: "Page", task: Task) -> None:
    """Attach the one file to the one request, then look at the request."""
    hands = Hands(page)
    wanted: Any = task.parameters
    request, name = wanted["request"], wanted["file"]["name"]

    async def attached() -> bool:
        await hands.follow("Documents")
        await reading.expect(hands, "Documents we asked for")
        await hands.follow(f"{request['kind']}, {request['period']}")
        await reading.expect(hands, "Attached so far")
        return await hands.shows(name)

    async def attach() -> None:
        await hands.attach("File", name, files(task)[name])
        await hands.submit("Attach file")

    await hands.ensure(attached, attach)


workout = Workout(
    name="attach_document",
    title="Attach the right document",
    trains="Choosing one of several similar files and one of several similar requests, and attaching it once.",
    goal=(
        "{resident.name} was asked for a document: attach {file.name} to the request for the {request.kind} of "
        "{request.period}, and nothing else."
    ),
    bind=bind,
    start=finding.sign_in_link,
    oracle=oracle,
    files=files,
    stresses=("P13", "P15", "P29"),
)
