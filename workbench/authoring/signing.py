"""Signing for a survivor: the line under ``accepts`` that says what the spec accepts on purpose."""

import json
import re

from workbench.authoring.edits import Edit
from workbench.verifier.audit import Survivor
from workbench.verifier.parsing import SIGNED

_SECTION = re.compile(r"^accepts:[ \t]*(.*)$", re.MULTILINE)
_ITEM = re.compile(r"^( *)- ")


def snippet(survivor: Survivor) -> str:
    """The entry, as one line of YAML: ``{mutant: "…", sentence: "this spec accepts: …"}``."""
    story = survivor.tried.story.replace("**", "")
    name, sentence = (json.dumps(text, ensure_ascii=False) for text in (survivor.tried.id, SIGNED + story))
    return f"{{mutant: {name}, sentence: {sentence}}}"


def signing(text: str, survivor: Survivor) -> Edit:
    """The edit that adds the entry at the end of ``accepts``, or that section at the end of the file.

    What the author should put into their own words, the sentence after "this spec accepts: ", is left selected.
    """
    entry = snippet(survivor)
    found = _SECTION.search(text)
    if found is None:
        return _made(len(text), f"{_gap(text)}accepts:\n  - {entry}\n", entry)
    inline = found.group(1).split(" #")[0].strip()
    if inline.startswith("["):
        return _into_flow(text, found, entry)
    end, indent = _end_of_list(text, found.end())
    lead = "" if text[:end].endswith("\n") else "\n"
    return _made(end, f"{lead}{indent}- {entry}\n", entry)


def _made(start: int, addition: str, entry: str, stop: int | None = None) -> Edit:
    first = start + addition.index(entry) + entry.index(SIGNED) + len(SIGNED)
    last = start + addition.index(entry) + len(entry) - 2
    return Edit("Sign a survivor", start, start if stop is None else stop, addition, (first, last))


def _gap(text: str) -> str:
    """What must stand between the last line and a new section."""
    return "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"


def _into_flow(text: str, found: re.Match[str], entry: str) -> Edit:
    """``accepts: []`` becomes a list of lines; a list in brackets gets one more entry."""
    opening = text.index("[", found.start(1))
    if re.match(r"\[\s*\]", text[opening:]):
        return _made(opening, f"\n  - {entry}", entry, text.index("]", opening) + 1)
    return _made(opening + 1, f"{entry}, ", entry)


def _end_of_list(text: str, start: int) -> tuple[int, str]:
    """Where the section's last entry ends, and how its entries are indented."""
    end, place, indent = min(start + 1, len(text)), start + 1, "  "
    for line in text[start + 1 :].splitlines(keepends=True):
        if line.strip() and not line.startswith((" ", "-", "#")):
            break
        item = _ITEM.match(line)
        indent = item.group(1) if item else indent
        place += len(line)
        if line.strip() and not line.startswith("#"):
            end = place
    return end, indent
