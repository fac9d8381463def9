"""Where the workbench's own data lies: in a checkout beside the package, in an installed wheel inside it."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def checkout() -> Path | None:
    """The project's folder when running from a checkout, else None."""
    project = _PACKAGE.parent
    return project if (project / "pyproject.toml").is_file() else None


def data(name: str) -> Path:
    """The folder of shipped data called ``name``: ``resources``, ``specs`` or ``recordings``."""
    project = checkout()
    return project / name if project else _PACKAGE / f"_{name}"
