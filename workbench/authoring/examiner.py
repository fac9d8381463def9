"""The examining process: ``python -m workbench.authoring.examiner``, questions on stdin, answers on stdout.

Reading, linting and auditing specs, and judging stored runs anew, is plain Python; in a process of its own it can't
make the window wait. It ends when stdin is closed; an audit is cancelled by ending the process.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from time import monotonic

from workbench.archive.specs import read_spec_text
from workbench.authoring.beginning import beginning
from workbench.authoring.evidence import Evidence
from workbench.authoring.examining import examine, workout_of
from workbench.authoring.rejudging import Rejudgements
from workbench.authoring.rejudging_answers import Rejudge
from workbench.authoring.stored_headers import StoredHeaders
from workbench.authoring.tallying import Tally, summed
from workbench.authoring.wire import (
    Answer,
    Audit,
    Audited,
    Begin,
    Begun,
    Examine,
    Examined,
    Frames,
    Question,
    Refused,
    Survey,
    Surveyed,
    framed,
)
from workbench.domain.episodes import RunRecord
from workbench.domain.failures import Problem
from workbench.domain.schema import Schema
from workbench.verifier import parse_spec
from workbench.verifier.audit import Finished, audit
from workbench.verifier.lint import Mark, Weight

_PACE = 0.05
"""Seconds between two tallies."""
_NICE = 5
_GULP = 65536


class Examiner:
    """Answers questions; remembers schemas, golds and stored runs between them."""

    def __init__(self, clock: Callable[[], float] = monotonic, superseded: Callable[[], bool] = lambda: False) -> None:
        """``superseded`` says whether another question waits: stored runs are then judged by that one at once."""
        headers = StoredHeaders()
        self._evidence = Evidence(headers)
        self._rejudgements = Rejudgements(headers, clock, superseded)
        self._clock = clock

    def answer(self, question: Question) -> Iterator[Answer]:
        """The answers, each as soon as it is known."""
        try:
            match question:
                case Survey(paths=paths):
                    yield from (self._surveyed(path) for path in paths)
                case Examine():
                    yield self._examined(question)
                case Audit():
                    yield from self._audited(question)
                case Begin(workout=workout):
                    yield Begun(workout, beginning(workout))
                case Rejudge():
                    yield from self._rejudgements.answer(question)
        except Problem as problem:
            yield Refused(problem.what, problem.advice)

    def _surveyed(self, path: Path) -> Surveyed:
        try:
            text = read_spec_text(path)
        except Problem as problem:
            return Surveyed(path, 1, problem.what)
        schema, trouble = self._schema(text)
        marks = examine(text, source=str(path), schema=schema, trouble=trouble).marks
        errors = [mark for mark in marks if mark.weight is Weight.ERROR]
        return Surveyed(path, len(errors), errors[0].what if errors else "")

    def _examined(self, question: Examine) -> Examined:
        schema, trouble = self._schema(question.text)
        golds: tuple[RunRecord, ...] = ()
        try:
            golds = self._evidence.golds(question.recordings, workout_of(question.text))
        except Problem as problem:
            trouble = trouble or _mark(question.text, problem, "unreadable-gold")
        made = examine(question.text, source=question.source, schema=schema, golds=golds, trouble=trouble)
        return Examined(question.number, made)

    def _schema(self, text: str) -> tuple[Schema | None, Mark | None]:
        workout = workout_of(text)
        if not workout:
            return None, None
        try:
            return self._evidence.schema(workout), None
        except Problem as problem:
            return None, _mark(text, problem, "unknown-gym")

    def _audited(self, question: Audit) -> Iterator[Answer]:
        spec = parse_spec(question.text, source=question.source)
        schema = self._evidence.schema(spec.workout)
        golds = self._evidence.golds(question.recordings, spec.workout)
        tally, told = Tally(), self._clock()
        for event in audit(spec, schema, golds):
            tally = tally.after(event)
            if isinstance(event, Finished):
                yield tally
                yield Audited(question.text, summed(event.report))
            elif self._clock() - told >= _PACE or tally.done == 0:
                told = self._clock()
                yield tally


def _mark(text: str, problem: Problem, rule: str) -> Mark:
    """A problem that stands where the workout is named."""
    before, _, after = text.partition("workout:")
    column = len("workout:") + 1 + len(after) - len(after.lstrip(" "))
    return Mark(rule, before.count("\n") + 1, column, problem.what, problem.advice)


def main() -> None:
    """Answer until stdin ends. What is printed by accident goes to stderr."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    inbox = _Inbox(sys.stdin.fileno())
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        examiner = Examiner(superseded=inbox.waiting)
        for question in inbox:
            for answer in examiner.answer(question):
                answers.write(framed(answer))
                answers.flush()


class _Inbox:
    """Takes questions off the pipe while an answer is being worked out, so that newer ones are known of."""

    def __init__(self, stdin: int) -> None:
        self._questions: SimpleQueue[Question | None] = SimpleQueue()
        self._ended = False
        Thread(target=self._listen, args=(stdin,), name="questions", daemon=True).start()

    def waiting(self) -> bool:
        """Whether a question waits."""
        return self._questions.qsize() > self._ended

    def __iter__(self) -> Iterator[Question]:
        while (question := self._questions.get()) is not None:
            yield question

    def _listen(self, stdin: int) -> None:
        frames = Frames()
        while data := os.read(stdin, _GULP):
            for question in frames.feed(data):
                self._questions.put(question)
        self._ended = True
        self._questions.put(None)


if __name__ == "__main__":
    main()
