"""The JSON Schema of the spec format, for editors that complete and check YAML. Made from what the parser knows."""

from collections.abc import Sequence
from typing import Any, Final

from workbench.domain.changes import Operation
from workbench.verifier.call_lines import CALL, CALL_KEYS
from workbench.verifier.clauses import KEYS
from workbench.verifier.matchers import NORMALISERS
from workbench.verifier.page_lines import PAGE_KEYS, ROLES
from workbench.verifier.parsing import PARAMETER_TYPES, SIGNED, TOP
from workbench.verifier.requests import METHODS, READS
from workbench.verifier.spec import Policy
from workbench.verifier.values import KINDS

Json = dict[str, Any]

_SCALAR: Final[Json] = {"type": ["string", "number", "boolean", "null"]}
_TEXT: Final[Json] = {"type": "string", "minLength": 1}
_ID: Final[Json] = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$"}
_COUNT: Final[Json] = {"type": "integer", "minimum": 1}
_OUTCOME: Final[Json] = {"enum": ["done", "defer"]}
_EXPRESSION: Final[Json] = {"type": ["string", "number", "boolean"]}


def spec_format() -> Json:
    """The schema (JSON Schema 2020-12). It accepts every spec that parses; the linter knows the rest."""
    top: dict[str, Json] = {
        "version": {"const": 1, "description": "The language."},
        "workout": {"type": "string", "pattern": "^.+$", "description": "Whose spec this is: gym/workout."},
        "goal": {**_TEXT, "description": "The goal sentence, for readers."},
        "params": {
            "description": "The parameters: a list of names, or names with types.",
            "anyOf": [{"type": "array", "items": _TEXT}, {"$ref": "#/$defs/parameters"}],
        },
        "task": {
            "description": "Makes the file a workout of its own: see written-workouts.md.",
            "type": "object",
            "required": ["title"],
            "additionalProperties": False,
            "properties": {
                "title": {**_TEXT, "description": "What the workout is called, for people."},
                "trains": {**_TEXT, "description": "One sentence: the skill that it isolates."},
                "start": {"type": "string", "pattern": "^/", "description": "The page that it begins at."},
                "as": {**_TEXT, "description": "The parameter that is signed in."},
                "options": {"type": "object", "description": "The choices that its worlds keep to."},
                "draw": {"type": "object", "description": "Where each parameter comes from."},
            },
        },
        "let": {
            "description": "Names for values computed from parameters and the initial state.",
            "type": "object",
            "additionalProperties": _EXPRESSION,
        },
        **{section: _list(_clause(section), _SECTIONS[section]) for section in _SECTIONS},
        "order": _list(_order(), "What comes before what."),
        "page": _list(_page(), "What must be displayed at the end, besides what is required."),
        "outcome": _ending(),
        "tables": {
            "description": "Policies of tables; strict where nothing is said.",
            "type": "object",
            "additionalProperties": {"enum": [policy.value for policy in Policy]},
        },
        "drain": {
            "description": "How long pending work may take after the end, in the world's time.",
            "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\d+(\.\d+)?\s*(ms|s|m|h)?$"}],
        },
        "accepts": _list(_signature(), "Survivors of the audit that the author has signed."),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A spec of a workout",
        **_closed({name: top[name] for name in TOP}, required=("version", "workout")),
        "$defs": {"parameters": _parameters(), "matcher": _matcher()},
    }


_SECTIONS: Final = {
    "require": "Changes that must have happened and last.",
    "allow": "Changes that may happen.",
    "never": "Changes that must never happen, and requests that must never be made.",
}


def _closed(properties: Json, required: tuple[str, ...] = ()) -> Json:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _list(items: Json, description: str) -> Json:
    return {"type": "array", "items": items, "description": description}


def _clause(section: str) -> Json:
    cells: Json = {"type": "object", "additionalProperties": {"$ref": "#/$defs/matcher"}}
    tables: Json = {operation.value: {**_TEXT, "description": "The table."} for operation in Operation}
    known: Json = {
        "id": {**_ID, "description": "Findings are named after it."},
        **tables,
        "key": {
            "description": "The primary key: one value, a list in key order, or a mapping by column.",
            "anyOf": [{"$ref": "#/$defs/matcher"}, cells],
        },
        "where": {**cells, "description": "Demands on the old row."},
        "values": {**cells, "description": "Demands on the new row."},
        "only": {
            "description": "The columns that may differ; for a never, the columns it watches.",
            "type": "array",
            "items": _TEXT,
        },
        "check": {
            "description": "CEL over `old` and `new`.",
            "anyOf": [_TEXT, {"type": "array", "items": _TEXT}],
        },
        "times": _times(section),
        "because": {**_TEXT, "description": "The author's reason; it appears with every finding."},
        "outcome": {**_OUTCOME, "description": "In force only where that is the right outcome."},
    }
    one = [{"required": [operation.value]} for operation in Operation]
    if section != "never":
        return {**_closed({key: known[key] for key in KEYS}, required=("id",)), "oneOf": one}
    known[CALL] = {**_requests(METHODS), "description": "A request that must never reach the server, or a list."}
    keys = [key for key in dict.fromkeys((*CALL_KEYS[:2], *KEYS)) if key != "times"]
    return {
        **_closed({key: known[key] for key in keys}, required=("id",)),
        "oneOf": [*one, {"required": [CALL]}],
        "if": {"required": [CALL]},
        "then": {"propertyNames": {"enum": list(CALL_KEYS)}},
    }


def _requests(methods: Sequence[str]) -> Json:
    """One request template, or a list of them."""
    text: Json = {"type": "string", "pattern": rf"^\s*({'|'.join(methods)})\s+/"}
    return {"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]}


def _times(section: str) -> Json:
    ends: Json = {"min": _COUNT, "max": _COUNT} if section == "require" else {"max": _COUNT}
    told: list[Json] = [{"type": "string", "pattern": r"^\$"}] if section == "require" else []
    return {"description": "How many such changes.", "anyOf": [_COUNT, _closed(ends), *told]}


def _matcher() -> Json:
    own: Json = {"$ref": "#/$defs/matcher"}
    known: Json = {
        "is": _SCALAR,
        "in": {"anyOf": [{"type": "array", "items": _SCALAR, "minItems": 1}, {"type": "string", "pattern": r"^\$"}]},
        "from": _SCALAR,
        "to": _SCALAR,
        "contains": _SCALAR,
        "not": own,
        "cel": _TEXT,
        "as": {"anyOf": [_normaliser(), {"type": "array", "items": _normaliser()}]},
        "within": {"type": "number", "exclusiveMinimum": 0},
    }
    mapping = {**_closed({kind: known[kind] for kind in KINDS}), "minProperties": 1}
    return {
        "description": "What a cell must be: a value, a list of choices, or a mapping such as {from: 9, to: 17}.",
        "anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}, mapping],
    }


def _normaliser() -> Json:
    return {"enum": list(NORMALISERS)}


def _parameters() -> Json:
    word: Json = {"enum": list(PARAMETER_TYPES)}
    return {"type": "object", "additionalProperties": {"anyOf": [word, {"$ref": "#/$defs/parameters"}]}}


def _order() -> Json:
    return {
        **_closed(
            {
                "id": _ID,
                "read": _requests(READS),
                "clause": _TEXT,
                "after": _TEXT,
                "before": _TEXT,
                "because": _TEXT,
                "outcome": _OUTCOME,
            }
        ),
        "allOf": [
            {"oneOf": [{"required": ["read"]}, {"required": ["clause"]}]},
            {"oneOf": [{"required": ["after"]}, {"required": ["before"]}]},
        ],
    }


def _page() -> Json:
    demand: Json = {"$ref": "#/$defs/matcher"}
    known: Json = {
        "id": {**_ID, "description": "Findings are named after it."},
        "role": {"enum": list(ROLES), "description": "The element's ARIA role."},
        "name": {**demand, "description": "Its accessible name."},
        "text": {**demand, "description": "The displayed text in it."},
        "value": {**demand, "description": "What is typed, chosen, ticked or measured."},
        "at": {"const": "end", "description": "When it is looked at."},
        "because": {**_TEXT, "description": "The author's reason; it appears with every finding."},
        "outcome": {**_OUTCOME, "description": "In force only where that is the right outcome."},
    }
    return _closed({key: known[key] for key in PAGE_KEYS}, required=("id", "role"))


def _ending() -> Json:
    defer = _closed({"reason": _TEXT, "entity": _SCALAR, "when": _EXPRESSION}, required=("reason",))
    return {
        "description": "The end that must be declared; done where nothing is said.",
        "anyOf": [{"const": "done"}, _closed({"defer": defer}, required=("defer",))],
    }


def _signature() -> Json:
    sentence = {"type": "string", "pattern": f"^{SIGNED}"}
    return _closed({"mutant": {"type": "string", "pattern": ":"}, "sentence": sentence}, ("mutant", "sentence"))
