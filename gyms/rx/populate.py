"""A small chain: branches on streets of one name in several towns, patients with one medicine in two strengths."""

import datetime as dt

from sqlalchemy.orm import Session

from gyms.kit.gym import Seeding
from gyms.rx.choices import NOTICES, REASONS, TIMES
from gyms.rx.models import Medication, Patient, Prescription, Refill, Store, Transfer

PATIENTS = 18
_TOWNS = ("Alder Falls", "Brookhaven", "Cedar Point", "Dunmore", "Elk Harbor")
_STREETS = ("Main Street", "Market Street", "Station Road", "Park Avenue", "Lake Avenue", "Bridge Street")
_MEDICATIONS = (
    ("Lisinopril", ("5 mg", "10 mg", "20 mg"), "tablets"),
    ("Atorvastatin", ("10 mg", "20 mg", "40 mg"), "tablets"),
    ("Levothyroxine", ("50 mcg", "75 mcg", "100 mcg"), "tablets"),
    ("Metformin", ("500 mg", "850 mg", "1000 mg"), "tablets"),
    ("Sertraline", ("25 mg", "50 mg", "100 mg"), "tablets"),
    ("Omeprazole", ("10 mg", "20 mg", "40 mg"), "capsules"),
)
DAYS = (30, 60, 90)


def populate(session: Session, seeding: Seeding) -> None:
    """Everything that all workouts share."""
    stores = _stores(session, seeding)
    medications = [
        Medication(name=name, strength=strength, form=form)
        for name, strengths, form in _MEDICATIONS
        for strength in strengths
    ]
    session.add_all(medications)
    session.flush()
    for index in range(PATIENTS):
        _patient(session, seeding, index, stores, {(one.name, one.strength): one for one in medications})
    session.flush()


def days_ago(seeding: Seeding, days: int) -> dt.date:
    """A day before today."""
    return seeding.today - dt.timedelta(days=days)


def _stores(session: Session, seeding: Seeding) -> list[Store]:
    made = [
        Store(town=town, street=street, number=seeding.random.randrange(2, 400))
        for town in _TOWNS
        for street in seeding.random.sample(_STREETS, 4)
    ]
    session.add_all(made)
    session.flush()
    return made


def _patient(
    session: Session, seeding: Seeding, index: int, stores: list[Store], medications: dict[tuple[str, str], Medication]
) -> None:
    random = seeding.random
    patient = Patient(
        name=f"{seeding.fake.person.first_name()} {seeding.fake.person.last_name()}",
        phone=f"(555) 01{index:02}-{random.randrange(1000, 10_000)}",
        born_on=dt.date(1940 + random.randrange(60), 1 + random.randrange(12), 1 + random.randrange(28)),
        pin=f"{random.randrange(10_000):04}",
    )
    session.add(patient)
    session.flush()
    doubled, *others = random.sample(_MEDICATIONS, 3)
    wanted = [(doubled[0], strength) for strength in random.sample(doubled[1], 2)]
    wanted += [(name, random.choice(strengths)) for name, strengths, _ in others]
    home = random.choice(stores)
    for place, (name, strength) in enumerate(wanted):
        prescription = _prescription(seeding, patient, medications[name, strength], home)
        prescription.number = f"{7_204_000 + index * 41 + place * random.choice((1, 9, 10))}-{index % 9}{place}"
        session.add(prescription)
        session.flush()
        session.add_all(_past(seeding, prescription))
    if random.random() < 0.4:
        session.add(_moved(seeding, prescription, random.choice([store for store in stores if store is not home])))


def _prescription(seeding: Seeding, patient: Patient, medication: Medication, store: Store) -> Prescription:
    random = seeding.random
    supply = random.choice(DAYS)
    return Prescription(
        patient_id=patient.id,
        medication_id=medication.id,
        store_id=store.id,
        prescriber=f"Dr. {seeding.fake.person.last_name()}",
        quantity=supply * random.choice((1, 2)),
        days_supply=supply,
        refills_left=random.randrange(1, 6),
        last_filled_on=days_ago(seeding, random.randrange(3, supply + 9)),
    )


def _past(seeding: Seeding, prescription: Prescription) -> list[Refill]:
    """The fills before the last, collected."""
    made = []
    for number in range(1, seeding.random.randrange(1, 4)):
        picked = prescription.last_filled_on - dt.timedelta(days=number * prescription.days_supply)
        asked = dt.datetime.combine(picked - dt.timedelta(days=2), dt.time(11, seeding.random.randrange(60)))
        made.append(
            Refill(
                prescription_id=prescription.id,
                store_id=prescription.store_id,
                pickup_on=picked,
                pickup_time=seeding.random.choice(TIMES)[0],
                notify=seeding.random.choice(NOTICES)[0],
                status="collected",
                requested_at=asked,
            )
        )
    return made


def _moved(seeding: Seeding, prescription: Prescription, before: Store) -> Transfer:
    """How it came to the branch where it is."""
    return Transfer(
        prescription_id=prescription.id,
        from_store_id=before.id,
        to_store_id=prescription.store_id,
        reason=seeding.random.choice(REASONS)[0],
        requested_at=seeding.now - dt.timedelta(days=seeding.random.randrange(100, 400)),
    )
