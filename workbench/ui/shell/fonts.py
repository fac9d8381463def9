"""The window's two typefaces, with fallbacks for scripts that they lack."""

from PySide6.QtGui import QFont, QFontDatabase

from workbench.ui.resources import resource

SANS = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans")
MONO = ("JetBrains Mono", "Cascadia Mono", "SF Mono", "Noto Sans Mono", "DejaVu Sans Mono")
BASE = 13
"""Height of ordinary text in device-independent pixels."""


def load_fonts() -> None:
    """Make the vendored typefaces known to Qt. A file it can't read only means that a fallback is used."""
    for path in sorted(resource("fonts").glob("*/*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def sans(size: int = BASE, *, bold: bool = False) -> QFont:
    """The text face."""
    return _face(SANS, size, bold)


def mono(size: int = BASE - 1, *, bold: bool = False) -> QFont:
    """The face of code, keys and addresses."""
    font = _face(MONO, size, bold)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setFixedPitch(True)
    return font


def tabular(font: QFont) -> QFont:
    """The same with digits of one width, so that what follows them stands in a column."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _face(families: tuple[str, ...], size: int, bold: bool) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
