"""What the exercises bind their parameters to."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding
from gyms.utility.models import Account, Subscription, SupplyPoint, Tariff
from gyms.utility.populate import add_point, subscribe
from gyms.utility.processing import current


def any_account(session: Session, seeding: Seeding) -> Account:
    """Some customer, who may change plans."""
    account = seeding.random.choice(session.scalars(select(Account).order_by(Account.id)).all())
    account.on_hold = False
    return account


def any_point(session: Session, seeding: Seeding, account: Account, kinds: tuple[str, ...]) -> SupplyPoint:
    """One of the customer's supply points; its neighbour looks much the same."""
    mine = select(SupplyPoint).where(SupplyPoint.account_id == account.id, SupplyPoint.kind.in_(kinds))
    return seeding.random.choice(session.scalars(mine.order_by(SupplyPoint.id)).all())


def other_tariff(session: Session, seeding: Seeding, now: Subscription) -> Tariff:
    """A plan of the same kind that is not in force."""
    same = select(Tariff).where(Tariff.kind == now.tariff.kind, Tariff.id != now.tariff_id).order_by(Tariff.id)
    return seeding.random.choice(session.scalars(same).all())


def account_parameter(account: Account) -> dict[str, Json]:
    """What a task tells about its customer."""
    return {"id": account.id, "holder": account.holder}


def point_parameter(point: SupplyPoint) -> dict[str, Json]:
    """What a task tells about a supply point."""
    return {"id": point.id, "kind": point.kind, "place": point.place, "meter": point.meter}


def more_flats(session: Session, seeding: Seeding, parameters: Mapping[str, Json], count: int) -> None:
    """Look-alikes: the same kind of supply in more flats of the same house, with a plan that nobody asks about."""
    given: Any = parameters
    point = session.get_one(SupplyPoint, given["point"]["id"])
    flat, _, house = point.place.partition(", ")
    taken = set(session.scalars(select(SupplyPoint.place).where(SupplyPoint.account_id == point.account_id)))
    free = [place for number in range(1, 60) if (place := f"Flat {number}, {house}") not in taken]
    # Flat 3's best look-alikes are Flat 13 and Flat 31.
    digit = flat.rpartition(" ")[2][0]
    free.sort(key=lambda place: (digit not in place.partition(",")[0], place))
    for place in free[:count]:
        extra = add_point(session, seeding, point.account, point.kind, place)
        subscribe(session, seeding, extra, current(session, point.id).tariff)
