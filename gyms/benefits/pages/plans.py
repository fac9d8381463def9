"""The health plan and its options."""

from sqlalchemy import select

from gyms.benefits.models import Enrollment, Plan, Resident
from gyms.kit.site import Response, Visit

COVERAGE = (("self", "Myself only"), ("couple", "Myself and spouse"), ("family", "Family"))
RIDERS = (("none", "No rider"), ("dental", "Dental"), ("vision", "Vision"), ("both", "Dental and vision"))


def show(visit: Visit, resident: Resident) -> Response:
    """What the resident is enrolled in, year by year."""
    own = select(Enrollment).where(Enrollment.resident_id == resident.id).order_by(Enrollment.year.desc())
    return visit.render(
        "plan.html", enrollments=visit.session.scalars(own).all(), coverage=dict(COVERAGE), riders=dict(RIDERS)
    )


def form(visit: Visit, resident: Resident) -> Response:
    """Plan, coverage, rider. Choosing another plan puts coverage and rider back, as the script says."""
    return _show(visit, _current(visit, resident), "")


def change(visit: Visit, resident: Resident) -> Response:
    """Writes the coming year's enrolment."""
    enrollment = _current(visit, resident)
    plan, coverage, rider = (visit.form.get(name, "") for name in ("plan", "coverage", "rider"))
    chosen = visit.session.get(Plan, int(plan)) if plan.isdecimal() else None
    if chosen is None or coverage not in dict(COVERAGE) or rider not in dict(RIDERS):
        return _show(visit, enrollment, "Choose a plan, a coverage and a rider.", status=422)
    enrollment.plan_id, enrollment.coverage, enrollment.rider = chosen.id, coverage, rider
    enrollment.paperless = "paperless" in visit.form
    enrollment.changed_at = visit.now
    visit.flash("Your plan for next year was changed.")
    return visit.redirect("/plan")


def _current(visit: Visit, resident: Resident) -> Enrollment:
    """Next year's enrolment: the one that can still be changed."""
    own = select(Enrollment).where(Enrollment.resident_id == resident.id).order_by(Enrollment.year.desc())
    return visit.session.scalars(own).first() or Enrollment(resident_id=resident.id, year=visit.today.year + 1)


def _show(visit: Visit, enrollment: Enrollment, wrong: str, *, status: int = 200) -> Response:
    plans = visit.session.scalars(select(Plan).order_by(Plan.name)).all()
    ticked = enrollment.paperless or visit.options["defaults"] == "trap"
    return visit.render(
        "plan_change.html",
        status,
        enrollment=enrollment,
        plans=[(plan.id, plan.name) for plan in plans],
        coverage=COVERAGE,
        riders=RIDERS,
        paperless=ticked,
        wrong=wrong,
    )
