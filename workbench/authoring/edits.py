"""Alterations of a text, each with its inverse."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts ``text`` in the place of the characters from ``start`` to ``stop``, counted as Python counts them."""

    title: str
    """As the menu reads: "Sign a survivor"."""
    start: int
    stop: int
    text: str
    select: tuple[int, int] | None = None
    """What to leave selected for the author to go on, as offsets into the new text."""


def applied(text: str, edit: Edit) -> str:
    """The text after the edit."""
    return text[: edit.start] + edit.text + text[edit.stop :]


def inverse(text: str, edit: Edit) -> Edit:
    """The edit that leads from ``applied(text, edit)`` back to ``text``."""
    return Edit(f"Undo: {edit.title}", edit.start, edit.start + len(edit.text), text[edit.start : edit.stop])
