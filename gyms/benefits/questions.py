"""What an application asks, once for both of its forms: the short one on one page and the long one over four."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

Choices = tuple[tuple[str, str], ...]

HOUSING: Choices = (
    ("rent", "Rented home"),
    ("own", "Own home"),
    ("relatives", "With relatives"),
    ("shelter", "Shelter or none"),
)
HEATING: Choices = (("gas", "Natural gas"), ("oil", "Heating oil"), ("electric", "Electricity"), ("wood", "Wood"))
TOWNS: Mapping[str, tuple[str, ...]] = {
    "Ashford": ("Ashford Mills", "Bellwood", "Carver Falls", "Dunmore"),
    "Brandt": ("Alder Creek", "Brandt Center", "Dunmore Heights", "Eastport"),
    "Calloway": ("Calloway", "Fenwick", "Greenvale", "Harlan"),
    "Dorset": ("Bellwood Park", "Dorset", "Ironside", "Juniper"),
}
PROGRAMS: Mapping[str, str] = {
    "heating": "Heating Assistance",
    "food": "Food Support",
    "childcare": "Child Care Subsidy",
}
SIZES: Choices = tuple((str(size), "1 person" if size == 1 else f"{size} people") for size in range(1, 11))

LABELS: Mapping[str, str] = {
    "household_size": "Household size",
    "monthly_income": "Monthly household income",
    "housing": "Housing",
    "heating": "Main heating",
    "county": "County",
    "town": "Town",
    "employer": "Employer",
    "employer_phone": "Employer phone",
    "starts_on": "Assistance from",
    "share_data": "Share my answers with partner agencies",
    "certified": "I certify that these answers are true",
}
DEFAULTS: Mapping[str, str] = {"household_size": "1", "housing": "rent", "heating": "gas"}
"""What the form says before anybody touched it: answers that are valid, and mostly wrong."""


@dataclass(frozen=True)
class Answers:
    """An application's answers as they were submitted, and what is wrong with them, by field."""

    given: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def income(self) -> int:
        """In cents."""
        return cents(self.given.get("monthly_income", "")) or 0


def cents(text: str) -> int | None:
    """``1,250``, ``$1250.50`` → cents; None for what is no amount."""
    plain = text.replace("$", "").replace(",", "").strip()
    whole, dot, rest = plain.partition(".")
    if not whole.isdecimal() or (dot and (not rest.isdecimal() or len(rest) != 2)):
        return None
    return int(whole) * 100 + int(rest or 0)


def phone(text: str) -> str | None:
    """Ten digits as ``(555) 010-0199``; None for anything else."""
    digits = "".join(letter for letter in text if letter.isdecimal())
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}" if len(digits) == 10 else None


def check(given: Mapping[str, str], wanted: tuple[str, ...], today: dt.date) -> Answers:
    """The answers to the wanted questions, and what is wrong with them."""
    wrong = {name: text for name in wanted if (text := _wrong(name, given, today))}
    return Answers(given, wrong)


def _wrong(name: str, given: Mapping[str, str], today: dt.date) -> str:
    value = given.get(name, "")
    listed = {"housing": HOUSING, "heating": HEATING, "household_size": SIZES}
    if name in listed:
        return "" if value in dict(listed[name]) else "Choose one."
    match name:
        case "monthly_income":
            return "" if cents(value) is not None else "Enter an amount such as 1250.00."
        case "county":
            return "" if value in TOWNS else "Choose a county."
        case "town":
            return "" if value in TOWNS.get(given.get("county", ""), ()) else "Choose a town of this county."
        case "employer":
            return "" if value else "Enter the employer's name."
        case "employer_phone":
            return "" if phone(value) else "Enter ten digits."
        case "starts_on":
            return _wrong_start(value, today)
        case "certified":
            return "" if value else "You have to certify your answers."
    return ""


def _wrong_start(value: str, today: dt.date) -> str:
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return "Choose a date."
    return "" if today < day <= today + dt.timedelta(days=180) else "Choose a date in the next 180 days."
