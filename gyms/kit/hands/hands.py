"""The hands themselves. Fields live in ``fields.py``, what is in the way in ``clearing.py``."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gyms.kit.hands import clearing, fields, leaving, policy
from gyms.kit.hands.interruption import Interrupted, errors
from gyms.kit.hands.patience import Patience
from gyms.kit.wording import any_wording

if TYPE_CHECKING:
    from playwright.async_api import Frame, Locator, Page

Look = Callable[[], Awaitable[bool]]
Act = Callable[[], Awaitable[None]]


class Hands:
    """Changes nothing but the page. ``patience`` is in seconds, for anything that has to appear."""

    def __init__(self, page: "Page", patience: float = 15.0) -> None:
        self.page = page
        self.root: Page | Frame = page
        """Where things are looked for: the page, or one of its frames (``inside``)."""
        self.patience = patience
        address = urlsplit(page.url)
        self.origin = f"{address.scheme}://{address.netloc}"
        """Of the site, as the page showed it when these hands began."""
        page.set_default_timeout(patience * 1000)

    def inside(self, frame: "Frame") -> "Hands":
        """Hands that work in one frame of the page."""
        hands = Hands(self.page, self.patience)
        hands.root, hands.origin = frame, self.origin
        return hands

    async def window(self, target: "Locator") -> "Hands":
        """Clicks something that opens a window; returns hands that work in that."""
        await self.clear()
        async with self.page.expect_popup() as opening:
            await self.click(target)
        opened = await opening.value
        await opened.wait_for_load_state()
        hands = Hands(opened, self.patience)
        hands.origin = self.origin
        return hands

    # -- the discipline -----------------------------------------------------------------------------------------

    async def ensure(self, done: Look, act: Act, *, attempts: int = 12) -> None:
        """Looks; acts only while it is not done; looks again. Raises Interrupted when it never gets done.

        Hasty hands act once. They look at what came of it, as anybody would, and believe in it whatever they see.
        """
        if policy.hasty():
            if not await done():
                await act()
                await done()
            return
        patience = Patience(attempts)
        for _ in patience:
            if await self.undisturbed(done):
                return
            try:
                await act()
            except self._interruptions:
                await self.clear()
        if not await self.undisturbed(done):
            raise Interrupted(f"Not done {patience.spent}.")

    async def undisturbed(self, look: Look, *, attempts: int = 12) -> bool:
        """What ``look`` sees; looks again when something got in the way."""
        if policy.hasty():
            return await look()
        patience = Patience(attempts)
        for _ in patience:
            try:
                return await look()
            except self._interruptions:
                await self.clear()
        raise Interrupted(f"Could not look {patience.spent}.")

    @property
    def _interruptions(self) -> tuple[type[Exception], ...]:
        return (Interrupted, errors())

    async def clear(self) -> None:
        """Dismisses what is in the way: overlays, error pages, expired sessions."""
        await clearing.clear(self.page, self.home)

    # -- looking ------------------------------------------------------------------------------------------------

    async def shows(self, text: str) -> bool:
        """Whether this text is visible now."""
        return bool(await self.root.get_by_text(text).filter(visible=True).count())

    async def see(self, *texts: str) -> None:
        """Waits until each of these texts is visible."""
        for text in texts:
            await self.root.get_by_text(text).filter(visible=True).first.wait_for()

    # -- going --------------------------------------------------------------------------------------------------

    async def go(self, path: str) -> None:
        """Types an address of this site; raises Interrupted when an error comes back."""
        await self.page.goto(f"{self.origin}{path}")
        await self.check_page()
        await clearing.settle(self.page)

    @property
    def home(self) -> str:
        """Where one goes when there is no other way on."""
        return f"{self.origin}/"

    async def follow(self, name: str, *, within: "Locator | None" = None) -> None:
        """Clicks a link by its name and waits for the page that it leads to."""
        await self.leave(self.link(name, within=within))

    async def submit(self, name: str, *, within: "Locator | None" = None) -> None:
        """Presses a form's button once and waits for the page that comes back."""
        await self.leave(self.button(name, within=within))

    async def leave(self, target: "Locator") -> None:
        """Clicks something that replaces the page (or a frame's), waits for the next one and looks whether that is an
        error. Presses again only where no request went out: then the click was swallowed. What the page shows first
        may be a skeleton; content has come when this returns."""
        await leaving.leave(self.page, target, self.home)
        await self.check_page()
        await clearing.settle(self.page)

    async def check_page(self) -> None:
        """Raises Interrupted when the page is an error or says that the session expired; both are got past first."""
        await clearing.check_page(self.page)

    # -- acting -------------------------------------------------------------------------------------------------

    def link(self, name: str, *, within: "Locator | None" = None) -> "Locator":
        """The first visible link of that name, however this world words it."""
        return (within or self.root).get_by_role("link", name=any_wording(name)).filter(visible=True).first

    def button(self, name: str, *, within: "Locator | None" = None) -> "Locator":
        """The first visible button of that name, however this world words it."""
        return (within or self.root).get_by_role("button", name=any_wording(name)).filter(visible=True).first

    async def press(self, name: str, *, within: "Locator | None" = None) -> None:
        """Clicks a button that stays on this page."""
        await self.click(self.button(name, within=within))

    async def click(self, target: "Locator") -> None:
        """Clicks, after clearing the way when something covers the target."""
        await clearing.click(self.page, target, self.home)

    # -- fields -------------------------------------------------------------------------------------------------

    async def fill(self, label: str, text: str, *, within: "Locator | None" = None) -> None:
        """Makes a text field hold this text; looks whether it does."""
        await fields.fill(self, label, text, within)

    async def choose(self, label: str, option: str, *, within: "Locator | None" = None) -> None:
        """Chooses an option by its text, whichever kind of drop-down it is."""
        await fields.choose(self, label, option, within)

    async def date(self, label: str, day: dt.date, *, within: "Locator | None" = None) -> None:
        """Sets a date field, whichever kind it is."""
        await fields.set_date(self, label, day, within)

    async def suggest(self, label: str, typed: str, option: str, *, within: "Locator | None" = None) -> None:
        """Types into a field that suggests and picks the option with exactly this text."""
        await fields.suggest(self, label, typed, option, within)

    async def tick(self, label: str, on: bool = True, *, within: "Locator | None" = None) -> None:
        """Makes a check box or radio button be on or off."""
        await fields.tick(self, label, on, within)

    async def attach(self, label: str, name: str, content: bytes, *, within: "Locator | None" = None) -> None:
        """Picks a file in a file field."""
        await fields.attach(self, label, name, content, within)

    async def fields(self, values: "dict[str, str | dt.date | bool]", *, within: "Locator | None" = None) -> None:
        """Fills many fields by their labels, then looks at all of them again until all hold what they should:
        text fields, drop-downs and suggestions (by option text), dates and check boxes."""
        await fields.fill_all(self, values, within)

    async def holds(self, label: str, value: "str | dt.date | bool", *, within: "Locator | None" = None) -> bool:
        """Whether a field holds that value now."""
        return await fields.holds(self, label, value, within)
