"""Episodes to replay, and a judge that watches two things."""

import pytest

from tests.replay.builder import clinic_episode, clinic_verdict, long_episode
from workbench.domain.changes import Change
from workbench.domain.episodes import Episode
from workbench.domain.exchanges import Exchange
from workbench.domain.verdicts import Lamp, LampState
from workbench.replay.index import Index, build_index
from workbench.replay.opening import Replay, build_replay


class OneVisit:
    """Judges a single clause of its own: exactly one row is added to visits."""

    def __init__(self) -> None:
        self.count = 0

    @property
    def lamps(self) -> tuple[Lamp, ...]:
        state = (LampState.OPEN, LampState.MET, LampState.BROKEN)[min(self.count, 2)]
        return (Lamp("the-visit", "require", "Exactly **one** visit", state, f"{self.count} of 1"),)

    def feed(self, change: Change | None = None, exchange: Exchange | None = None) -> str | None:
        if change and change.table == "visits" and change.old is None:
            self.count += 1
        return None


@pytest.fixture(scope="session")
def episode() -> Episode:
    return clinic_episode()


@pytest.fixture(scope="session")
def index(episode: Episode) -> Index:
    return build_index(episode, clinic_verdict())


@pytest.fixture(scope="session")
def replay(episode: Episode) -> Replay:
    return build_replay(episode, clinic_verdict(), OneVisit())


@pytest.fixture(scope="session")
def long() -> Episode:
    return long_episode()
