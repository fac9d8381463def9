"""Lucide's line icons, drawn in the colours of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from workbench.ui.resources import resource

_SIZES = (16, 20, 24, 32, 48, 64, 96)


@lru_cache(maxsize=512)
def draw_icon(name: str, colour: str, faded: str) -> QIcon:
    """The icon ``resources/icons/<name>.svg`` in one colour, and ``faded`` where it is disabled.

    Raises FileNotFoundError for a name that was never vendored: that is a bug, not a missing picture.
    """
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    icon = QIcon()
    for mode, paint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, faded)):
        for size in _SIZES:
            icon.addPixmap(_render(source, paint, size), mode)
    return icon


def _render(source: str, colour: str, size: int) -> QPixmap:
    weight = "2" if size < 20 else "1.75"
    coloured = source.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{weight}"')
    renderer = QSvgRenderer(QByteArray(coloured.encode()))
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
