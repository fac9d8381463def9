"""``python -m gyms.kit.rehearsing``: what a window asks while a workout is being written, in a process of its own.

JSON lines in, JSON lines out, each answer with the ``id`` of its question:

``{"id": 1, "do": "gym", "gym": "clinic"}``
    Its tables with columns, types and numbers of rows; who can sign in; pages that need nothing to be named.
``{"id": 2, "do": "values", "gym": …, "table": …, "column": …}``
    Some of what that column holds.
``{"id": 3, "do": "preview", "gym": …, "text": …, "count": 10}``
    One line for each seed, as it is bound, then one with ``done``. The next preview cuts this one short.

What can't be done is ``{"id": …, "error": {"what", "advice", "line"}}``.
"""

import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from gyms.kit import catalogue
from gyms.kit.failures import BrokenWorkout, Problem, UnknownName
from gyms.kit.gym import Gym
from gyms.kit.shapes import shapes_of
from gyms.kit.site import Site
from gyms.kit.written_preview import Previewer

Line = dict[str, Any]
_GONE: Line = {"do": "end"}


class Rehearsal:
    """Answers questions about gyms, one at a time; keeps what is dear to make."""

    def __init__(self, gyms: Mapping[str, Gym]) -> None:
        self._gyms = gyms
        self._previewer = Previewer()

    def answer(self, question: Line, stop: Callable[[], bool] = lambda: False) -> Iterator[Line]:
        """The lines of the answer; a preview ends early once ``stop`` says so."""
        number = question.get("id")
        try:
            for line in self._answer(question):
                yield {"id": number, **line}
                if stop():
                    return
        except Problem as problem:
            place = problem.line if isinstance(problem, BrokenWorkout) else None
            what = problem.complaint if isinstance(problem, BrokenWorkout) else problem.what
            yield {"id": number, "error": {"what": what, "advice": problem.advice, "line": place}}

    def close(self) -> None:
        """Let go of everything."""
        self._previewer.close()

    def _answer(self, question: Line) -> Iterator[Line]:
        gym = self._gyms.get(str(question.get("gym")))
        if gym is None:
            raise UnknownName(f"There is no gym {question.get('gym')}.", f"There are: {', '.join(self._gyms)}.")
        match question.get("do"):
            case "gym":
                yield {"gym": describe(gym)}
            case "values":
                yield {"values": list(self._previewer.values(gym, str(question["table"]), str(question["column"])))}
            case "preview":
                for one in self._previewer.preview(str(question["text"]), gym, int(question.get("count", 10))):
                    task = {"goal": one.task.goal, "parameters": one.task.parameters} if one.task else {}
                    yield {"seed": one.seed, "problem": one.problem, **task}
                yield {"done": True}
            case other:
                raise UnknownName(f"Nobody knows how to do {other}.", "Ask for a gym, values or a preview.")


def describe(gym: Gym) -> Line:
    """What can be chosen from in a gym."""
    shapes = shapes_of(gym.metadata)
    tables = [
        {"name": name, "key": list(shape.key), "columns": [[column, shape.words[column]] for column in shape.columns]}
        for name, shape in shapes.items()
    ]
    site = getattr(gym.app, "__self__", None)  # the usual way to serve a gym is a method of its site
    sign_in = {"table": gym.sign_in.table, "key": gym.sign_in.key} if gym.sign_in else None
    link = gym.sign_in.path if gym.sign_in else ""
    pages = [page for page in site.pages() if page != link] if isinstance(site, Site) else ["/"]
    return {"tables": tables, "sign_in": sign_in, "pages": pages}


def main() -> None:
    """Until the input ends. Whatever else prints goes to stderr."""
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    questions: queue.Queue[Line] = queue.Queue()
    reader = threading.Thread(target=_read, args=(sys.stdin.buffer, questions), name="questions", daemon=True)
    reader.start()
    rehearsal = Rehearsal(catalogue.gyms())
    try:
        while (question := questions.get()) is not _GONE:
            for line in rehearsal.answer(question, lambda: _superseded(questions)):
                replies.write(msgspec.json.encode(line) + b"\n")
    except BrokenPipeError:
        pass  # nobody listens any more
    finally:
        rehearsal.close()


def _superseded(questions: "queue.Queue[Line]") -> bool:
    """Whether another preview is wanted already, or none any more."""
    return any(waiting["do"] in ("preview", "end") for waiting in tuple(questions.queue))


def _read(source: BinaryIO, questions: "queue.Queue[Line]") -> None:
    for line in source:
        questions.put(msgspec.json.decode(line, type=Line))
    questions.put(_GONE)


if __name__ == "__main__":
    main()
