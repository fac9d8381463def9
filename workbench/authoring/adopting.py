"""Puts a proposal into the text of a spec, with all that it needs, as one edit."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time

from workbench.authoring.edits import Edit
from workbench.authoring.ground import Ground
from workbench.authoring.outline import composed, entries, item
from workbench.authoring.proposals import Proposal
from workbench.authoring.splicing import add_clause, add_item, between, set_in, set_top
from workbench.domain.schema import Schema
from workbench.domain.values import JsonValue
from workbench.verifier.parsing import SIGNED

_MOMENTS = (
    ("date", date, re.compile(r"\d{4}-\d\d-\d\d")),
    ("time", time, re.compile(r"\d\d:\d\d(:\d\d)?")),
    ("datetime", datetime, re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?")),
)


def adopting(text: str, proposals: Iterable[Proposal], title: str = "Add a clause") -> Edit:
    """The edit that takes these proposals over, one after the other, and leaves the cursor at the last clause.

    Raises NotEditable.
    """
    new, last = text, ""
    for proposal in proposals:
        new, last = adopted(new, proposal), proposal.id or last
    made, found = between(text, new, title), item(new, last) if last else None
    start = int(found.node.start_mark.index) if found is not None else None
    return made if start is None else replace(made, select=(start, start))


def adopted(text: str, proposal: Proposal) -> str:
    """The text with the proposal in it. Raises NotEditable."""
    for name, expression in proposal.lets.items():
        if name not in _names(text, "let"):
            text = set_in(text, "let", name, expression)
    if proposal.section:
        text = add_clause(text, proposal.section, proposal.entry)
    if proposal.outcome is not None:
        text = set_top(text, "outcome", proposal.outcome)
    for table, policy in proposal.tables.items():
        text = set_in(text, "tables", table, policy)
    for mutant, accepted in proposal.accepts.items():
        if mutant not in _signed(text):
            text = add_item(text, "accepts", {"mutant": mutant, "sentence": f"{SIGNED}{accepted}"})
    return text


def starting_text(workout: str, goal: str, ground: Ground | None = None) -> str:
    """A spec that demands nothing yet: its workout, its goal, and the parameters with their types."""
    text = set_top(set_top(set_top("", "version", 1), "workout", workout), "goal", goal)
    if ground is not None:
        for name, type_name in parameter_types(ground).items():
            text = set_in(text, "params", name, type_name)
    return set_top(text, "outcome", "done")


def parameter_types(ground: Ground) -> dict[str, JsonValue]:
    """The parameters as a spec declares them: names to type words, or to mappings of fields."""
    schema = ground.run.initial.schema
    return {name: _type_of(name, value, schema) for name, value in ground.run.header.parameters.items()}


def _type_of(name: str, value: JsonValue, schema: Schema) -> JsonValue:
    if isinstance(value, Mapping):
        return {part: _type_of(f"{name}.{part}", inner, schema) for part, inner in value.items()}
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, list):
        return "list"
    if isinstance(value, int):
        return "money" if name.endswith("cents") else "integer"
    if isinstance(value, float):
        return "float"
    return _text_type(value) if isinstance(value, str) else "any"


def _text_type(value: str) -> str:
    for word, kind, shape in _MOMENTS:
        if shape.fullmatch(value):
            try:
                kind.fromisoformat(value)
            except ValueError:
                continue
            return word
    return "string"


def _names(text: str, section: str) -> set[str]:
    found = entries(composed(text)).get(section)
    return set(entries(found.value)) if found else set()


def _signed(text: str) -> set[str]:
    found = entries(composed(text)).get("accepts")
    listed = found.value.value if found and isinstance(found.value.value, list) else []
    return {str(entries(one)["mutant"].value.value) for one in listed if "mutant" in entries(one)}
