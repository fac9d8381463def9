"""What was submitted, and how a returned application is put right: one field alone, or the whole form again."""

from collections.abc import Callable

from sqlalchemy import select

from gyms.benefits import questions
from gyms.benefits.models import Application, Resident
from gyms.benefits.pages import short_form
from gyms.benefits.questions import DEFAULTS, Answers
from gyms.kit.site import Response, Visit


def listing(visit: Visit, resident: Resident) -> Response:
    """The resident's applications, newest first."""
    found = select(Application).where(Application.resident_id == resident.id).order_by(Application.id.desc())
    return visit.render("applications.html", applications=visit.session.scalars(found).all())


def detail(visit: Visit, resident: Resident) -> Response:
    """One application as it is on record."""
    return _with(visit, resident, lambda found: visit.render("application.html", application=found))


def correct_form(visit: Visit, resident: Resident) -> Response:
    """The one field that the agency returned."""
    return _returned(visit, resident, lambda found: _show_field(visit, found, Answers({})))


def correct(visit: Visit, resident: Resident) -> Response:
    """Writes that one field."""

    def write(found: Application) -> Response:
        name = str(found.returned_field)
        given = {name: visit.form.get(name, "").strip(), "county": found.county}
        answers = questions.check(given, (name,), visit.today)
        if answers.wrong:
            return _show_field(visit, found, answers, status=422)
        _put(found, name, answers)
        return _resubmit(visit, found)

    return _returned(visit, resident, write)


def edit_form(visit: Visit, resident: Resident) -> Response:
    """The whole form again. It knows what was typed, not what was chosen: an old weakness of this site."""
    return _returned(visit, resident, lambda found: _show_all(visit, found, Answers({**_typed(found), **DEFAULTS})))


def edit(visit: Visit, resident: Resident) -> Response:
    """Writes every field of the form."""

    def write(found: Application) -> Response:
        answers = questions.check(short_form.given(visit), short_form.ASKED, visit.today)
        if answers.wrong:
            return _show_all(visit, found, answers, status=422)
        fresh = short_form.made_from(answers, resident, found.program, visit)
        for name in short_form.ASKED:
            setattr(found, name, getattr(fresh, name))
        return _resubmit(visit, found)

    return _returned(visit, resident, write)


def _with(visit: Visit, resident: Resident, show: Callable[[Application], Response]) -> Response:
    found = visit.session.get(Application, visit.path["application"])
    if found is None or found.resident_id != resident.id:
        return visit.not_found("There is no such application.")
    return show(found)


def _returned(visit: Visit, resident: Resident, show: Callable[[Application], Response]) -> Response:
    def only_returned(found: Application) -> Response:
        return show(found) if found.status == "returned" else visit.redirect(f"/applications/{found.id}")

    return _with(visit, resident, only_returned)


def _put(found: Application, name: str, answers: Answers) -> None:
    text = answers.given[name]
    match name:
        case "monthly_income":
            found.monthly_income = answers.income
        case "employer_phone":
            found.employer_phone = questions.phone(text) or text
        case "household_size":
            found.household_size = int(text)
        case _:
            setattr(found, name, text)


def _resubmit(visit: Visit, found: Application) -> Response:
    found.status, found.corrected_at, found.returned_field = "submitted", visit.now, None
    visit.flash("Your correction was received.")
    return visit.redirect(f"/applications/{found.id}")


def _typed(found: Application) -> dict[str, str]:
    return {
        "monthly_income": f"{found.monthly_income / 100:.2f}",
        "county": found.county,
        "town": found.town,
        "employer": found.employer,
        "employer_phone": found.employer_phone,
        "starts_on": found.starts_on.isoformat(),
        "share_data": "on" if found.share_data else "",
        "certified": "",
    }


def _show_field(visit: Visit, found: Application, answers: Answers, *, status: int = 200) -> Response:
    return visit.render("correct.html", status, application=found, answers=answers, name=found.returned_field)


def _show_all(visit: Visit, found: Application, answers: Answers, *, status: int = 200) -> Response:
    return visit.render("edit.html", status, application=found, answers=answers)
