"""Everything that an editor shows beside the text of a spec, in one value."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.domain.episodes import RunRecord
from workbench.domain.schema import Schema
from workbench.domain.values import JsonValue
from workbench.verifier import Place, Spec, SpecProblem, parse_spec, sentences
from workbench.verifier.lint import Mark, Weight, lint

_WORKOUT = re.compile(r"^workout:[ \t]*[\"']?([\w./-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause in words. Sentences mark what to stress with ``**``."""

    section: str
    """require, allow, never, order, page, outcome or frame."""
    id: str
    written: str
    """With parameters as they are written: ``$date``."""
    example: str
    """With the values of the example; the same as ``written`` where there is none."""
    line: int
    column: int
    because: str = ""
    """The author's reason."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What is to be said of one text."""

    workout: str
    """Empty where the text names none."""
    marks: tuple[Mark, ...]
    """Problems and lint findings, by line."""
    clauses: tuple[ClauseLine, ...]
    """None while the text can't be read."""
    example: str = ""
    """Which task the example is: ``gold with seed 3``."""
    schema: Schema | None = None
    names: tuple[tuple[str, str], ...] = ()
    """What ``$`` may be followed by, each with its type or origin."""
    golds: int = 0

    @property
    def errors(self) -> int:
        """How many marks matter."""
        return sum(mark.weight is Weight.ERROR for mark in self.marks)

    @property
    def readable(self) -> bool:
        """Whether the text is a spec at all."""
        return bool(self.clauses)


def workout_of(text: str) -> str:
    """The workout that a text names, also where the rest of it can't be read; empty for none."""
    found = _WORKOUT.search(text)
    return found.group(1) if found else ""


def examine(
    text: str,
    *,
    source: str,
    schema: Schema | None = None,
    golds: Sequence[RunRecord] = (),
    trouble: Mark | None = None,
) -> Examination:
    """Examine a text. ``trouble`` is what kept the schema or the golds away. Never raises for what a text may hold."""
    marks = lint(text, source=source, schema=schema, golds=golds)
    made = Examination(
        workout_of(text), (*((trouble,) if trouble else ()), *marks), (), schema=schema, golds=len(golds)
    )
    try:
        spec = parse_spec(text, source=source)
    except SpecProblem:
        return replace(made, names=_known_names(None, golds, schema))
    example = golds[0] if golds else None
    return replace(
        made,
        workout=spec.workout,
        clauses=tuple(_clauses(spec, example)),
        example=f"gold with seed {example.header.seed}" if example else "",
        names=_known_names(spec, golds, schema),
    )


def _clauses(spec: Spec, example: RunRecord | None) -> Iterator[ClauseLine]:
    written = sentences(spec, {})
    bound = sentences(spec, example.header.parameters, example.initial) if example else written
    places = {
        **{clause.id: clause.place for clause in spec.clauses},
        **{order.id: order.place for order in spec.orders},
        **{call.id: call.place for call in spec.calls},
        **{page.id: page.place for page in spec.pages},
        "outcome": spec.ending.place,
    }
    reasons = {
        **{clause.id: clause.because for clause in spec.clauses},
        **{order.id: order.because for order in spec.orders},
        **{call.id: call.because for call in spec.calls},
        **{page.id: page.because for page in spec.pages},
    }
    for (section, id, sentence), (_, _, told) in zip(written, bound, strict=True):
        place = places.get(id) or next(
            (at for name, at in spec.places.items() if name.startswith("tables")), Place(1, 1)
        )
        yield ClauseLine(section, id, sentence, told, place.line, place.column, reasons.get(id, ""))


def _known_names(spec: Spec | None, golds: Sequence[RunRecord], schema: Schema | None) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    if spec is not None and spec.params is not None:
        found += _flattened("", spec.params)
    elif golds:
        found += [(name, "parameter") for name, _ in _flattened("", golds[0].header.parameters)]
    if spec is not None:
        found += [(let.name, "let") for let in spec.lets]
        for clause in spec.clauses:
            table = schema.tables.get(clause.pattern.table) if schema else None
            found += [(f"{clause.id}.{column.name}", column.type) for column in (table.columns if table else ())]
    return tuple(found)


def _flattened(prefix: str, fields: Mapping[str, JsonValue]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from _flattened(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", str(value)
