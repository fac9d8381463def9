"""One episode under several verdicts: the cheap way must show what opening it anew shows."""

from dataclasses import replace
from time import process_time

import pytest

from tests.replay.builder import clinic_verdict
from tests.replay.conftest import OneVisit
from workbench.domain.episodes import Episode
from workbench.domain.verdicts import Evidence, Finding, FindingKind, Ruling, Verdict
from workbench.replay.opening import Replay, build_replay
from workbench.replay.position import last
from workbench.replay.recolouring import Charged, charged, rejudged
from workbench.replay.tone import Tone

LEGAL = Verdict(
    Ruling.SATISFIED,
    (Finding(FindingKind.MET, "the-visit", "A visit was added."),),
    {**clinic_verdict().charges, 3: "the-visit", 5: "second-visit"},
)
STRAY = Verdict(
    Ruling.VIOLATED,
    (Finding(FindingKind.BREACH, None, "Change 2 is taken by no clause.", evidence=(Evidence(change=2),)),),
    {seq: clause for seq, clause in LEGAL.charges.items() if seq != 2},
)
UNJUDGED = Verdict(Ruling.UNDECIDED, (Finding(FindingKind.UNDECIDED, None, "There is no spec."),))


@pytest.mark.parametrize("verdict", [LEGAL, STRAY, UNJUDGED, clinic_verdict()])
@pytest.mark.parametrize("judged", [False, True])
def test_that_it_shows_what_opening_the_episode_under_that_verdict_shows(
    episode: Episode, replay: Replay, verdict: Verdict, judged: bool
) -> None:
    anew = build_replay(episode, verdict, OneVisit() if judged else None)
    cheap = rejudged(replay, verdict, OneVisit() if judged else None)
    for part in ("verdict", "index", "steps", "backend", "film", "timeline", "findings", "said", "search"):
        assert getattr(cheap, part) == getattr(anew, part), part
    assert cheap.intent(last(episode)) == anew.intent(last(episode))


def test_that_each_change_is_charged_in_words_and_tone_to_the_clause_that_takes_it_now(replay: Replay) -> None:
    def row(verdict: Verdict, seq: int) -> tuple[str | None, str, Tone]:
        rows = {row.seq: row for rows in rejudged(replay, verdict).backend.of_step.values() for row in rows}
        return rows[seq].clause, rows[seq].charge, rows[seq].tone

    assert row(LEGAL, 5) == ("second-visit", "second-visit", Tone.MET)
    assert row(STRAY, 2) == (None, "no clause allows this", Tone.BROKEN)
    assert row(clinic_verdict(), 5) == (None, "breach of the-visit", Tone.BROKEN)
    assert row(UNJUDGED, 5) == (None, "not judged", Tone.NEUTRAL)


def test_that_coverage_sorts_changes_by_what_takes_them_and_begins_with_what_nothing_does(replay: Replay) -> None:
    def taken(one: Charged) -> tuple[str | None, Tone, tuple[int, ...]]:
        return one.clause, one.tone, one.changes

    assert [taken(one) for one in charged(rejudged(replay, STRAY).backend)] == [
        (None, Tone.BROKEN, (2,)),
        ("last-seen", Tone.MET, (1,)),
        ("the-visit", Tone.MET, (3,)),
        ("page-views", Tone.MET, (4,)),
        ("second-visit", Tone.MET, (5,)),
        ("(ephemeral)", Tone.QUIET, (6,)),
        ("(system)", Tone.QUIET, (7,)),
    ]


def test_that_going_there_and_back_is_as_if_nothing_had_been(replay: Replay) -> None:
    there = rejudged(replay, LEGAL)
    back = rejudged(there, replay.verdict, OneVisit())
    assert (back.backend, back.timeline, back.search) == (replay.backend, replay.timeline, replay.search)


def test_that_rows_which_keep_their_clause_are_not_made_anew(replay: Replay) -> None:
    kept = rejudged(replay, replace(replay.verdict, findings=replay.verdict.findings[:1]))
    before = [row for rows in replay.backend.of_step.values() for row in rows]
    after = [row for rows in kept.backend.of_step.values() for row in rows]
    assert all(now is then for now, then in zip(after, before, strict=True))


def test_that_a_long_episode_is_recoloured_much_sooner_than_opened(long: Episode) -> None:
    started = process_time()
    replay = build_replay(long, Verdict(Ruling.SATISFIED, (), {change.seq: "rows" for change in long.run.changes}))
    opened = process_time() - started
    started = process_time()
    rejudged(replay, Verdict(Ruling.SATISFIED, (), {change.seq: "others" for change in long.run.changes}))
    assert process_time() - started < opened
