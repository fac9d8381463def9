"""What an open tab shows, asked for in a world of its own.

The browser gives the question its own JavaScript world: the page's scripts can neither see it nor alter what its
functions answer. They share nothing but the DOM, and of that only what is displayed counts.
"""

import asyncio
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import msgspec
from playwright.async_api import CDPSession, Error

from workbench.domain.pages import PageAtEnd
from workbench.session.browser import PageHandle
from workbench.session.folders import page_script

MOST_ELEMENTS: Final = 2_000
LONGEST_TEXT: Final = 500
_PATIENCE: Final = 2.0
"""Seconds after which the script gives back what it has."""
_SILENCE: Final = 4.0
"""Seconds after which a page is taken not to answer."""
_WORLD: Final = "workbench facts"


async def pages_at_end(handles: Iterable[PageHandle]) -> tuple[PageAtEnd, ...]:
    """What each tab that is open shows now, in the order of their ids. Never raises for what a page does."""
    open_ones = [handle for handle in handles if not handle.closed]
    return tuple(await asyncio.gather(*(page_at_end(handle) for handle in open_ones)))


async def page_at_end(handle: PageHandle) -> PageAtEnd:
    """What the tab shows now; a page that does not answer within 4 s shows nothing, and says so."""
    try:
        async with asyncio.timeout(_SILENCE):
            found = await _asked(handle.session)
        return msgspec.convert({**found, "page": handle.id}, PageAtEnd)
    except TimeoutError:
        why = "the page did not answer"
    except (Error, LookupError, TypeError, msgspec.ValidationError) as error:
        why = f"the page could not be asked: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
    return PageAtEnd(handle.id, handle.page.url, (), why)


async def _asked(session: CDPSession) -> Any:
    tree = await session.send("Page.getFrameTree")
    frame = tree["frameTree"]["frame"]["id"]
    world = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": _WORLD})
    answer = await session.send(
        "Runtime.evaluate",
        {
            "expression": _question(),
            "contextId": world["executionContextId"],
            "returnByValue": True,
            "timeout": _SILENCE * 1000,
        },
    )
    return answer["result"]["value"]


@cache
def _question() -> str:
    """The script and its call."""
    call = f"workbenchFacts({MOST_ELEMENTS}, {LONGEST_TEXT}, {_PATIENCE * 1000})"
    return f"{page_script('facts.js')}\n{call}"
