"""Where a sitting finds specs and page scripts, and where it keeps drafts and recordings."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders that a sitting reads and writes."""

    specs: Path
    """``<specs>/<gym>/<workout>.yaml``"""
    recordings: Path
    """Kept episodes: ``<recordings>/<gym>/<workout>/<episode>/``"""
    drafts: Path
    """Episodes in progress and those that nobody kept yet."""

    @classmethod
    def default(cls) -> "Folders":
        """A checkout's own folders, else those of the person's data directory; specs come with the package."""
        data = Path(platformdirs.user_data_dir("workbench", appauthor=False))
        checkout = _PACKAGE.parent
        in_checkout = (checkout / "pyproject.toml").is_file()
        return cls(
            specs=checkout / "specs" if in_checkout else _PACKAGE / "_specs",
            recordings=checkout / "recordings" if in_checkout else data / "recordings",
            drafts=data / "drafts",
        )


def page_script(name: str) -> str:
    """Source of ``resources/page/<name>``. Raises FileNotFoundError when the package lacks it."""
    checkout = _PACKAGE.parent / "resources" / "page" / name
    if checkout.is_file():
        return checkout.read_text(encoding="utf-8")
    return (resources.files("workbench") / "_resources" / "page" / name).read_text(encoding="utf-8")
