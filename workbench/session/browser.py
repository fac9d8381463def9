"""What a sitting asks of a browser, whichever engine stands behind it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from playwright.async_api import CDPSession, Page


class Camera(Protocol):
    """A host's own way to picture a tab, where it is cheaper than the browser's screencast."""

    async def watch(self, changed: Callable[[], None]) -> None:
        """From now on call ``changed``, on the loop, when the tab looks different than on its last picture."""
        ...

    async def picture(self) -> tuple[float, bytes] | None:
        """Epoch milliseconds and what it looks like then, as JPEG; None where it is not shown."""
        ...


@dataclass(eq=False, slots=True)
class PageHandle:
    """One tab of a sitting. Changes when its document does; ``id`` never does."""

    id: str
    """``t1``, ``t2`` … in the order they opened."""
    page: Page
    session: CDPSession
    """The workbench's own channel to this tab's browser side."""
    opener: str | None = None
    """Id of the tab that opened it."""
    closed: bool = False
    camera: Camera | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    """The host's own notes about the tab."""


@dataclass(frozen=True, slots=True)
class DialogEvent:
    """A JavaScript dialog was shown and answered."""

    page: str
    dialog: str
    """alert, confirm, prompt or beforeunload."""
    message: str
    accepted: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class DialogReply:
    """How a dialog is answered when no person is there to do it."""

    accepted: bool = True
    text: str = ""


DialogPolicy = Callable[[str, str, str], DialogReply]
"""From kind, message and the prompt's default text to the reply. Called on the host's own thread."""


def accept_dialogs(kind: str, _message: str, default: str) -> DialogReply:
    """Accept every dialog, prompts with their default text."""
    return DialogReply(True, default if kind == "prompt" else "")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request, download or file access that left the world's own origin was refused."""

    page: str | None
    what: str
    """``request``, ``websocket``, ``navigation`` or ``download``."""
    url: str


@dataclass(frozen=True, slots=True)
class HostListener:
    """What a host tells the sitting, always on the runtime's loop."""

    on_page: Callable[[PageHandle], Awaitable[None]]
    """A tab appeared, attached, its page scripts installed. The first is announced before ``open`` returns."""
    on_shown: Callable[[str], None]
    """A tab came to the front."""
    on_closed: Callable[[str], None]
    """A tab is gone."""
    on_message: Callable[[str, str], None]
    """A page script said something: tab id and JSON text."""
    on_dialog: Callable[[DialogEvent], None]
    on_refused: Callable[[Refusal], None]
    on_lost: Callable[[str], None]
    """The tab's renderer or the browser died; the text says how."""


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What a host needs to know to open a sitting's browser."""

    origin: str
    """The only origin that pages may reach, e.g. ``http://w1.localhost:40123``."""
    scripts: tuple[str, ...] = ()
    """Sources that run first in every document and frame; each finds ``__workbench`` and must remove it."""
    size: tuple[int, int] = (1280, 800)
    """Viewport in CSS pixels, where the host is free to choose it."""
    files: Path | None = None
    """Where a person finds what the task asks to attach."""


class BrowserHost(Protocol):
    """Opens one isolated browser at a time. All coroutines run on the runtime's loop."""

    @property
    def name(self) -> str:
        """Such as ``QtWebEngine``."""
        ...

    @property
    def version(self) -> str:
        """Of the engine, such as ``140.0.7339.0``; may be empty before the first ``open``."""
        ...

    async def open(self, request: OpenRequest, listener: HostListener) -> PageHandle:
        """A fresh browser profile with one blank tab. Raises BrowserTrouble."""
        ...

    async def show(self, page: str) -> None:
        """Bring a tab to the front."""
        ...

    async def close_page(self, page: str) -> None:
        """Close one tab."""
        ...

    def answer_dialogs(self, policy: DialogPolicy | None) -> None:
        """Answer dialogs by ``policy`` from now on; None asks the person where there is a window, else accepts."""
        ...

    async def hold_keys(self, escaped: Callable[[], None] | None) -> None:
        """While a person points at elements: keys don't reach the pages, and Escape calls ``escaped`` on the loop.

        None lets keys through again. A browser without a window of ours tells of Escape by itself.
        """
        ...

    async def close(self) -> None:
        """Close the sitting's tabs and forget its profile; another ``open`` may follow."""
        ...

    async def shutdown(self) -> None:
        """Close, and let go of the browser for good."""
        ...
