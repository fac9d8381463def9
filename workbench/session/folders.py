"""Where a sitting finds specs and page scripts, and where it keeps drafts and recordings."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from workbench.installation import checkout, data

_PROFILES = "profiles.yaml"


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
        private = Path(platformdirs.user_data_dir("workbench", appauthor=False))
        return cls(
            specs=data("specs"),
            recordings=data("recordings") if checkout() else private / "recordings",
            drafts=private / "drafts",
        )


def profile_files() -> tuple[Path, ...]:
    """The author's own profiles: ``profiles.yaml`` among the person's settings and in the working folder, where they
    are."""
    settings = Path(platformdirs.user_config_dir("workbench", appauthor=False))
    places = dict.fromkeys((folder / _PROFILES).resolve() for folder in (settings, Path.cwd()))
    return tuple(place for place in places if place.is_file())


def lay_out(files: Mapping[str, bytes]) -> Path | None:
    """Write files into a new folder of their own, for whoever has to attach one; None where there are none."""
    if not files:
        return None
    folder = Path(tempfile.mkdtemp(prefix="workbench-files-"))
    for name, content in files.items():
        (folder / Path(name).name).write_bytes(content)
    return folder


def page_script(name: str) -> str:
    """Source of ``resources/page/<name>``. Raises FileNotFoundError when the package lacks it."""
    return (data("resources") / "page" / name).read_text(encoding="utf-8")
