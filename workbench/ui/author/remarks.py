"""What stands in the editor's margin: problems, what an audit let through, advice. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from workbench.authoring.tallying import AuditSummary
from workbench.ui.models.look import Chip, Line, Look, Span, Style
from workbench.ui.models.wording import count
from workbench.verifier.audit import Survivor
from workbench.verifier.lint import Mark, Weight


class Gravity(IntEnum):
    """How much a remark matters; the higher, the more."""

    INFO = 1
    WARNING = 2
    ERROR = 3


ICONS = {Gravity.ERROR: "circle-x", Gravity.WARNING: "triangle-alert", Gravity.INFO: "info"}
TONES = {Gravity.ERROR: "broken", Gravity.WARNING: "disturbed", Gravity.INFO: "accent"}


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark about one place; line and column count from 1."""

    gravity: Gravity
    line: int
    column: int
    what: str
    advice: str
    rule: str

    @property
    def sentence(self) -> str:
        """What and what to do."""
        return f"{self.what} {self.advice}"


def remarks_of(marks: Sequence[Mark], summary: AuditSummary | None = None) -> tuple[Remark, ...]:
    """Marks of the linter, and what the audit of this very text let through, by place."""
    found = [_of_mark(mark) for mark in marks]
    if summary is not None:
        found += [_of_mark(mark) for mark in summary.marks]
        found += [_of_survivor(one) for one in (*summary.failures, *summary.survivors) if not one.signed]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.line, one.column, -one.gravity)))


def by_line(remarks: Sequence[Remark]) -> dict[int, tuple[Remark, ...]]:
    """The remarks of each line, the gravest first."""
    lines: dict[int, list[Remark]] = {}
    for remark in remarks:
        lines.setdefault(remark.line, []).append(remark)
    return {line: tuple(sorted(ones, key=lambda one: -one.gravity)) for line, ones in lines.items()}


def remark_looks(remarks: Sequence[Remark]) -> tuple[Look, ...]:
    """One row each: what, where, and what to do."""
    return tuple(
        Look(
            (with_code(remark.what), with_code(remark.advice, "muted")),
            dot=TONES[remark.gravity],
            chips=(Chip(f"{remark.line}:{remark.column}"),),
            hint=f"{remark.rule} · line {remark.line}, column {remark.column}",
        )
        for remark in remarks
    )


def with_code(text: str, style: Style = "") -> Line:
    """A sentence as a line; what stands between backticks is set as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return (Span(text, style),)
    return tuple(Span(part, "mono" if number % 2 else style) for number, part in enumerate(parts) if part)


def remark_summary(remarks: Sequence[Remark]) -> str:
    """``2 errors · 1 warning``; empty for none."""
    nouns = {Gravity.ERROR: "error", Gravity.WARNING: "survivor", Gravity.INFO: "remark"}
    numbers = {gravity: sum(remark.gravity is gravity for remark in remarks) for gravity in nouns}
    return " · ".join(count(numbers[gravity], noun) for gravity, noun in nouns.items() if numbers[gravity])


def _of_mark(mark: Mark) -> Remark:
    gravity = Gravity.ERROR if mark.weight is Weight.ERROR else Gravity.INFO
    return Remark(gravity, mark.line, mark.column, mark.what, mark.advice, mark.rule)


def _of_survivor(survivor: Survivor) -> Remark:
    tried = survivor.tried
    story = survivor.story.replace("**", "")
    return Remark(Gravity.WARNING, tried.line, tried.column, story, tried.advice, tried.id)
