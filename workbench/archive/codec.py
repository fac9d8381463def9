"""Domain values to JSON and back. The only place that knows how a value looks on disk."""

import dataclasses
from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from workbench.domain.actions import Action, Outcome
from workbench.domain.episodes import FinalState, Header, InitialState, TableDigest
from workbench.domain.schema import Schema
from workbench.domain.steps import Step
from workbench.domain.values import Key, Row

Json = dict[str, Any]

_ACTIONS: dict[str, type[Any]] = {kind.kind: kind for kind in get_args(Action)}
_OUTCOMES: dict[str, type[Any]] = {kind.kind: kind for kind in get_args(Outcome)}


def _step_line() -> type[msgspec.Struct]:
    """A step's shape on disk: the same fields, its action still a tagged dictionary."""
    fields: list[Any] = []
    for field in dataclasses.fields(Step):
        kind = Json if field.name == "action" else field.type
        fields.append((field.name, kind) if field.default is dataclasses.MISSING else (field.name, kind, field.default))
    return msgspec.defstruct("StepLine", fields)


_StepLine = _step_line()


def encode(value: Any) -> bytes:
    """One JSON line, without its newline."""
    return msgspec.json.encode(to_json(value))


def to_json(value: Any) -> Any:
    """Plain JSON types for any domain value."""
    if isinstance(value, Step):
        return {**_plain_fields(value), "action": action_to_json(value.action)}
    if type(value) in _ACTIONS.values():
        return action_to_json(value)
    if isinstance(value, InitialState):
        return _initial_to_json(value)
    if isinstance(value, FinalState):
        return _final_to_json(value)
    return msgspec.to_builtins(value, str_keys=True)


def _plain_fields(step: Step) -> Json:
    return {
        field.name: msgspec.to_builtins(getattr(step, field.name))
        for field in dataclasses.fields(step)
        if field.name != "action"
    }


def action_to_json(action: Action) -> Json:
    """The action's fields with its ``kind``."""
    fields: Json = msgspec.to_builtins(action)
    return {"kind": action.kind, **fields}


def action_from_json(data: Mapping[str, Any]) -> Any:
    """The Action that ``data`` tags. Raises ``msgspec.ValidationError`` when it is none."""
    return _tagged(data, _ACTIONS, "action")


def outcome_from_json(data: Mapping[str, Any]) -> Any:
    """The Outcome that ``data`` tags. Raises ``msgspec.ValidationError`` when it is none."""
    return _tagged(data, _OUTCOMES, "outcome")


def _tagged(data: Mapping[str, Any], kinds: Mapping[str, type[Any]], what: str) -> Any:
    kind = str(data.get("kind"))
    if kind not in kinds:
        raise msgspec.ValidationError(f"unknown {what} {kind!r}")
    return msgspec.convert({name: value for name, value in data.items() if name != "kind"}, kinds[kind])


def step_from_json(data: Json) -> Step:
    """The Step on one line of ``steps.jsonl``."""
    line = msgspec.convert(data, _StepLine)
    fields = msgspec.structs.asdict(line)
    return Step(**{**fields, "action": action_from_json(fields["action"])})


def schema_from_json(data: Mapping[str, Any]) -> Schema:
    """A schema as the control plane sends it and as episodes store it; tables and columns carry their names."""
    tables = {name: {**table, "name": name} for name, table in data["tables"].items()}
    return msgspec.convert({"tables": tables}, Schema)


def header_from_json(data: Mapping[str, Any]) -> Header:
    return msgspec.convert(data, Header)


def _initial_to_json(initial: InitialState) -> Json:
    return {
        "schema": msgspec.to_builtins(initial.schema),
        "complete": initial.complete,
        "counts": dict(initial.counts),
        "lookups": dict(initial.lookups),
        "tables": {name: [dict(row) for row in rows.values()] for name, rows in initial.tables.items()},
    }


def initial_from_json(data: Mapping[str, Any]) -> InitialState:
    """The initial state; rows are keyed by the key columns that the schema names."""
    schema = schema_from_json(data["schema"])
    return InitialState(
        schema=schema,
        tables={name: keyed(rows, schema.tables[name].key) for name, rows in data["tables"].items()},
        complete=bool(data["complete"]),
        counts=dict(data["counts"]),
        lookups=dict(data["lookups"]),
    )


def keyed(rows: list[Row], key: tuple[str, ...]) -> dict[Key, Row]:
    """Rows by their primary key."""
    return {tuple(row[column] for column in key): row for row in rows}


def _final_to_json(final: FinalState) -> Json:
    return {
        "tables": msgspec.to_builtins(final.tables),
        "counts": dict(final.counts),
        "drained": final.drained,
        "problems": list(final.problems),
        "touched": {
            name: [[list(key), None if row is None else dict(row)] for key, row in rows.items()]
            for name, rows in final.touched.items()
        },
    }


def final_from_json(data: Mapping[str, Any]) -> FinalState:
    """The final state, as the control plane sends it and as ``end.jsonl`` stores it."""
    return FinalState(
        tables=msgspec.convert(data["tables"], dict[str, TableDigest]),
        counts=dict(data["counts"]),
        drained=bool(data.get("drained", True)),
        problems=tuple(data["problems"]),
        touched={name: {tuple(key): row for key, row in rows} for name, rows in data["touched"].items()},
    )
