"""Finds and opens spec files: ``<specs>/<gym>/<workout>.yaml``."""

from pathlib import Path

from workbench.archive.writer import replace_file
from workbench.domain.failures import Problem
from workbench.verifier import Spec, parse_spec


class NoSpec(Problem):
    """There is no spec file for the workout."""

    def __init__(self, path: Path, workout: str) -> None:
        super().__init__(f"There is no specification for {workout}.", f"Write one at {path}.")


def spec_path(specs: Path, workout: str) -> Path:
    """Where the spec of ``gym/workout`` lives."""
    return specs / f"{workout}.yaml"


def find_spec(specs: Path, workout: str) -> Spec:
    """The parsed spec of a workout. Raises NoSpec, or SpecProblem with line and column."""
    path = spec_path(specs, workout)
    if not path.is_file():
        raise NoSpec(path, workout)
    return open_spec(path)


def open_spec(path: Path) -> Spec:
    """The parsed spec in that file. Raises NoSpec, or SpecProblem with line and column."""
    return parse_spec(read_spec_text(path), source=str(path))


def read_spec_text(path: Path) -> str:
    """The file's text with its line ends as ``\\n``. Raises Problem."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"Can't read {path}: {error}.", "Check that it exists and is UTF-8 text.") from error


def write_spec_text(path: Path, text: str) -> None:
    """Put a text in the place of the file, wholly or not at all; line ends stay as they were. Raises DiskTrouble."""
    windows = path.is_file() and b"\r\n" in path.read_bytes()
    replace_file(path, (text.replace("\n", "\r\n") if windows else text).encode())


def find_specs(specs: Path) -> tuple[Path, ...]:
    """All spec files, sorted."""
    return tuple(sorted(specs.glob("*/*.yaml")))
