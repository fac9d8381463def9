"""The files that a task may ask to attach, as rows. No Qt."""

from collections.abc import Sequence
from pathlib import Path

from workbench.ui.models.look import Look, faint, stressed


def file_looks(files: Sequence[Path]) -> tuple[Look, ...]:
    """Where they lie, for file choosers that open elsewhere, and their names."""
    if not files:
        return ()
    folder = files[0].parent
    heading = Look((faint(f"File choosers open in {folder}"),), heading=True, hint=str(folder))
    return (heading, *(Look((stressed(file.name),), icon="file-text", hint=str(file)) for file in files))
