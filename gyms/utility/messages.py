"""What a customer may be told about, and how: one topic is one message over one channel."""

TOPICS: dict[str, str] = {
    "bills-email": "Bills by e-mail",
    "bills-post": "Bills by post",
    "reminders-email": "Payment reminders by e-mail",
    "reminders-text": "Payment reminders by text message",
    "outages-email": "Outage alerts by e-mail",
    "outages-text": "Outage alerts by text message",
    "works-email": "Planned works by e-mail",
    "works-post": "Planned works by post",
    "usage-email": "Monthly usage report by e-mail",
    "usage-text": "Unusual usage by text message",
    "readings-text": "Meter reading requests by text message",
    "offers-email": "Offers and news by e-mail",
}
"""Code to what the site calls it."""

OPTION_NAMES: dict[str, str] = {
    "none": "No option",
    "green": "Green origin, certified",
    "night": "Night rate, 22:00 to 06:00",
    "solar": "Solar share, local roofs",
    "senior": "Senior discount",
    "saver": "Saver discount, direct debit",
}
"""Options of a subscription; which of them apply depends on the kind of supply."""

OPTIONS_OF: dict[str, tuple[str, ...]] = {
    "electricity": ("none", "green", "night", "solar", "senior", "saver"),
    "gas": ("none", "green", "senior", "saver"),
    "water": ("none", "senior", "saver"),
}

BILLING_NAMES: dict[str, str] = {"monthly": "Monthly", "quarterly": "Every three months", "yearly": "Once a year"}
UNITS: dict[str, str] = {"electricity": "kWh", "gas": "kWh", "water": "m³"}
