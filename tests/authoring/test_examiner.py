"""The examining process: asked in here as a list in and a list out, and once as a real process."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from tests.authoring.shelf import UNORDERED, fill
from tests.benchmarks.verdict_runs import BOOK as BOOKING
from workbench.authoring.examiner import Examiner
from workbench.authoring.rejudging_answers import Consequences, Rejudge
from workbench.authoring.tallying import Tally
from workbench.authoring.wire import (
    Audit,
    Audited,
    Examine,
    Examined,
    Frames,
    Refused,
    Survey,
    Surveyed,
    framed,
)
from workbench.verifier.audit import Kind

SPECS = Path(__file__).parents[2] / "specs"
RECORDINGS = Path(__file__).parents[2] / "recordings"
BOOK = SPECS / "clinic" / "book_visit.yaml"


def test_that_a_survey_says_which_files_have_errors(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("version: 1\n", encoding="utf-8")
    gone = tmp_path / "gone.yaml"
    answers = list(Examiner().answer(Survey((BOOK, broken, gone))))
    assert all(isinstance(answer, Surveyed) for answer in answers)
    assert [answer.errors for answer in answers if isinstance(answer, Surveyed)] == [0, 1, 1]


def test_that_an_unknown_gym_is_marked_where_the_workout_is_named(tmp_path: Path) -> None:
    text = "version: 1\nworkout: circus/fly\nrequire:\n  - {id: a, insert: b}\n"
    (answer,) = Examiner().answer(Examine(7, text, "x.yaml", tmp_path))
    assert isinstance(answer, Examined)
    assert answer.number == 7
    mark = answer.examination.marks[0]
    assert (mark.rule, mark.line, mark.column) == ("unknown-gym", 2, 10)


def test_that_an_audit_of_a_text_that_cannot_be_read_is_refused_with_its_place(tmp_path: Path) -> None:
    (answer,) = Examiner().answer(Audit("version: 1\n", "x.yaml", tmp_path))
    assert isinstance(answer, Refused)
    assert answer.what.startswith("x.yaml:1:1:")


def test_that_a_spec_without_golds_is_audited_to_its_end(tmp_path: Path) -> None:
    answers = list(Examiner().answer(Audit(BOOK.read_text(encoding="utf-8"), "x.yaml", tmp_path)))
    last = answers[-1]
    assert isinstance(last, Audited)
    assert not last.summary.passed
    assert "no-gold" in [mark.rule for mark in last.summary.marks]


def test_that_tallies_come_at_a_pace_and_add_up() -> None:
    seconds = iter(range(0, 1_000_000))
    text = BOOK.read_text(encoding="utf-8")
    generator = Examiner(clock=lambda: next(seconds)).answer(Audit(text, "x.yaml", RECORDINGS))
    tallies = [next(generator) for _ in range(12)]
    assert all(isinstance(tally, Tally) for tally in tallies)
    last = tallies[-1]
    assert isinstance(last, Tally)
    assert last.done == sum(last.counts.values()) == 11
    assert last.right[Kind.GOLD] == last.counts[Kind.GOLD] > 0
    assert last.planned > 100


def test_that_frames_survive_being_cut_anywhere() -> None:
    values: list[Survey | Refused] = [Survey((BOOK,)), Refused("what", "advice")]
    data = b"".join(framed(value) for value in values)
    frames = Frames()
    assert [value for byte in data for value in frames.feed(bytes([byte]))] == values


@pytest.mark.parametrize("workout", ["clinic/book_visit"])
def test_that_the_process_answers_and_ends_with_its_input(workout: str) -> None:
    question = Examine(1, BOOK.read_text(encoding="utf-8"), str(BOOK), RECORDINGS)
    command = [sys.executable, "-m", "workbench.authoring.examiner"]
    done = subprocess.run(command, input=framed(question), stdout=subprocess.PIPE, check=True, timeout=60)
    (answer,) = Frames().feed(done.stdout)
    assert answer.examination.workout == workout
    assert answer.examination.example.startswith("gold with seed")
    assert answer.examination.clauses[0].example != answer.examination.clauses[0].written


def test_that_the_process_drops_a_question_about_stored_runs_when_a_newer_one_waits(tmp_path: Path) -> None:
    fill(tmp_path, 20, written=10)
    questions = [Rejudge(number, text, BOOKING, "x.yaml", tmp_path) for number, text in ((1, BOOKING), (2, UNORDERED))]
    command = [sys.executable, "-m", "workbench.authoring.examiner"]
    asked = b"".join(framed(question) for question in questions)
    done = subprocess.run(command, input=asked, stdout=subprocess.PIPE, check=True, timeout=60)
    last = [one for one in Frames().feed(done.stdout) if isinstance(one, Consequences) and one.complete]
    assert [(one.number, one.flipped) for one in last] == [(2, 2)]
    assert pickle.loads(pickle.dumps(last[0])) == last[0]
