"""Heating Assistance: one long page whose check sends the form back without some of what was entered.

The check is the site's old weakness, there in every world: it shows an estimate and silently puts some answers back to
what the form says at first. All of those are valid, so nothing warns who submits at once.
"""

import zlib
from collections.abc import Mapping

from gyms.benefits import questions
from gyms.benefits.models import Application, Resident
from gyms.benefits.questions import DEFAULTS, TOWNS, Answers
from gyms.kit.site import Response, Visit

ASKED = tuple(questions.LABELS)
_FORGETTABLE = ("household_size", "housing", "heating")


def form(visit: Visit, _resident: Resident) -> Response:
    """The empty form."""
    return _show(visit, Answers({**dict.fromkeys(ASKED, ""), **_first(visit)}))


def check_answers(visit: Visit, _resident: Resident) -> Response:
    """Shows the estimate above the form, which has forgotten some answers; or says what is wrong."""
    answers = questions.check(given(visit), ASKED, visit.today)
    if answers.wrong:
        return _show(visit, answers, status=422)
    forgotten = {name: DEFAULTS[name] for name in _forgets(visit)}
    return _show(visit, Answers({**answers.given, **forgotten}), estimate=_estimate(answers))


def submit(visit: Visit, resident: Resident) -> Response:
    """Makes the application."""
    answers = questions.check(given(visit), ASKED, visit.today)
    if answers.wrong:
        return _show(visit, answers, status=422)
    application = made_from(answers, resident, "heating", visit)
    visit.session.add(application)
    visit.session.flush()
    visit.flash(f"Application {application.id} has been submitted.")
    return visit.redirect(f"/applications/{application.id}")


def towns(visit: Visit) -> Response:
    """The towns of a county, for the form's script."""
    return visit.json({"towns": list(TOWNS.get(visit.query.get("county", ""), ()))})


def given(visit: Visit) -> dict[str, str]:
    """The form's fields; boxes that were not ticked are empty."""
    return {name: visit.form.get(name, "").strip() for name in ASKED}


def made_from(answers: Answers, resident: Resident, program: str, visit: Visit) -> Application:
    """The application that checked answers become."""
    text: Mapping[str, str] = answers.given
    return Application(
        resident_id=resident.id,
        program=program,
        household_size=int(text["household_size"]),
        monthly_income=answers.income,
        housing=text["housing"],
        heating=text["heating"],
        county=text["county"],
        town=text["town"],
        employer=text["employer"],
        employer_phone=questions.phone(text["employer_phone"]),
        starts_on=visit.today.fromisoformat(text["starts_on"]),
        share_data=bool(text["share_data"]),
        certified=bool(text["certified"]),
        status="submitted",
        submitted_at=visit.now,
    )


def _forgets(visit: Visit) -> tuple[str, ...]:
    """Two of three answers, which ones the seed says."""
    spared = zlib.crc32(f"forgets:{visit.world.task.seed}".encode()) % len(_FORGETTABLE)
    return tuple(name for index, name in enumerate(_FORGETTABLE) if index != spared)


def _first(visit: Visit) -> Mapping[str, str]:
    """What stands in the form before anybody touched it."""
    ticked = {"share_data": "on"} if visit.options["defaults"] == "trap" else {}
    return {**DEFAULTS, **ticked}


def _estimate(answers: Answers) -> int:
    """Cents of yearly assistance, the less the more a household has."""
    people = int(answers.given["household_size"])
    return max(12_000, 96_000 + people * 14_000 - answers.income // 4)


def _show(visit: Visit, answers: Answers, *, status: int = 200, estimate: int | None = None) -> Response:
    return visit.render("short_form.html", status, answers=answers, estimate=estimate)
