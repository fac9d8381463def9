"""From YAML to requests and to the never lines that speak of them."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from workbench.verifier.calls import Call
from workbench.verifier.clauses import KEYS, identifier, outcome_word
from workbench.verifier.problems import Place
from workbench.verifier.reading import Node
from workbench.verifier.references import PATTERN
from workbench.verifier.requests import METHODS, READS, Request
from workbench.verifier.values import reference

CALL: Final = "call"
CALL_KEYS: Final = ("id", CALL, "because", "outcome")
_BRACES = re.compile(r"\{\$?([^{}]*)\}")


def is_call(node: Node) -> bool:
    """Whether a never line speaks of requests."""
    return node.is_mapping() and CALL in node.fields("A never clause")


def call(node: Node) -> Call:
    """One line under ``never`` with a ``call``. Raises SpecProblem."""
    fields = node.only_fields("A never clause", tuple(dict.fromkeys((*CALL_KEYS, *KEYS))))
    for key, item in fields.items():
        if key not in CALL_KEYS:
            item.fail(
                f"`{key}` is about rows, and this clause is about requests.", "Give it a never clause of its own."
            )
    if "id" not in fields:
        node.fail("This never clause has no id.", "Add `id: some-short-name`; findings are named after it.")
    return Call(
        id=identifier(fields["id"]),
        requests=requests(fields[CALL], CALL),
        place=node.place,
        because=fields["because"].text("because") if "because" in fields else "",
        outcome=outcome_word(fields.get("outcome")),
        places=_places(fields),
    )


def requests(node: Node, key: str) -> tuple[Request, ...]:
    """One request or a list of them, under ``call`` or, where only reads will do, under ``read``."""
    nodes = node.items(f"`{key}`") if node.is_list() else (node,)
    if not nodes:
        node.fail(f"This list of {key}s is empty.", "Name at least one, such as `GET /visits`.")
    return tuple(_request(item, key) for item in nodes)


def _places(fields: Mapping[str, Node]) -> Mapping[str, Place]:
    places = {name: node.place for name, node in fields.items()}
    if fields[CALL].is_list():
        places.update({f"{CALL}.{at}": node.place for at, node in enumerate(fields[CALL].items(CALL))})
    return places


def _request(node: Node, key: str) -> Request:
    method, _, path = node.text(f"`{key}`").strip().partition(" ")
    path = path.strip()
    if key == CALL:
        _check_method(node, method)
    if (key != CALL and method not in READS) or not path.startswith("/"):
        kind, example = ("request", "POST /path") if key == CALL else ("read", "GET /path")
        node.fail(
            f"`{node.value}` is not a {kind}.", f"Write `{example}`, with `{{clause-id.column}}` where a value goes."
        )
    references = []
    for braces in _BRACES.finditer(path):
        found = PATTERN.fullmatch("$" + braces.group(1))
        if found is None:
            node.fail(f"`{braces.group()}` is not a reference.", "Write `{name.field}`.")
        references.append(reference(found, node.place))
    if set("{}").intersection(_BRACES.sub("", path)):
        node.fail(f"A brace in `{path}` has no partner.", "Write `{name.field}`; a literal brace is `%7B` or `%7D`.")
    return Request(method, _BRACES.sub("{}", path), tuple(references))


def _check_method(node: Node, method: str) -> None:
    if method not in METHODS:
        close = get_close_matches(method.upper(), METHODS, n=1)
        advice = f"Write `{close[0]} /path`." if close else f"Begin with one of: {', '.join(METHODS)}."
        node.fail(f"`{method}` is no method of a request.", advice, rule="unknown-method")
