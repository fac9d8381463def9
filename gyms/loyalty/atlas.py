"""What the programme knows of the world: airports, carriers with their booking classes, countries with their states."""

from dataclasses import dataclass

AIRPORTS: tuple[tuple[str, str, str], ...] = (
    ("AMS", "Amsterdam", "Schiphol"),
    ("ATH", "Athens", "Eleftherios Venizelos"),
    ("BCN", "Barcelona", "El Prat"),
    ("BOS", "Boston", "Logan"),
    ("BRU", "Brussels", "National"),
    ("ORD", "Chicago", "O'Hare"),
    ("MDW", "Chicago", "Midway"),
    ("CPH", "Copenhagen", "Kastrup"),
    ("DUB", "Dublin", "Dublin"),
    ("FRA", "Frankfurt", "Rhein-Main"),
    ("GVA", "Geneva", "Cointrin"),
    ("YHZ", "Halifax", "Stanfield"),
    ("HEL", "Helsinki", "Vantaa"),
    ("HKG", "Hong Kong", "Chek Lap Kok"),
    ("LIS", "Lisbon", "Portela"),
    ("LGW", "London", "Gatwick"),
    ("LHR", "London", "Heathrow"),
    ("MAD", "Madrid", "Barajas"),
    ("MIA", "Miami", "International"),
    ("LIN", "Milan", "Linate"),
    ("MXP", "Milan", "Malpensa"),
    ("YUL", "Montreal", "Dorval"),
    ("JFK", "New York", "Kennedy"),
    ("EWR", "New York", "Newark"),
    ("OSL", "Oslo", "Gardermoen"),
    ("CDG", "Paris", "Charles de Gaulle"),
    ("ORY", "Paris", "Orly"),
    ("PRG", "Prague", "Ruzyne"),
    ("FCO", "Rome", "Fiumicino"),
    ("SFO", "San Francisco", "International"),
    ("SEA", "Seattle", "Tacoma"),
    ("SIN", "Singapore", "Changi"),
    ("ARN", "Stockholm", "Arlanda"),
    ("HND", "Tokyo", "Haneda"),
    ("NRT", "Tokyo", "Narita"),
    ("YYZ", "Toronto", "Pearson"),
    ("YVR", "Vancouver", "International"),
    ("VIE", "Vienna", "Schwechat"),
    ("WAW", "Warsaw", "Okecie"),
    ("ZRH", "Zurich", "Kloten"),
)
"""Code, city, name."""

AIRPORT_NAMES = {code: f"{city} {name}" if city != name else city for code, city, name in AIRPORTS}
"""``London Gatwick`` by code."""


@dataclass(frozen=True)
class Carrier:
    """An airline whose flights earn miles."""

    code: str
    name: str
    ticket_prefix: str
    classes: tuple[tuple[str, str], ...]
    """Letter and what it stands for."""


CARRIERS: tuple[Carrier, ...] = (
    Carrier(
        "MN",
        "Meridian Airways",
        "418",
        (("F", "First"), ("J", "Business"), ("Y", "Economy full"), ("M", "Economy"), ("Q", "Economy saver")),
    ),
    Carrier("AU", "Aurora Nordic", "633", (("C", "Club"), ("Y", "Economy full"), ("B", "Economy"), ("K", "Go Light"))),
    Carrier("CQ", "Castell Aire", "291", (("J", "Preferente"), ("Y", "Turista"), ("Q", "Turista promo"))),
    Carrier(
        "PC",
        "Pacific Crest",
        "774",
        (("F", "First Suite"), ("C", "Business"), ("W", "Premium Economy"), ("Y", "Economy"), ("V", "Economy special")),
    ),
    Carrier("LW", "Levant Wings", "586", (("J", "Royal"), ("Y", "Coach"), ("M", "Coach discounted"))),
)

CARRIER_BY_CODE = {carrier.code: carrier for carrier in CARRIERS}

COUNTRIES: tuple[tuple[str, str], ...] = (
    ("AU", "Australia"),
    ("CA", "Canada"),
    ("IE", "Ireland"),
    ("NZ", "New Zealand"),
    ("GB", "United Kingdom"),
    ("US", "United States"),
)

STATES: dict[str, tuple[str, ...]] = {
    "AU": ("New South Wales", "Queensland", "South Australia", "Tasmania", "Victoria", "Western Australia"),
    "CA": ("Alberta", "British Columbia", "Manitoba", "New Brunswick", "Nova Scotia", "Ontario", "Quebec"),
    "IE": ("Cork", "Donegal", "Dublin", "Galway", "Kerry", "Limerick"),
    "NZ": ("Auckland", "Canterbury", "Otago", "Waikato", "Wellington"),
    "GB": ("Cambridgeshire", "Cornwall", "Devon", "Durham", "Greater London", "Kent", "Northumberland", "Surrey"),
    "US": ("California", "Colorado", "Maine", "New York", "North Carolina", "Oregon", "Texas", "Vermont", "Washington"),
}
"""States, provinces, counties by country."""

COUNTRY_NAMES = dict(COUNTRIES)


def airports_matching(text: str) -> list[tuple[str, str, str]]:
    """Airports whose code is the text, or whose city or name has it; all of them for none."""
    wanted = text.strip().casefold()
    return [
        airport
        for airport in AIRPORTS
        if wanted == airport[0].casefold() or wanted in airport[1].casefold() or wanted in airport[2].casefold()
    ]
