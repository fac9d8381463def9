"""The goal sentence with its parameters stressed. No Qt."""

import re
from string import Formatter


def stressed_goal(template: str, goal: str) -> str:
    """``goal`` with ``**`` around what ``template`` left open; the bare goal where the two don't fit each other."""
    pieces = []
    for literal, field, _, _ in Formatter().parse(template):
        pieces.append(re.escape(literal))
        if field is not None:
            pieces.append("(.+?)")
    found = re.fullmatch("".join(pieces), goal, flags=re.DOTALL)
    if found is None:
        return goal
    parts, end = [], 0
    for group in range(1, (found.re.groups or 0) + 1):
        start, stop = found.span(group)
        parts += [goal[end:start], "**", goal[start:stop], "**"]
        end = stop
    return "".join([*parts, goal[end:]])


def open_goal(template: str) -> str:
    """A goal template to read before its parameters are known: ``Book a **service** visit for **member** …``."""
    parts = []
    for literal, field, _, _ in Formatter().parse(template):
        parts.append(literal)
        if field is not None:
            name = field.removesuffix(".name").replace(".", " ").replace("_", " ")
            parts.append(f"**{name}**")
    return "".join(parts)
