"""What kind of field one has before oneself, and what it holds. Only looks."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Locator

_LOOK = """(field) => {
  const box = field.closest("[data-kit-kind]");
  const date = field.type === "date" || Boolean(box && "kitDate" in box.dataset);
  const plain = date ? "native" : field.localName === "select" ? "native" : "text";
  const kind = box?.dataset.kitKind ?? plain;
  const carrier = (box && box.querySelector("[name]")) ?? field;
  const choice = carrier.localName === "select";
  return {
    kind,
    role: date ? "date" : choice ? "choice" : kind === "suggest" ? "suggest" : "text",
    value: carrier.value ?? "",
    text: choice ? carrier.selectedOptions[0]?.label.trim() ?? "" : field.value ?? "",
    first: box?.dataset.first || field.min || "",
    last: box?.dataset.last || field.max || "",
    language: navigator.language,
  };
}"""


@dataclass(frozen=True)
class Held:
    """A field at one moment."""

    kind: str
    """``native``, ``flatpickr``, ``select2`` …, ``suggest``, or ``text``."""
    role: str
    """``date``, ``choice``, ``suggest`` or ``text``."""
    value: str
    """What would be submitted."""
    text: str
    """What one reads."""
    first: str
    last: str
    """ISO dates between which a date must be; empty where there is no such limit."""
    language: str
    """Of the browser."""


async def held(field: "Locator") -> Held:
    """What the field holds now."""
    return Held(**await field.evaluate(_LOOK))


def box_of(field: "Locator") -> "Locator":
    """The kit's box around a field: its label, what one sees, what carries the value."""
    return field.locator("xpath=ancestor-or-self::*[@data-kit-kind][1]")


def exactly(text: str) -> "re.Pattern[str]":
    """Matches this whole text, whatever blanks stand around it."""
    return re.compile(rf"^\s*{re.escape(text)}\s*$")
