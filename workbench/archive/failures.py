"""What can be wrong with a folder on disk, each with its advice."""

from pathlib import Path

from workbench.domain.failures import Problem


class NotAnEpisode(Problem):
    """The folder holds no ``episode.json``."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not an episode.", "Choose a folder that contains an episode.json.")


class DamagedEpisode(Problem):
    """A file of the episode can't be read as what it should be."""

    def __init__(self, path: Path, detail: str, line: int | None = None) -> None:
        place = f"{path}, line {line}" if line else str(path)
        super().__init__(
            f"The episode is damaged: {place}: {detail}.",
            "Restore the file from a backup or from version control, or delete the episode's folder.",
        )
        self.path = path
        self.line = line


class NewerEpisode(Problem):
    """The episode was written by a later version of the workbench."""

    def __init__(self, folder: Path, found: int, known: int) -> None:
        super().__init__(
            f"{folder} has format {found}; this workbench reads formats up to {known}.",
            "Update the workbench, or open the episode with the version that wrote it.",
        )
        self.found = found


class DiskTrouble(Problem):
    """The operating system refused to write. What was written before is intact."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"Can't write {path}: {error.strerror or error}.",
            "Free some space or make the folder writable; everything recorded before this is kept.",
        )
