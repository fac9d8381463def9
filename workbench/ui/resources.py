"""The window's pictures, fonts and pages."""

from pathlib import Path

from workbench.installation import data


def resource(*parts: str) -> Path:
    """Path of a file or folder below ``resources/``."""
    return data("resources").joinpath(*parts)
