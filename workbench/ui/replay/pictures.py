"""Pictures of the page by blob hash, read and decoded away from the Qt thread."""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from workbench.archive.reader import read_blob
from workbench.domain.failures import Problem
from workbench.ui.replay.background import Background

THUMBNAIL = QSize(112, 70)
_WHOLE, _SMALL = 24, 2000


class Pictures(QObject):
    """Holds the last whole pictures and all thumbnails of one episode. Changes with ``open`` and as they arrive."""

    arrived = Signal(str)
    """The picture or thumbnail of that blob can be had now, or is known to be missing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._background = Background("replay-pictures", self)
        self._whole: OrderedDict[str, QImage] = OrderedDict()
        self._small: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()

    def open(self, folder: Path | None) -> None:
        """Show another episode's pictures."""
        self._folder = folder
        self._whole.clear()
        self._small.clear()
        self._asked.clear()

    def picture(self, blob: str | None) -> QImage | None:
        """The picture if it is there; else None, and it is fetched. A null QImage means that it can't be read."""
        return self._get(blob, "whole", self._whole, _WHOLE, _read)

    def thumbnail(self, blob: str) -> QImage | None:
        """The same, small."""
        return self._get(blob, "small", self._small, _SMALL, _read_small)

    def stop(self) -> None:
        """Join the thread."""
        self._background.stop()

    def _get(
        self,
        blob: str | None,
        size: str,
        held: OrderedDict[str, QImage],
        most: int,
        read: Callable[[Path, str], QImage],
    ) -> QImage | None:
        if blob is None or self._folder is None:
            return None
        if blob in held:
            held.move_to_end(blob)
            return held[blob]
        name, folder = f"{size} {blob}", self._folder
        if name not in self._asked:
            self._asked.add(name)
            self._background.run(name, lambda: read(folder, blob), lambda image: self._keep(name, held, most, image))
        return None

    def _keep(self, name: str, held: OrderedDict[str, QImage], most: int, image: QImage) -> None:
        self._asked.discard(name)
        blob = name.partition(" ")[2]
        held[blob] = image
        while len(held) > most:
            held.popitem(last=False)
        self.arrived.emit(blob)


def _read(folder: Path, blob: str) -> QImage:
    try:
        return QImage.fromData(read_blob(folder, blob))
    except Problem:
        return QImage()


def _read_small(folder: Path, blob: str) -> QImage:
    image = _read(folder, blob)
    mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    scaled = image if image.isNull() else image.scaled(THUMBNAIL * 2, mode, Qt.TransformationMode.SmoothTransformation)
    return scaled.copy(0, 0, THUMBNAIL.width() * 2, THUMBNAIL.height() * 2) if not scaled.isNull() else scaled
