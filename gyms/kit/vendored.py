"""Widgets and styles that pages use, served from this machine under ``/vendor/``."""

from pathlib import Path

import gyms

_ROOT = Path(next(iter(gyms.__path__))).parent
_PLACES = (_ROOT / "resources" / "vendor", _ROOT / "workbench" / "_resources" / "vendor")
"""In a checkout, and where an installed package keeps its data."""


def vendor_folder() -> Path | None:
    """Where the vendored files are; None when there are none."""
    return next((place for place in _PLACES if place.is_dir()), None)
