"""Stored runs under a text that is being written: folders in, flips out."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.authoring.shelf import UNORDERED, fill, like, write_run
from tests.benchmarks.verdict_runs import BOOK, booking
from workbench.archive import layout
from workbench.archive.reader import open_run
from workbench.authoring.rejudging import Rejudgements
from workbench.authoring.rejudging_answers import LISTED, Consequences, Loading, Rejudge
from workbench.domain.verdicts import Ruling
from workbench.verifier import judge, parse_spec

S, V, U = Ruling.SATISFIED, Ruling.VIOLATED, Ruling.UNDECIDED


class Asker:
    """Asks about one folder, numbering the questions."""

    def __init__(self, recordings: Path) -> None:
        self.recordings = recordings
        self.rejudgements = Rejudgements()
        self._numbers = count(1)

    def __call__(self, text: str, saved: str = BOOK, shown: Path | None = None) -> list[Loading | Consequences]:
        question = Rejudge(next(self._numbers), text, saved, "book.yaml", self.recordings, shown)
        return list(self.rejudgements.answer(question))

    def last(self, text: str, saved: str = BOOK, shown: Path | None = None) -> Consequences:
        answer = self(text, saved, shown)[-1]
        assert isinstance(answer, Consequences)
        assert answer.complete
        return answer


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    fill(tmp_path, 20, written=10)
    return Asker(tmp_path)


def test_that_flips_are_exactly_the_runs_that_the_judge_rules_on_differently(asker: Asker) -> None:
    old, new = parse_spec(BOOK, source="a"), parse_spec(UNORDERED, source="b")
    wanted = {
        folder: (judge(old, run).ruling, judge(new, run).ruling)
        for folder in (asker.recordings / "shop/book").iterdir()
        if (run := open_run(folder))
    }
    found = asker.last(UNORDERED)
    assert {flip.folder: (flip.before, flip.after) for flip in found.flips} == {
        folder: pair for folder, pair in wanted.items() if pair[0] is not pair[1]
    }
    assert (found.satisfied, found.violated) == (16, 4)
    assert (found.flipped, found.judged, found.total, found.baseline) == (2, 20, 20, "saved")
    assert found.flips[0].reason.startswith("Until now: After **the-visit**, **GET /visits/101** is read")


def test_that_runs_are_read_once_and_only_what_came_or_went_or_was_touched_again(asker: Asker) -> None:
    first = asker(BOOK)
    assert [one for one in first if isinstance(one, Loading)][-1] == Loading(20, 20)
    assert not any(isinstance(one, Loading) for one in asker(UNORDERED))
    folders = sorted((asker.recordings / "shop/book").iterdir())
    shutil.rmtree(folders[0])
    like(folders[6], folders[6].with_name("run-new"))
    like(folders[1], folders[1], label="gold")
    again = asker(UNORDERED)
    assert next(one for one in again if isinstance(one, Loading)) == Loading(18, 20)
    last = again[-1]
    assert isinstance(last, Consequences)
    assert [flip.name for flip in last.flips] == ["run-0006", "run-0016", "run-new"]


def test_that_a_flip_against_what_is_expected_is_a_contradiction_and_comes_first(asker: Asker) -> None:
    folder = asker.recordings / "shop/book/run-0016"
    like(folder, folder, expected="VIOLATED", label="failing")
    found = asker.last(UNORDERED)
    assert [(flip.name, flip.contradicts) for flip in found.flips] == [("run-0016", True), ("run-0006", False)]
    assert (found.contradictions, found.flips[0].label, found.flips[0].expected) == (1, "failing", "VIOLATED")


def test_that_without_a_text_on_disk_flips_are_against_what_is_expected(asker: Asker) -> None:
    folder = asker.recordings / "shop/book/run-0000"
    like(folder, folder, expected="SATISFIED")
    found = asker.last(UNORDERED, saved="")
    assert found.baseline == "expected"
    assert folder not in [flip.folder for flip in found.flips]
    assert {(turn.before, turn.after, turn.count) for turn in found.turns} == {(U, S, 15), (U, V, 4)}
    assert not found.contradictions
    assert asker.last(BOOK, saved="workout: shop/book\nnonsense").baseline == "expected"


def test_that_a_text_that_cannot_be_read_flips_nothing_and_says_why(asker: Asker) -> None:
    found = asker.last(BOOK.replace("insert: visits", "insert: [visits"))
    assert found.flips == ()
    assert found.total == 20
    assert found.problem.startswith("Line **")


def test_that_the_episode_in_view_is_judged_whole_before_the_others_are_read(
    asker: Asker, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("drafts") / "draft"
    write_run(elsewhere, booking(3, 4, flaw="moved").run())
    first = asker(BOOK, shown=elsewhere)[0]
    assert isinstance(first, Consequences)
    assert (first.judged, first.complete) == (0, False)
    assert first.verdict_of_shown == judge(parse_spec(BOOK, source="book.yaml"), open_run(elsewhere))
    allowed = BOOK.replace("never:\n  - {id: no-visit-moves, update: visits, ", "never:\n  - {id: x, update: members, ")
    changed = asker.last(allowed, shown=elsewhere).verdict_of_shown
    assert changed is not None
    assert changed != first.verdict_of_shown
    assert asker.last(BOOK, shown=elsewhere / "none").verdict_of_shown is None


def test_that_what_cannot_be_read_is_counted_and_the_rest_is_judged(asker: Asker) -> None:
    shelf = asker.recordings / "shop/book"
    for name, content in ((layout.EPISODE, "{"), (layout.CHANGES, "nonsense\n")):
        path = shelf / ("run-0000" if name == layout.EPISODE else "run-0001") / name
        path.unlink()
        path.write_text(content, encoding="utf-8")
    found = asker.last(UNORDERED)
    assert (found.total, found.judged, found.unreadable, found.flipped) == (20, 18, 2, 2)


def test_that_a_run_whose_journal_does_not_add_up_is_undecided_under_every_text(asker: Asker) -> None:
    changes = asker.recordings / "shop/book/run-0006" / layout.CHANGES
    lines = changes.read_bytes().splitlines(keepends=True)
    changes.unlink()
    changes.write_bytes(b"".join(lines[:-1]))
    found = asker.last(UNORDERED)
    assert found.undecided == 1
    assert [flip.name for flip in found.flips] == ["run-0016"]


def test_that_runs_of_other_workouts_have_no_say_and_a_half_typed_name_forgets_nothing(asker: Asker) -> None:
    asker(BOOK)
    other = asker.last(BOOK.replace("shop/book", "shop/boo"))
    assert (other.total, other.judged, other.unreadable) == (0, 0, 0)
    again = asker(UNORDERED)
    assert not any(isinstance(one, Loading) for one in again)
    assert asker.last(UNORDERED).flipped == 2


def test_that_flips_beyond_the_list_are_counted(tmp_path: Path) -> None:
    fill(tmp_path, LISTED + 30, written=10)
    found = Asker(tmp_path).last(BOOK.replace("status: booked", "status: done"), saved="")
    assert len(found.flips) == LISTED
    assert (found.flipped, found.violated) == (LISTED + 30, LISTED + 30)
    assert "**no clause**" in found.flips[-1].reason


def test_that_lookups_in_the_world_are_judged_like_anything_else(asker: Asker) -> None:
    def looking(name: str) -> str:
        lets = f"let:\n  someone: \"row(members, {{name: '{name}'}}).id\"\n"
        return BOOK.replace("require:", lets + "require:").replace("member_id: $member.id,", "member_id: $someone,", 1)

    first, second = asker.last(looking("Member 1")), asker.last(looking("Member 2"))
    assert (first.satisfied, second.satisfied) == (2, 2)
    assert asker.last(looking("Member 1")).flips == first.flips
    assert asker.last(looking("Nobody")).undecided == 20


def ticking(pace: float) -> Callable[[], float]:
    moments: Iterator[float] = (number * pace for number in count())
    return lambda: next(moments)


def test_that_a_newer_question_cuts_the_answer_short_and_keeps_what_was_read(tmp_path: Path) -> None:
    fill(tmp_path, 20, written=10)
    looks = count()
    rejudgements = Rejudgements(superseded=lambda: next(looks) > 5, clock=ticking(1.0))
    answers = list(rejudgements.answer(Rejudge(1, BOOK, BOOK, "book.yaml", tmp_path)))
    assert not any(isinstance(one, Consequences) and one.complete for one in answers)
    read = [one.done for one in answers if isinstance(one, Loading)][-1]
    assert 0 < read < 20
    assert list(rejudgements.answer(Rejudge(2, BOOK, BOOK, "book.yaml", tmp_path))) == []


def test_that_a_slow_answer_is_told_in_parts_that_grow(tmp_path: Path) -> None:
    fill(tmp_path, 60, written=10)
    rejudgements = Rejudgements(clock=ticking(1.0))
    answers = list(rejudgements.answer(Rejudge(1, UNORDERED, BOOK, "book.yaml", tmp_path)))
    told = [one for one in answers if isinstance(one, Consequences)]
    assert [one.judged for one in told] == sorted(one.judged for one in told)
    assert len({one.judged for one in told}) > 3
    assert [one.complete for one in told].count(True) == 1
    assert told[-1].flipped == 6
