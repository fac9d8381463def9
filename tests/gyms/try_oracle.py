"""``python -m tests.gyms.try_oracle airline/book_and_pay --seeds 1-5 --profile rough``: watch oracles from a shell.

Prints each verdict with its findings and what struck; on failure leaves a picture of the last page in ``--pictures``.
``--only P6,P22`` tries each of these perturbations alone instead of a profile, ``--only P6+P22`` both at once.
``--set date_widget=flatpickr`` varies the world; ``--browser /usr/bin/chromium`` is another browser than the embedded.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from gyms.kit import catalogue
from gyms.kit.databases.choosing import chosen_databases
from gyms.kit.perturbations.registry import registry
from gyms.kit.profiles import PROFILES, Profile, Profiles
from gyms.kit.worlds import Worlds
from tests.gyms.sittings import Sitting, sitting
from workbench.domain.verdicts import Ruling
from workbench.session.browser import BrowserHost
from workbench.session.gym_process import GymProcess
from workbench.session.headless import run_headless


def main() -> None:
    """Runs every workout, seed and profile asked for."""
    asked = _read()
    asked.pictures.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault(catalogue.ONLY, ",".join({name.partition("/")[0] for name in asked.workouts}))
    profiles = _profiles(asked.only) if asked.only else PROFILES
    names = asked.only or asked.profile
    failed: list[str] = []

    async def work(_gyms: GymProcess, host: BrowserHost) -> None:
        with Worlds(catalogue.gyms(), chosen_databases()) as worlds:
            for workout in asked.workouts:
                for profile in names.split(","):
                    for seed in _seeds(asked.seeds):
                        name = f"{workout} seed {seed} {profile}"
                        options = dict(pair.split("=", 1) for pair in asked.set)
                        async with sitting(
                            host, worlds, workout, seed=seed, profile=profile, options=options, profiles=profiles
                        ) as opened:
                            if not await _try(opened, name, asked.pictures):
                                failed.append(name)

    run_headless(work, browser=asked.browser)
    print(f"{len(failed)} failed", *failed, sep="\n  ")  # noqa: T201
    sys.exit(bool(failed))


async def _try(opened: Sitting, name: str, pictures: Path) -> bool:
    started = time.monotonic()
    print(f"{name}: {opened.world.task.goal} {dict(opened.world.task.options)}", flush=True)  # noqa: T201
    try:
        outcome = await opened.solve()
        verdict = await opened.verdict(outcome)
    except Exception as error:
        print(f"  RAISED {type(error).__name__}: {str(error)[:1500]}")  # noqa: T201
        print(f"  at {opened.page.url}; struck {opened.struck()}")  # noqa: T201
        await _picture(opened, name, pictures)
        return False
    took = time.monotonic() - started
    print(f"  {verdict.ruling.name} in {took:.1f} s, {outcome}, struck {opened.struck()}", flush=True)  # noqa: T201
    if verdict.ruling is Ruling.SATISFIED:
        return True
    for finding in verdict.findings:
        print(f"  {finding}")  # noqa: T201
    await _picture(opened, name, pictures)
    return False


async def _picture(opened: Sitting, name: str, pictures: Path) -> None:
    path = pictures / f"{name.replace('/', '-').replace(' ', '-')}.png"
    await opened.page.screenshot(path=path)
    print(f"  picture: {path}")  # noqa: T201


def _profiles(only: str) -> Profiles:
    """A profile of that name for each part, made of the perturbations that it names, each with its defaults."""
    return {
        name: Profile(name, "Made for a trial.", tuple(registry()[each]() for each in name.split("+")))
        for name in only.split(",")
    }


def _seeds(text: str) -> list[int]:
    first, _, last = text.partition("-")
    return list(range(int(first), int(last or first) + 1))


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workouts", nargs="+")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--profile", default="clean")
    parser.add_argument("--only", default="")
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("--browser", default="embedded")
    parser.add_argument("--pictures", type=Path, default=Path(tempfile.gettempdir()) / "oracle-pictures")
    return parser.parse_args()


if __name__ == "__main__":
    main()
