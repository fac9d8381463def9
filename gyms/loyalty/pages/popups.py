"""Small windows: the award terms, and the finder of airport codes, which writes into the window that opened it."""

from starlette.responses import Response

from gyms.loyalty.atlas import airports_matching
from gyms.loyalty.web import Call, show

TARGETS = ("txtFrom", "txtTo")


def terms(call: Call) -> Response:
    """The award terms."""
    return show(call, "popup_terms.html")


def airports(call: Call) -> Response:
    """Airports by city or name."""
    target = call.query.get("target", "")
    text = call.query.get("txtCity", "")
    found = airports_matching(text) if text.strip() else []
    return show(
        call, "popup_airports.html", target=target if target in TARGETS else TARGETS[0], text=text, airports=found
    )
