"""Frames of the embedded browser: read from the window, paced, and never without the last state."""

import asyncio
import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from workbench.session.browser import OpenRequest
from workbench.session.embedded import EmbeddedHost
from workbench.session.pixels import Film

pytestmark = pytest.mark.browser

PAGE = """<body style="margin:0;background:rgb(10,20,200)">
<script>const paint = colour => document.body.style.background = colour</script>"""


def middle(data: bytes) -> tuple[int, ...]:
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.format == "JPEG"
        found = picture.getpixel((picture.width // 2, picture.height // 2))
    assert isinstance(found, tuple)
    return found


def looks(data: bytes, colour: tuple[int, ...]) -> bool:
    return all(abs(found - wanted) < 12 for found, wanted in zip(middle(data), colour, strict=True))


def test_that_a_burst_of_changes_makes_few_frames_and_the_last_shows_the_end(
    host: EmbeddedHost, site: Any, heard: Any, wait: Callable[..., Any], failures: list[BaseException]
) -> None:
    frames: list[tuple[float, bytes]] = []
    site.pages["/"] = PAGE

    async def story() -> float:
        film: Film

        def seen(_page: str, at: float, name: str) -> None:
            data = film.take(name)
            assert data is not None
            frames.append((at, data))

        film = Film(seen, failures.append)
        handle = await host.open(OpenRequest(site.origin()), heard.listener())
        await film.watch(handle)
        await handle.page.goto(site.origin() + "/")
        await until(lambda: frames and looks(frames[-1][1], (10, 20, 200)))
        before = len(frames)
        for red in range(40, 240, 10):
            await handle.page.evaluate(f"new Promise(done => (paint('rgb({red},0,0)'), requestAnimationFrame(done)))")
        await until(lambda: looks(frames[-1][1], (230, 0, 0)))
        await film.cancel()
        await host.close()
        return len(frames) - before

    made = wait(story())
    assert 1 <= made < 20
    assert [at for at, _ in frames] == sorted(at for at, _ in frames)


def test_that_the_camera_follows_a_page_into_another_process(
    host: EmbeddedHost, site: Any, heard: Any, wait: Callable[..., Any], failures: list[BaseException]
) -> None:
    site.pages.update({"/": PAGE, "/other": PAGE.replace("10,20,200", "0,160,0")})

    async def story() -> None:
        handle = await host.open(OpenRequest(site.origin()), heard.listener())
        assert handle.camera is not None
        changed = asyncio.Event()
        await handle.camera.watch(changed.set)
        for path, colour in (("/", (10, 20, 200)), ("/other", (0, 160, 0))):
            await handle.page.goto(site.origin() + path)
            async with asyncio.timeout(60):
                while (picture := await handle.camera.picture()) is None or not looks(picture[1], colour):
                    await changed.wait()
                    changed.clear()
        await host.close()
        assert await handle.camera.picture() is None

    wait(story())


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110 - several threads make it true
            await asyncio.sleep(0.01)
