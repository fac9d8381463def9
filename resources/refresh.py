"""Fetch the vendored files named in ``vendor.json`` again, each package with its licence beside it.

Run ``python resources/refresh.py`` for everything or name packages: ``python resources/refresh.py flatpickr``.
Needs ``npm``; whatever registry npm is set up for is used. Nothing at run time or in the tests calls this script.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
MANIFEST = HERE / "vendor.json"


@dataclass(frozen=True, slots=True)
class Package:
    """One entry of the manifest: which files of which exact npm release go where."""

    name: str
    version: str
    into: Path
    """Destination folder, relative to the project's root."""
    files: Mapping[str, str]
    """Path inside the package to path below ``into``."""
    licence: str | None
    """Path of the licence inside the package."""
    licence_text: str | None
    """The licence itself, for a package that ships none."""


def read_manifest(path: Path = MANIFEST) -> tuple[Package, ...]:
    """The manifest's packages. ``files`` may also be a plain list: each file then keeps its bare name."""
    entries = json.loads(path.read_text(encoding="utf-8"))["packages"]
    return tuple(_package(entry) for entry in entries)


def _package(entry: Mapping[str, Any]) -> Package:
    files = entry["files"]
    if isinstance(files, list):
        files = {name: Path(name).name for name in files}
    licence, text = entry.get("licence"), entry.get("licence_text")
    if (licence is None) == (text is None):
        raise SystemExit(f"{entry['package']}: give either licence or licence_text in {MANIFEST.name}.")
    return Package(entry["package"], entry["version"], Path(entry["into"]), files, licence, text)


def licence_path(package: Package) -> Path:
    """Where the package's licence lies, relative to the project's root."""
    return package.into / (Path(package.licence).name if package.licence else "LICENSE.txt")


def refresh(package: Package) -> None:
    """Download one package with ``npm pack`` and write its chosen files and its licence."""
    with tempfile.TemporaryDirectory() as folder:
        release = f"{package.name}@{package.version}"
        subprocess.run(["npm", "pack", "--silent", release], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        [archive] = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            for source, target in package.files.items():
                _write(package.into / target, _member(tar, source, package.name))
            licence = package.licence and _member(tar, package.licence, package.name)
            _write(licence_path(package), licence or (package.licence_text or "").encode())


def _member(tar: tarfile.TarFile, path: str, package: str) -> bytes:
    # The folder inside an npm archive is "package" by custom, not by rule: compare what comes after it.
    for member in tar.getmembers():
        if member.isfile() and member.name.partition("/")[2] == path:
            stream = tar.extractfile(member)
            if stream is not None:
                return stream.read()
    raise SystemExit(f"{package} has no file {path}; correct its entry in {MANIFEST.name}.")


def _write(path: Path, content: bytes) -> None:
    target = ROOT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def main(names: Sequence[str]) -> int:
    """Refresh the named packages, or all of them."""
    packages = read_manifest()
    unknown = set(names) - {package.name for package in packages}
    if unknown:
        raise SystemExit(f"{MANIFEST.name} names no package {', '.join(sorted(unknown))}.")
    for package in packages:
        if not names or package.name in names:
            refresh(package)
            sys.stdout.write(f"{package.name} {package.version}: {len(package.files)} files in {package.into}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
