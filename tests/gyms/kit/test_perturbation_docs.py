"""docs/perturbations.md says of every perturbation what it says of itself. Run as a module, this writes the table."""

import re
from pathlib import Path

from gyms.kit.perturbations.registry import Description, Parameter, describe, registry
from gyms.kit.profiles import PROFILES

DOCUMENT = Path(__file__).parents[3] / "docs" / "perturbations.md"
_TABLE = re.compile(r"(?<=\| id \| title \| what it does \| parameters \|\n\|---\|---\|---\|---\|\n)(?:\|.*\n)*")


def table() -> str:
    """One row per perturbation."""
    return "".join(_row(describe(kind)) for kind in registry().values())


def _row(told: Description) -> str:
    parameters = "<br>".join(_parameter(each) for each in told.parameters) or "–"
    return f"| {told.id} | {told.title} | {told.about} | {parameters} |\n"


def _parameter(told: Parameter) -> str:
    default = ", ".join(map(str, told.default)) if isinstance(told.default, tuple) else told.default
    written = str(default).lower() if isinstance(default, bool) else str(default)
    shown = f"`{told.name}: {written}`" if written else f"`{told.name}`"
    return f"{shown}{f' {told.unit}' if told.unit else ''}. {told.about}".replace("|", "\\|")


def test_that_the_document_lists_exactly_what_there_is() -> None:
    found = _TABLE.search(DOCUMENT.read_text(encoding="utf-8"))
    assert found is not None
    assert found.group() == table(), f"Run: python -m {__name__.removesuffix('.__main__')}"


def test_that_the_document_names_every_shipped_profile() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [name for name in PROFILES if f"`{name}`" not in text] == []


if __name__ == "__main__":
    DOCUMENT.write_text(_TABLE.sub(lambda _: table(), DOCUMENT.read_text(encoding="utf-8"), count=1), encoding="utf-8")
