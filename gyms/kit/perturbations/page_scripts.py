"""Perturbations that work in the page: what their scripts can use, and how they tell that they struck.

A script is JavaScript that runs first in every document, frames too, as the body of a function of ``self``:

``parameters``; ``load`` (ordinal of this document among those of its frame);
``chance(name)`` (a number from 0 up to 1, from the seed, the id and the name alone), ``between(name, least, most)``
(a whole number drawn so), ``shuffled(name, list)``;
``count(name)`` (adds one to a counter that lives as long as the sitting and returns it), ``remember(name, text)`` and
``recall(name)``;
``actions(work)`` (calls ``work(ordinal, event)`` on each press of the pointer or of a key; all perturbations share the
count);
``turns(name, {earliest, latest, most})`` (a drawn schedule: ``due(ordinal)`` says whether a strike is owed by then,
``take(ordinal)`` notes that it happened; the next one is drawn from there);
``ready(work)`` (when the document has its elements); ``onStage()`` (whether this is the document of its tab that shows
overlays); ``owing(name, delay, pay)`` (returns a function that makes ``pay(detail)`` happen on stage, ``delay`` ms
later, on the next page if this one goes);
``overlay(…)`` (see ``overlays.js``), ``fields`` (see ``fields.js``);
``strike(detail)`` (tells the timeline).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from gyms.kit.perturbations import Perturbation

STRUCK = "/kit/struck"
"""Where pages tell of strikes."""

_PARTS = ("overlays.js", "fields.js", "runtime.js")

RUNTIME = "\n".join((Path(__file__).parent / part).read_text(encoding="utf-8") for part in _PARTS)
"""What comes before the scripts."""

Milliseconds = Annotated[int, Meta(ge=0, le=30_000)]
Pixels = Annotated[int, Meta(ge=0, le=2_000)]
Ordinal = Annotated[int, Meta(ge=1)]
MOST_BYTES = 2000
"""Of one strike."""


def disturbing(perturbation: Perturbation, seed: int, script: str) -> str:
    """The page script of a perturbation: the file ``script`` (beside this module) with parameters and seed."""
    body = (Path(__file__).parent / script).read_text(encoding="utf-8")
    parameters: dict[str, Any] = asdict(perturbation) if is_dataclass(perturbation) else {}
    chance = hashlib.sha256(f"{seed}:{perturbation.id}".encode()).hexdigest()[:16]  # no page may know the world's seed
    given = json.dumps({"id": perturbation.id, "seed": chance, "parameters": parameters})
    return f"disturb({given}, (self) => {{\n{body}\n}});"


def read_strike(body: bytes) -> tuple[str, Mapping[str, Any]] | None:
    """The perturbation's id and the detail; None for anything else that a page may send."""
    try:
        told = msgspec.json.decode(body, type=dict[str, Any]) if len(body) <= MOST_BYTES else {}
    except msgspec.DecodeError:
        return None
    name, detail = told.get("perturbation"), told.get("detail")
    return (name, detail) if isinstance(name, str) and isinstance(detail, dict) else None
