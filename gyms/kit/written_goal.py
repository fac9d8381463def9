"""Goal sentences of written workouts, checked before any world is made."""

import datetime as dt
import string
from collections.abc import Mapping

from gyms.kit.failures import BrokenGym
from gyms.kit.goals import MONEY, fill_goal
from gyms.kit.gym import Json
from gyms.kit.written_nodes import Node

_SAMPLES: Mapping[str, Json] = {
    "integer": 3,
    "money": 1250,
    "float": 1.5,
    "boolean": True,
    "date": "2026-07-14",
    "time": "10:30",
    "datetime": "2026-07-14T10:30:00",
}
_MOMENTS = ("date", "time", "datetime")


def check_template(node: Node, template: str, declared: Mapping[str, Json]) -> None:
    """Whether everything in braces can be filled in. Raises BrokenWorkout."""
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError as error:
        node.fail(f"Its braces don't match ({error}).", "Write `{{` for a brace that is meant as one.")
    for _, name, form, conversion in parts:
        if name is not None:
            _check(node, name, form or "", conversion, declared)


def _check(node: Node, name: str, form: str, conversion: str | None, declared: Mapping[str, Json]) -> None:
    first, _, column = name.partition(".")
    known = declared.get(first)
    if known is None:
        node.fail(f"{{{name}}} stands for nothing.", f"Drawn are: {', '.join(declared) or 'no parameters'}.")
    if isinstance(known, dict):
        if column not in known:
            columns = ", ".join(f"{{{first}.{each}}}" for each in known)
            node.fail(f"{{{name}}} stands for nothing.", f"There are: {columns}.")
        known = known[column]
    elif column:
        node.fail(f"{{{name}}} stands for nothing: {first} is a single value.", f"Write {{{first}}}.")
    if conversion:
        node.fail(f"{{{name}!{conversion}}} can't be shown like that.", f"Write {{{name}}}.")
    if form == MONEY and known not in ("money", "integer"):
        node.fail(f"{{{name}:{form}}} is no amount: it is {known}.", f"Write {{{name}}}.")
    if "%" in form and known not in _MOMENTS:
        node.fail(f"{{{name}:{form}}} is no date: it is {known}.", f"Write {{{name}}}.")
    _try(node, f"{{{name}:{form}}}" if form else f"{{{name}}}", form, str(known))


def _try(node: Node, written: str, form: str, word: str) -> None:
    try:
        fill_goal(f"{{it:{form}}}", {"it": _SAMPLES.get(word, "text")})
    except BrokenGym:
        today = dt.date(2026, 7, 14)
        node.fail(f"{written} has a form that nothing can be shown in.", f"Use one like `%d %B %Y` ({today:%d %B %Y}).")
