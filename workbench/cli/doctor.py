"""``workbench doctor``: what is missing on this machine, and the one command that fixes it."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.markup import escape

from gyms.kit.databases.choosing import chosen_databases
from gyms.kit.failures import BrokenDatabase
from workbench.cli.options import AsJson
from workbench.cli.report import FINE, NEGATIVE, Reporter
from workbench.installation import checkout, data
from workbench.session.folders import Folders

_APP_MODULES = ("PySide6.QtWebEngineWidgets", "pyqtgraph", "rapidfuzz", "pygments")
_NEEDED_MODULES = ("playwright", "starlette", "uvicorn", "sqlalchemy", "ruamel.yaml", "msgspec", "zstandard")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    title: str
    fine: bool
    detail: str
    fix: str = ""
    """The one command that mends it; empty when nothing is wrong."""


def doctor(as_json: AsJson = False) -> None:
    """Say what is missing on this machine, and the one command that fixes it."""
    report = Reporter(as_json)
    checks = examine()
    for check in checks:
        report.say(f"{'[green]✓[/]' if check.fine else '[red]✗[/]'} {check.title}: {escape(check.detail)}")
        if check.fix:
            report.say(f"    fix: [bold]{escape(check.fix)}[/]")
    fine = all(check.fine for check in checks)
    report.say("Everything is here." if fine else "Run the commands above, then `workbench doctor` again.")
    report.answer({"fine": fine, "checks": [asdict(check) for check in checks]}, FINE if fine else NEGATIVE)


def examine() -> tuple[Check, ...]:
    """Look at everything; nothing is changed."""
    return (
        _python(),
        _modules("Libraries", _NEEDED_MODULES),
        _modules("Window", _APP_MODULES),
        *_system(),
        _screen(),
        _folders(),
        _database(),
    )


def _python() -> Check:
    found = sys.version_info
    fine = (3, 11) <= found < (3, 14)
    fix = "" if fine else "PYTHON=python3.13 make run"
    return Check("Python", fine, f"{found.major}.{found.minor}.{found.micro}, 3.11 to 3.13 are supported", fix)


def _modules(title: str, names: Iterable[str]) -> Check:
    missing = [name for name in names if not _importable(name)]
    if missing:
        fix = "make run" if checkout() else f"{sys.executable} -m pip install 'workbench-gyms[app]'"
        return Check(title, False, f"missing: {', '.join(missing)}", fix)
    return Check(title, True, "installed")


def _importable(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _system() -> tuple[Check, ...]:
    if not sys.platform.startswith("linux") or not (_importable("PySide6") and _importable("playwright")):
        return ()
    missing = missing_libraries()
    if not missing:
        return (Check("System libraries", True, "all found"),)
    packages = missing_packages() if shutil.which("dpkg-query") else ()
    fix = f"{_sudo()}apt-get install -y {' '.join(packages)}" if packages else ""
    return (Check("System libraries", False, f"not found: {', '.join(missing)}", fix),)


def missing_libraries() -> tuple[str, ...]:
    """Shared libraries that the window, the browser and what drives it need and the loader can't find."""
    root = _package_folder("PySide6") / "Qt"
    wanted = (
        _package_folder("playwright") / "driver/node",
        root / "lib/libQt6WebEngineCore.so.6",
        root / "plugins/platforms/libqxcb.so",
        root / "libexec/QtWebEngineProcess",
    )
    found = {name for path in wanted if path.exists() for name in _unresolved(path)}
    return tuple(sorted(found))


def missing_packages() -> tuple[str, ...]:
    """Debian packages of the project's list that are not installed."""
    listed = (data("resources") / "system-packages.txt").read_text(encoding="utf-8").splitlines()
    names = [name for line in listed for name in line.split("#")[0].split()]
    return tuple(name for name in names if not _installed(name))


def _unresolved(path: Path) -> list[str]:
    listing = subprocess.run(["ldd", str(path)], capture_output=True, text=True, check=False).stdout
    return [line.split("=>")[0].strip() for line in listing.splitlines() if "not found" in line]


def _installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f=${Status}", package]
    return "ok installed" in subprocess.run(query, capture_output=True, text=True, check=False).stdout


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _screen() -> Check:
    if not sys.platform.startswith("linux") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return Check("Screen", True, "there is one")
    how = "xvfb-run --server-args='-screen 0 1600x1000x24' make run"
    return Check("Screen", True, f"none here; the command line works without. For a window: {how}")


def _folders() -> Check:
    folders = Folders.default()
    recordings = f"{folders.recordings}{'' if folders.recordings.is_dir() else ' (made with the first recording)'}"
    return Check("Folders", folders.specs.is_dir(), f"specs in {folders.specs}, recordings in {recordings}")


def _database() -> Check:
    try:
        databases = chosen_databases()
    except BrokenDatabase as problem:
        return Check("Database", False, str(problem))
    if databases is None:
        return Check("Database", True, "worlds are kept in SQLite files")
    databases.close()
    return Check("Database", True, f"worlds are kept on {databases.kind}")


def _sudo() -> str:
    return "" if os.geteuid() == 0 else "sudo "
