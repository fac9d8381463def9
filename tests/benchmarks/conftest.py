"""Benchmarks compare a thing with its peer in the same run and print the ratio. They assert nothing about time."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest


@dataclass
class Ratios:
    """Collects lines such as ``reset, 1 M rows against 1 k rows: 1.03``."""

    lines: list[str] = field(default_factory=list)

    def compare(self, what: str, measured: float, peer: float, unit: str = "ms", aim: str = "") -> None:
        """One ratio with the two numbers it was made of, in ``unit``."""
        ratio = f"{measured / peer:6.2f} ×" if peer else "     –  "
        aimed = f"   (aim {aim})" if aim else ""
        self.lines.append(f"{ratio}  {what}: {measured:.1f} against {peer:.1f} {unit}{aimed}")

    def state(self, what: str, measured: float, unit: str = "ms", aim: str = "") -> None:
        """A number without a peer."""
        aimed = f"   (aim {aim})" if aim else ""
        self.lines.append(f"          {what}: {measured:.1f} {unit}{aimed}")


_RATIOS = Ratios()


@pytest.fixture(scope="session")
def ratios() -> Ratios:
    """Where benchmarks leave their numbers; printed together at the end of the run."""
    return _RATIOS


@pytest.fixture
def stopwatch() -> Callable[[Callable[[], object], int], float]:
    """Median milliseconds of ``repeat`` runs of a function."""

    def measure(work: Callable[[], object], repeat: int = 7) -> float:
        times = []
        for _ in range(repeat):
            start = time.perf_counter()
            work()
            times.append((time.perf_counter() - start) * 1000)
        return statistics.median(times)

    return measure


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("ratios")
    for line in _RATIOS.lines:
        terminalreporter.write_line(line)
