"""Old formats are brought up to date in memory, one step per version; the files stay as they are.

A step takes the parsed content of an episode's files of format N and returns that of format N + 1.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from workbench.archive import layout
from workbench.archive.failures import NewerEpisode

Content = dict[str, Any]
"""File name to parsed JSON: a dictionary for ``episode.json``, a list of lines for each stream."""

STEPS: Mapping[int, Callable[[Content], Content]] = {}
"""Format N to the function ``from_N_to_N+1``. Format 1 is the first there is."""


def modernise(
    content: Content,
    folder: Path,
    steps: Mapping[int, Callable[[Content], Content]] = STEPS,
    newest: int = layout.FORMAT,
) -> Content:
    """The content as the newest format has it. Raises NewerEpisode for a format from the future."""
    found = content[layout.EPISODE]["format"]
    if found > newest:
        raise NewerEpisode(folder, found, newest)
    for number in range(found, newest):
        content = steps[number](content)
        content[layout.EPISODE]["format"] = number + 1
    return content
