"""How a command answers: sentences for people, one JSON document for programs, and an exit status.

Status 0 is fine, 1 a negative answer, 2 could not run.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from workbench.domain.failures import Problem
from workbench.domain.steps import Disturbance

FINE, NEGATIVE, COULD_NOT_RUN = 0, 1, 2

_TONES = {"SATISFIED": "green", "VIOLATED": "red", "UNDECIDED": "yellow"}


@dataclass(frozen=True, slots=True)
class Reporter:
    """Where one command's answer goes."""

    as_json: bool

    def say(self, text: str) -> None:
        """A line for people; silent when a program asked."""
        if not self.as_json:
            Console(highlight=False, soft_wrap=True).print(text)

    def answer(self, document: Any, status: int = FINE) -> NoReturn:
        """End the command: print the document for programs and leave with the status."""
        if self.as_json:
            typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        raise typer.Exit(status)

    @contextmanager
    def problems_told(self) -> Iterator[None]:
        """A Problem inside the block ends the command with status 2 and says what to do."""
        try:
            yield
        except Problem as problem:
            if self.as_json:
                self.answer({"problem": problem.what, "advice": problem.advice}, COULD_NOT_RUN)
            Console(stderr=True, highlight=False, soft_wrap=True).print(
                f"[bold red]{escape(problem.what)}[/]\n{escape(problem.advice)}"
            )
            raise typer.Exit(COULD_NOT_RUN) from problem


def toned(ruling: str) -> str:
    """The ruling, in its colour."""
    return f"[{_TONES.get(ruling, 'white')}]{ruling}[/]"


def struck(disturbances: Sequence[Disturbance]) -> str:
    """By what an episode was disturbed: ids in the order in which they first struck; empty when nothing did."""
    ids = [one.perturbation for one in disturbances]
    told = [f"{id} ×{ids.count(id)}" if ids.count(id) > 1 else id for id in dict.fromkeys(ids)]
    return f"  [yellow]disturbed by {escape(', '.join(told))}[/]" if told else ""


def marked(sentence: str) -> str:
    """A sentence whose ``**stress**`` is shown bold."""
    parts = escape(sentence).split("**")
    return "".join(f"[bold]{part}[/]" if index % 2 else part for index, part in enumerate(parts))
