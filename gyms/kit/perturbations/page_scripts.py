"""Perturbations that work in the page: what their scripts can use, and how they tell that they struck.

A script is JavaScript that runs first in every page, the body of a function of ``self``. ``self`` has ``parameters``,
``chance(name)`` (a number from 0 up to 1, from the seed, the id and the name alone), ``count(name)`` (adds one to a
counter that lives as long as the sitting and returns it), ``strike(detail)`` (tells the timeline) and ``ready(work)``
(when the document has its elements).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

import msgspec

from gyms.kit.perturbations import Perturbation

STRUCK = "/kit/struck"
"""Where pages tell of strikes."""

RUNTIME = (Path(__file__).parent / "runtime.js").read_text(encoding="utf-8")
MOST_BYTES = 2000
"""Of one strike."""


def disturbing(perturbation: Perturbation, seed: int, script: str) -> str:
    """The page script of a perturbation: the file ``script`` (beside this module) with parameters and seed."""
    body = (Path(__file__).parent / script).read_text(encoding="utf-8")
    parameters: dict[str, Any] = asdict(perturbation) if is_dataclass(perturbation) else {}
    given = json.dumps({"id": perturbation.id, "seed": seed, "parameters": parameters})
    return f"disturb({given}, (self) => {{\n{body}\n}});"


def read_strike(body: bytes) -> tuple[str, Mapping[str, Any]] | None:
    """The perturbation's id and the detail; None for anything else that a page may send."""
    try:
        told = msgspec.json.decode(body, type=dict[str, Any]) if len(body) <= MOST_BYTES else {}
    except msgspec.DecodeError:
        return None
    name, detail = told.get("perturbation"), told.get("detail")
    return (name, detail) if isinstance(name, str) and isinstance(detail, dict) else None
