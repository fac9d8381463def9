"""Generous bounds that only a change of order of growth breaks; the benchmarks print the real figures."""

from time import process_time

from workbench.domain.episodes import Episode
from workbench.domain.verdicts import Ruling, Verdict
from workbench.replay.film import frame_at
from workbench.replay.opening import build_replay
from workbench.replay.position import Phase, Position, Scope


def test_that_a_long_episode_opens_and_steps_quickly(long: Episode) -> None:
    verdict = Verdict(Ruling.SATISFIED, (), {change.seq: "rows" for change in long.run.changes})
    started = process_time()
    replay = build_replay(long, verdict)
    opened = process_time()
    positions = [Position(step, Phase.AFTER) for step in range(1, len(long.steps) + 1)]
    for position in positions:
        replay.intent(position)
        replay.network.rows(position, Scope.STEP)
        replay.console.rows(position, Scope.TOTAL)
        replay.backend.step_rows(position)
        replay.backend.total_rows(position)
        frame_at(replay.film, position)
    stepped = (process_time() - opened) / len(positions)
    assert opened - started < 1.5
    assert stepped < 0.016
