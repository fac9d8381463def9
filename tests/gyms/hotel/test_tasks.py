"""What the hotel asks for makes sense in the world it is asked in."""

import datetime as dt
from contextlib import closing
from typing import Any

from sqlalchemy import select

from gyms.hotel import gym
from gyms.hotel.models import Closure
from gyms.kit.tasks import bound_in, filled, open_session


def test_that_no_night_is_asked_to_be_closed_that_is_closed_already() -> None:
    workout = gym.workout("block_dates")
    for seed in range(40):
        with closing(filled(gym, seed)) as shelf:
            wanted: Any = bound_in(shelf, gym, workout, seed).parameters
            first, until = (dt.date.fromisoformat(wanted[name]) for name in ("first", "open_again"))
            with open_session(shelf) as session:
                same = session.scalars(select(Closure).where(Closure.room_type_id == wanted["room_type"]["id"]))
                overlapping = [each for each in same if each.from_date < until and each.until_date > first]
            assert not overlapping, f"seed {seed}: {wanted}"
