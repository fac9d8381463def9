"""The branches."""

from collections.abc import Sequence

from sqlalchemy import String, cast, or_, select

from gyms.kit.site import Response, Visit
from gyms.rx.models import Store

_MOST_FOUND = 8


def all_stores(visit: Visit) -> Sequence[Store]:
    """Every branch, town by town."""
    return visit.session.scalars(select(Store).order_by(Store.town, Store.street)).all()


def listing(visit: Visit) -> Response:
    """Where the branches are."""
    return visit.render("stores.html", stores=all_stores(visit))


def find(visit: Visit) -> Response:
    """Branches that fit what was typed: ``{"items": [{"id": 3, "text": "…"}]}``."""
    words = visit.query.get("q", "").replace("%", "").replace("_", "").replace(",", " ").split()
    found = select(Store).order_by(Store.town, Store.street).limit(_MOST_FOUND)
    for word in words:
        number = cast(Store.number, String)
        found = found.where(or_(Store.street.icontains(word), Store.town.icontains(word), number.startswith(word)))
    stores = visit.session.scalars(found).all() if words else []
    return visit.json({"items": [{"id": store.id, "text": store.text} for store in stores]})
