"""Pictures of an embedded tab, read from the window itself.

Qt holds what the page looks like and knows when that changes. To read it there takes a few milliseconds; the browser's
own screencast would copy, encode and send every frame through two more processes, which slows the page itself.
"""

import asyncio
import io
import time
from collections.abc import Awaitable, Callable
from typing import Any

import shiboken6
from PIL import Image
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from workbench.session.pixels import QUALITY, WIDEST


class EmbeddedCamera(QObject):
    """Looks at one view, on the window's thread. Changes with ``start``, ``take`` and the view's paint events."""

    def __init__(self, view: QWebEngineView) -> None:
        super().__init__(view)
        self._view = view
        self._changed: Callable[[], None] | None = None
        self._told = False
        self._taking = False

    def start(self, changed: Callable[[], None]) -> None:
        """From now on call ``changed`` when the page looks different than on its last picture: once for each."""
        self._changed = changed
        self._view.installEventFilter(self)  # a page in another process brings another widget along
        for surface in self._surfaces():
            surface.installEventFilter(self)

    def take(self) -> tuple[float, QImage] | None:
        """Epoch milliseconds and what the page looks like then; None where it is not shown."""
        self._told = False
        surfaces = self._surfaces() if shiboken6.isValid(self._view) else []
        if not surfaces or not surfaces[-1].isVisible():
            return None
        self._taking = True
        try:
            return time.time() * 1000, surfaces[-1].grab().toImage()
        finally:
            self._taking = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Paint:
            if watched is not self._view and not self._taking:
                self._tell()
        elif kind == QEvent.Type.ChildPolished and watched is self._view:
            for surface in self._surfaces():
                surface.installEventFilter(self)
        return False

    def _tell(self) -> None:
        if self._changed is not None and not self._told:
            self._told = True
            self._changed()

    def _surfaces(self) -> list[QWidget]:
        """What the view draws the page with; one, but for moments of change."""
        return [child for child in self._view.children() if isinstance(child, QWidget) and not child.isWindow()]


class TabCamera:
    """The same camera as the runtime's loop sees it; ``on_qt`` has work done on the window's thread."""

    def __init__(self, on_qt: Callable[[Callable[[], Any]], Awaitable[Any]], camera: EmbeddedCamera) -> None:
        self._on_qt = on_qt
        self._camera = camera

    async def watch(self, changed: Callable[[], None]) -> None:
        """Start the camera; its word comes back to this loop."""
        loop = asyncio.get_running_loop()

        def tell() -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(changed)

        await self._on_qt(lambda: self._camera.start(tell))

    async def picture(self) -> tuple[float, bytes] | None:
        """Taken on the window's thread, encoded on another."""
        taken = await self._on_qt(lambda: self._camera.take() if shiboken6.isValid(self._camera) else None)
        return (taken[0], await asyncio.to_thread(jpeg, taken[1])) if taken is not None else None


def jpeg(image: QImage) -> bytes:
    """Encode a picture, no wider than ``WIDEST``. For any thread: Pillow lets others run meanwhile, Qt doesn't."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    size = (plain.width(), plain.height())
    picture = Image.frombuffer("RGB", size, bytes(plain.constBits()), "raw", "BGRX", plain.bytesPerLine(), 1)
    picture.thumbnail((WIDEST, 2 * WIDEST))
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=QUALITY)
    return stream.getvalue()
