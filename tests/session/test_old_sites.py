"""Frames in frames, image maps, windows that write into their opener and close: recorded, rebuilt, done again."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from tests.session import club_gym
from workbench.archive.reader import open_episode, read_blob
from workbench.domain.actions import Click, ClosePage, Done, Fill, OpenPage, Scroll
from workbench.domain.verdicts import Ruling
from workbench.replay.dom.fidelity import check_episode
from workbench.session.embedded import EmbeddedHost
from workbench.session.folders import Folders
from workbench.session.gym_process import GymProcess
from workbench.session.messages import TaskRequest
from workbench.session.reexecution import replay_live
from workbench.session.runtime import Runtime
from workbench.session.sitting import Sitting

pytestmark = pytest.mark.browser


async def play(page: Page) -> None:
    """As fast as it goes: nothing has time to rest."""
    await page.get_by_alt_text("Menu").click(position={"x": 200, "y": 20})
    await page.wait_for_url("**/claim")
    atlas = page.frame_locator("[name=atlas]")
    for word in ("Li", "Os"):
        field = atlas.get_by_label("City")
        await field.press("Control+a")
        await field.press_sequentially(word)
        await atlas.get_by_role("button", name="Look up").click()
        await atlas.get_by_text("2 found").wait_for()
        await atlas.get_by_role("link", name=word).first.wait_for()
    await atlas.frame_locator("[name=hint]").get_by_role("button").click()
    await atlas.locator("p").hover()
    await page.mouse.wheel(0, 120)
    await page.wait_for_function("frames.atlas.scrollY === 120")
    await atlas.get_by_role("link", name="Osaka").click()
    async with page.expect_popup() as opening:
        await page.get_by_role("link", name="Calendar").click()
    window = await opening.value
    await window.get_by_role("link", name="next").click()
    await window.wait_for_url("**month=8")
    async with window.expect_event("close"):
        await window.get_by_role("link", name="17", exact=True).click()
    await page.get_by_role("button", name="Send claim").click()
    await page.get_by_role("heading", name="Thank you").wait_for()


def test_that_an_old_site_is_recorded_rebuilt_and_done_again(
    runtime: Runtime, host: EmbeddedHost, wait: Callable[..., Any], tmp_path: Path
) -> None:
    specs = tmp_path / "specs"
    (specs / "club").mkdir(parents=True)
    (specs / "club" / "claim.yaml").write_text(club_gym.SPEC, encoding="utf-8")
    gyms = GymProcess(command=(sys.executable, str(Path(club_gym.__file__))))
    runtime.at_stop(gyms.stop)
    sitting = Sitting(gyms, host, Folders(specs, tmp_path / "recordings", tmp_path / "drafts"), lambda _: None)

    async def story() -> tuple[Any, Path, Any]:
        try:
            await sitting.open(TaskRequest("club/claim", actor="test"), preview=False)
            await sitting.record()
            await play(sitting.page)
            verdict = await sitting.finish(Done())
            kept = await sitting.save(name="gold")
            await sitting.close()
            episode = open_episode(kept)
            return verdict, kept, await replay_live(episode, gyms, host, specs=specs)
        finally:
            await sitting.close()
            await gyms.stop()

    verdict, kept, again = wait(story())
    episode = open_episode(kept)
    steps = [(step.page, step.action) for step in episode.steps]
    assert verdict.ruling is Ruling.SATISFIED, verdict
    assert kept.name == episode.run.header.id == "gold"
    assert [type(action) for page, action in steps if page == "t2"] == [OpenPage, Click, Click, ClosePage]
    assert [action.value for _, action in steps if isinstance(action, Fill)] == ["Li", "Os"]
    first = steps[0][1]
    assert isinstance(first, Click)
    assert (first.target.tag, first.target.name) == ("area", "Claim miles")
    targets = [action.target for _, action in steps if isinstance(action, Click | Scroll)]
    framed = {target.name: target.frame for target in targets if target}
    assert framed["Osaka"] == framed["Atlas"] == ('[name="atlas"]',)
    assert framed["Help"] == ('[name="atlas"]', '[name="hint"]')
    found = dict(zip(steps, check_episode(episode, lambda name: read_blob(kept, name)), strict=True))
    assert [one for one in found.items() if one[1] is not None] == []
    assert all(step.before and step.after for step in episode.steps)
    assert again.verdict.ruling is Ruling.SATISFIED, again
