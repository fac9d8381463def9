"""The vendored files are those of the manifest, each package with its licence."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


def packages() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((ROOT / "resources" / "vendor.json").read_text(encoding="utf-8"))[
        "packages"
    ]
    return found


def targets(package: dict[str, Any]) -> set[Path]:
    files = package["files"]
    names = files.values() if isinstance(files, dict) else [Path(name).name for name in files]
    return {ROOT / package["into"] / name for name in names}


def licence(package: dict[str, Any]) -> Path:
    name = str(package.get("licence", "LICENSE.txt"))
    return ROOT / str(package["into"]) / Path(name).name


def test_that_every_file_of_the_manifest_is_there_with_a_licence() -> None:
    for package in packages():
        missing = [path for path in targets(package) if not path.is_file() or not path.stat().st_size]
        assert not missing, package["package"]
        assert len(licence(package).read_text(encoding="utf-8")) > 400, package["package"]


def test_that_nothing_vendored_is_missing_from_the_manifest() -> None:
    listed = {path for package in packages() for path in (*targets(package), licence(package))}
    there = {path for path in (ROOT / "resources" / "vendor").rglob("*") if path.is_file()}
    assert there <= listed


def test_that_versions_are_exact() -> None:
    assert all(package["version"][0].isdigit() for package in packages())
