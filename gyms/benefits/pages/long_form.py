"""Food Support and Child Care Subsidy: the same questions over four pages, saved page by page, then a review."""

import json

from sqlalchemy import select

from gyms.benefits import questions
from gyms.benefits.models import Draft, Resident
from gyms.benefits.pages.short_form import made_from
from gyms.benefits.questions import DEFAULTS, Answers
from gyms.kit.site import Response, Visit

PAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Household", ("household_size", "housing", "heating")),
    ("Where you live", ("county", "town")),
    ("Income", ("monthly_income", "employer", "employer_phone")),
    ("Consent", ("starts_on", "share_data", "certified")),
)
LONG = ("food", "childcare")


def show_page(visit: Visit, resident: Resident) -> Response:
    """One page, with what was saved of it."""
    if not _exists(visit):
        return visit.not_found()
    return _show(visit, Answers({**_first(visit), **_saved(visit, resident)}))


def save_page(visit: Visit, resident: Resident) -> Response:
    """Saves the page and goes on; or says what is wrong with it."""
    if not _exists(visit):
        return visit.not_found()
    number, program = visit.path["page"], visit.path["program"]
    wanted = PAGES[number - 1][1]
    before = _saved(visit, resident)
    entered = {name: visit.form.get(name, "").strip() for name in wanted}
    answers = questions.check({**before, **entered}, wanted, visit.today)
    if answers.wrong:
        return _show(visit, answers, status=422)
    _save(visit, resident, {**before, **entered})
    last = number == len(PAGES)
    return visit.redirect(f"/apply/{program}/review" if last else f"/apply/{program}/page/{number + 1}")


def review(visit: Visit, resident: Resident) -> Response:
    """Everything at one glance; pages with gaps are named."""
    if visit.path["program"] not in LONG:
        return visit.not_found()
    answers = questions.check(_saved(visit, resident), tuple(questions.LABELS), visit.today)
    return visit.render("review.html", answers=answers, pages=PAGES, program=visit.path["program"])


def submit(visit: Visit, resident: Resident) -> Response:
    """Makes the application and forgets the draft."""
    program = visit.path["program"]
    if program not in LONG:
        return visit.not_found()
    answers = questions.check(_saved(visit, resident), tuple(questions.LABELS), visit.today)
    if answers.wrong:
        return visit.redirect(f"/apply/{program}/review")
    application = made_from(answers, resident, program, visit)
    visit.session.add(application)
    draft = _draft(visit, resident)
    if draft is not None:
        visit.session.delete(draft)
    visit.session.flush()
    visit.flash(f"Application {application.id} has been submitted.")
    return visit.redirect(f"/applications/{application.id}")


def discard(visit: Visit, resident: Resident) -> Response:
    """Forgets the draft."""
    draft = _draft(visit, resident)
    if draft is not None:
        visit.session.delete(draft)
    return visit.redirect("/programs")


def _exists(visit: Visit) -> bool:
    return visit.path["program"] in LONG and 1 <= visit.path["page"] <= len(PAGES)


def _first(visit: Visit) -> dict[str, str]:
    ticked = {"share_data": "on"} if visit.options["defaults"] == "trap" else {}
    return {**dict.fromkeys(questions.LABELS, ""), **DEFAULTS, **ticked}


def _draft(visit: Visit, resident: Resident) -> Draft | None:
    wanted = select(Draft).where(Draft.resident_id == resident.id, Draft.program == visit.path["program"])
    return visit.session.scalar(wanted)


def _saved(visit: Visit, resident: Resident) -> dict[str, str]:
    draft = _draft(visit, resident)
    answers: dict[str, str] = json.loads(draft.answers) if draft is not None else {}
    return answers


def _save(visit: Visit, resident: Resident, answers: dict[str, str]) -> None:
    draft = _draft(visit, resident) or Draft(resident_id=resident.id, program=visit.path["program"])
    draft.answers, draft.saved_at = json.dumps(answers), visit.now
    visit.session.add(draft)


def _show(visit: Visit, answers: Answers, *, status: int = 200) -> Response:
    number = visit.path["page"]
    return visit.render(
        "long_form.html",
        status,
        answers=answers,
        pages=PAGES,
        number=number,
        program=visit.path["program"],
        asked=PAGES[number - 1][1],
    )
