"""Old formats are read through one step per version."""

from pathlib import Path

import pytest

from workbench.archive.failures import NewerEpisode
from workbench.archive.migrations import Content, modernise


def _rename(content: Content) -> Content:
    return {**content, "steps.jsonl": [{"n": line["number"]} for line in content["steps.jsonl"]]}


def _wrap(content: Content) -> Content:
    return {**content, "steps.jsonl": [{"index": line["n"]} for line in content["steps.jsonl"]]}


def test_that_each_version_takes_one_step_to_the_next() -> None:
    old: Content = {"episode.json": {"format": 1}, "steps.jsonl": [{"number": 4}]}
    new = modernise(old, Path("somewhere"), {1: _rename, 2: _wrap}, newest=3)
    assert new == {"episode.json": {"format": 3}, "steps.jsonl": [{"index": 4}]}


def test_that_the_future_is_refused() -> None:
    with pytest.raises(NewerEpisode):
        modernise({"episode.json": {"format": 4}}, Path("somewhere"), {}, newest=3)
