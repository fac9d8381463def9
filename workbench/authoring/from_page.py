"""From an element of a page to the clause that asks for it, and a cell behind it in words. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from workbench.authoring.displaying import Origin
from workbench.authoring.proposals import Proposal
from workbench.domain.pages import PageFact
from workbench.domain.picking import Picked
from workbench.domain.values import JsonValue, Scalar
from workbench.verifier.dates import iso_dates
from workbench.verifier.displayed import has_whole
from workbench.verifier.page_lines import ROLES
from workbench.verifier.shown import shown

TIGHTENS: Final = (
    "A page clause can only tighten: it earns nothing by itself, and it is refused where no backend change is required "
    "beside it."
)
_SHORTEST: Final = 2
"""Letters of a parameter from which on it is no coincidence that a text contains it."""
_LONGEST: Final = 120
"""Letters of a displayed text that are asked for literally."""

Demand = tuple[str, JsonValue]
"""What a clause says of an element: ``("text", {"contains": "$date", "as": "dates"})``."""


def page_proposal(
    picked: Picked, parameters: Mapping[str, JsonValue], taken: Collection[str] = (), money: Collection[str] = ()
) -> Proposal:
    """The page clause that asks for such an element at the end; without an entry where nothing there has a role.

    ``parameters`` are the task's own; where the element shows one, the clause asks for that one. ``taken`` are ids that
    the spec has already; ``money`` are parameters that the spec declares as cents, such as ``fare.price``.
    """
    fact = _with_role(picked)
    if fact is None:
        warning = "Neither this element nor what it stands in has a role, and a page clause needs one."
        return Proposal("", warnings=(warning,))
    found = sorted(_shown_parameters(_subject(fact)[1], parameters, money), key=lambda hit: (-hit[0], hit[1]))
    demand, name = (found[0][2], found[0][1]) if found else (_literal(fact), "")
    subject = _subject(fact)[0]
    entry: dict[str, JsonValue] = {"id": _free_id(f"{_slug(name or fact.role)}-shown", taken), "role": fact.role}
    if demand is not None:
        entry[subject] = demand
    entry["at"] = "end"
    others = [f"**${other}**" for _, other, _ in found[1:] if not other.startswith(f"{name}.")]
    also = f" It shows {', '.join(others)} too: that would be a clause of its own." if others else ""
    why = f"The element shows **${name}**.{also}" if name else f"The element shows **{shown(_subject(fact)[1])}**."
    return Proposal("page", entry, why, (TIGHTENS,))


def origin_words(origin: Origin) -> str:
    """Such as "visits **42** · date = **2026-07-14** (shown as date 14 July)"; ``**`` marks what to stress."""
    key = ", ".join(str(part) for part in origin.key)
    how = origin.shown_as if origin.shown_as in ("as written", "a part of it") else f"shown as {origin.shown_as}"
    return f"{origin.table} **{key}** · {origin.column} = **{shown(origin.value)}** ({how})"


def _with_role(picked: Picked) -> PageFact | None:
    """The element itself, or the innermost around it that a page clause can name."""
    target = picked.target
    own = PageFact(target.role, target.name, target.text, picked.value)
    return next((fact for fact in (own, *picked.enclosing) if fact.role in ROLES), None)


def _subject(fact: PageFact) -> tuple[str, str]:
    """What to speak of, and what it is: the value of a field, else the text, else the name."""
    if fact.value:
        return "value", fact.value
    return ("text", fact.text) if fact.text else ("name", fact.name)


def _shown_parameters(
    text: str, parameters: Mapping[str, JsonValue], money: Collection[str]
) -> Iterator[tuple[int, str, JsonValue]]:
    """How much of the text each parameter is, its name, and the demand for it."""
    for name, value in _named(parameters):
        written = shown(value, "money") if name in money else str(value)  # as the verifier writes it on a page
        if len(written) < _SHORTEST and written != text:
            continue
        if written == text:
            yield len(written) + 1, name, f"${name}"
        elif has_whole(text, written):
            yield len(written), name, {"contains": f"${name}"}
        elif has_whole(iso_dates(text), written):
            yield len(written), name, {"contains": f"${name}", "as": "dates"}
        elif has_whole(text.casefold(), written.casefold()):
            yield len(written), name, {"contains": f"${name}", "as": "caseless"}


def _named(parameters: Mapping[str, JsonValue], above: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every value with the name by which a spec calls it: ``member.name``."""
    for name, value in parameters.items():
        if isinstance(value, dict):
            yield from _named(value, f"{above}{name}.")
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            yield f"{above}{name}", value


def _literal(fact: PageFact) -> JsonValue:
    """The text as it is; None where there is none to speak of."""
    text = _subject(fact)[1]
    if not text:
        return None
    written = text.replace("$", "$$")
    if len(text) <= _LONGEST:
        return {"contains": written} if fact.value is None else written
    return {"contains": written[:_LONGEST].rpartition(" ")[0] or written[:_LONGEST]}


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.removesuffix(".name").removesuffix(".id").lower()).strip("-")


def _free_id(wanted: str, taken: Collection[str]) -> str:
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
