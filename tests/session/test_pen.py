"""The thread that writes an episode."""

import asyncio
from pathlib import Path

import pytest

from tests.archive.conftest import a_header, an_initial_state
from workbench.archive.failures import DiskTrouble
from workbench.archive.writer import EpisodeWriter
from workbench.session.pen import Pen


def test_that_a_failure_is_told_once_and_ends_all_writing(tmp_path: Path) -> None:
    told: list[BaseException] = []
    written: list[str] = []
    trouble = DiskTrouble(tmp_path, OSError(28, "No space left on device"))

    def fail(_: EpisodeWriter) -> None:
        raise trouble

    async def story() -> None:
        pen = Pen(EpisodeWriter.create(tmp_path / "draft", a_header(), an_initial_state()), told.append)
        with pytest.raises(DiskTrouble):
            await pen.written(fail)
        for _ in range(3):
            pen.write(lambda _: written.append("a line that would lie"))
        with pytest.raises(DiskTrouble) as again:
            await pen.written(lambda _: written.append("another"))
        assert again.value is trouble
        await pen.close()

    asyncio.run(story())
    assert (told, written) == ([trouble], [])
