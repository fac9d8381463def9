"""Draws each gym's main page for the gallery, and writes ``docs/gyms.md``: ``python -m workbench.ui.portraits``.

``--text`` writes the document only, which takes no browser.
"""

import asyncio
import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.async_api import Page

from workbench.installation import data
from workbench.session.browser import BrowserHost
from workbench.session.folders import Folders
from workbench.session.gym_process import GymProcess
from workbench.session.headless import run_headless
from workbench.session.messages import TaskRequest
from workbench.session.sitting import Sitting
from workbench.ui.models.gym_document import gyms_document
from workbench.ui.models.offer import Offer

SIZE = (640, 400)
HEAVIEST = 60_000
"""Bytes of a picture: a gallery of ten is part of every checkout and every wheel."""
_COLOURS = (256, 160, 96, 64, 40)
_SEED = 3


async def draw(gyms: GymProcess, host: BrowserHost, folder: Path) -> None:
    """A picture for each gym: where its first workout begins."""
    with tempfile.TemporaryDirectory() as away:
        folders = Folders(Folders.default().specs, Path(away) / "recordings", Path(away) / "drafts")
        sitting = Sitting(gyms, host, folders, lambda _: None)
        for gym in await gyms.gyms():
            await sitting.open(TaskRequest(gym.workouts[0].name, seed=_SEED, actor="oracle"))
            drawn = await asyncio.to_thread(small, await _take(sitting.page))
            await asyncio.to_thread((folder / f"{gym.name}.png").write_bytes, drawn)
        await sitting.close()


async def _take(page: Page) -> Image.Image:
    await page.evaluate("document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(done)))")
    taken = await page.screenshot()
    with Image.open(io.BytesIO(taken)) as image:
        wide = image.convert("RGB").resize((SIZE[0], SIZE[0] * image.height // image.width), Image.Resampling.LANCZOS)
    return wide.crop((0, 0, *SIZE))


def small(image: Image.Image) -> bytes:
    """As a PNG with as many colours as its weight allows."""
    drawn = b""
    for colours in _COLOURS:
        stream = io.BytesIO()
        image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            stream, "PNG", optimize=True
        )
        drawn = stream.getvalue()
        if len(drawn) <= HEAVIEST:
            break
    return drawn


async def read_offer(gyms: GymProcess) -> Offer:
    """What the shipped gyms offer."""
    return Offer(await gyms.gyms(), (), await gyms.perturbations())


def write(offer: Offer) -> None:
    """Write the document where it stands."""
    path = data("docs") / "gyms.md"
    path.write_text(gyms_document(offer), encoding="utf-8")


async def _text() -> None:
    gyms = GymProcess()
    try:
        write(await read_offer(gyms))
    finally:
        await gyms.stop()


def main(argv: Sequence[str]) -> int:
    """Draw and write, in a checkout."""
    if "--text" in argv:
        asyncio.run(_text())
        return 0

    async def work(gyms: GymProcess, host: BrowserHost) -> None:
        folder = data("resources") / "gyms"
        folder.mkdir(exist_ok=True)
        await draw(gyms, host, folder)
        write(await read_offer(gyms))

    run_headless(work)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
