"""What the workouts bind: a patient, one of two strengths, a branch, a day."""

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding
from gyms.kit.world import World
from gyms.rx.choices import LATEST_PICKUP, NOTICES, TIMES
from gyms.rx.models import Patient, Prescription, Store
from gyms.rx.populate import days_ago


def any_patient(session: Session, seeding: Seeding) -> Patient:
    """Somebody."""
    return seeding.random.choice(list(session.scalars(select(Patient).order_by(Patient.id))))


def as_parameter(patient: Patient) -> dict[str, Json]:
    """The patient as a task parameter."""
    return {"id": patient.id, "name": patient.name}


def doubled(session: Session, seeding: Seeding, patient: Patient) -> tuple[Prescription, Prescription]:
    """One of the prescriptions of the same medicine in two strengths, and the other."""
    found = select(Prescription).where(Prescription.patient_id == patient.id).order_by(Prescription.id)
    own = session.scalars(found).all()
    pair = [one for one in own if sum(other.medication.name == one.medication.name for other in own) > 1]
    seeding.random.shuffle(pair)
    return pair[0], pair[1]


def fill_last(seeding: Seeding, prescription: Prescription, *, due: bool) -> None:
    """Filled so long ago that it is used up by some days, or isn't by some days."""
    late, early = seeding.random.randrange(1, 7), seeding.random.randrange(2, 10)
    prescription.last_filled_on = days_ago(seeding, prescription.days_supply + (late if due else -early))


def any_store(session: Session, seeding: Seeding, but: int) -> Store:
    """A branch other than this."""
    return seeding.random.choice(list(session.scalars(select(Store).where(Store.id != but).order_by(Store.id))))


def prescribed(prescription: Prescription) -> dict[str, Json]:
    """The prescription as a task parameter."""
    return {"id": prescription.id, "number": prescription.number, "text": prescription.medication.text}


def pickup(session: Session, seeding: Seeding, prescription: Prescription) -> dict[str, Json]:
    """Where and when, and how to be reminded: none of it what the form says at first."""
    random = seeding.random
    store = any_store(session, seeding, prescription.store_id)
    time, notify = random.choice(TIMES), random.choice(NOTICES[1:])
    return {
        "prescription": prescribed(prescription),
        "store": {"id": store.id, "text": store.text},
        "pickup_on": (seeding.today + dt.timedelta(days=random.randrange(1, LATEST_PICKUP))).isoformat(),
        "time": {"code": time[0], "text": time[1]},
        "notify": {"code": notify[0], "text": notify[1]},
    }


def sign_in_link(world: World) -> str:
    """A one-time link that signs the task's patient in."""
    patient: Any = world.task.parameters["patient"]
    return world.one_time_link("/sign-in/link", str(patient["id"]))
