"""Two thousand stored runs of a shipped recording's size while a spec is edited: what an edit costs, from its question
to its last flip, and how much of that the window's own thread pays."""

import time
from pathlib import Path

from tests.authoring.shelf import like
from tests.benchmarks.conftest import Ratios
from workbench.archive.reader import open_run
from workbench.authoring.rejudging import Rejudgements
from workbench.authoring.rejudging_answers import Consequences, Loading, Rejudge
from workbench.authoring.wire import Frames, framed
from workbench.verifier import judge, parse_spec

ROOT = Path(__file__).parents[2]
WORKOUT = "clinic/book_visit"
RUNS, SAMPLE = 2_000, 40
SPEC = (ROOT / "specs" / f"{WORKOUT}.yaml").read_text(encoding="utf-8")
EDITS = {
    "loosened: no read-back": SPEC[: SPEC.index("order:")] + SPEC[SPEC.index("outcome:") :],
    "tightened: another status": SPEC.replace("status: booked", "status: done"),
    "left as it is, with a comment": SPEC + "# nothing\n",
}


def shelf(recordings: Path) -> list[Path]:
    """Stored runs that share the streams of the shipped ones."""
    shipped = sorted((ROOT / "recordings" / WORKOUT).iterdir())
    folders = [recordings / WORKOUT / f"run-{number:04}" for number in range(RUNS)]
    (recordings / WORKOUT).mkdir(parents=True)
    for number, folder in enumerate(folders):
        like(shipped[number % len(shipped)], folder, seed=number)
    return folders


def test_flips_of_an_edit(ratios: Ratios, tmp_path: Path) -> None:
    folders = shelf(tmp_path)
    rejudgements = Rejudgements()

    def ask(text: str) -> tuple[Consequences, float, float]:
        """The last word, the seconds until all flips stood, and the processor's seconds until then."""
        start, busy, took = time.perf_counter(), time.process_time(), (0.0, 0.0)
        last: Loading | Consequences | None = None
        for last in rejudgements.answer(Rejudge(1, text, SPEC, "book_visit.yaml", tmp_path)):
            if isinstance(last, Consequences) and last.judged == RUNS and not took[0]:
                took = (time.perf_counter() - start, time.process_time() - busy)
        assert isinstance(last, Consequences)
        return last, *took

    _, waited, busy = ask(SPEC)
    ratios.state(f"{RUNS:,} runs read and judged once", waited, "s")
    ratios.state("  the same, time on the processor", busy, "s")
    start = time.process_time()
    spec, old = parse_spec(EDITS["loosened: no read-back"], source="new"), parse_spec(SPEC, source="old")
    for folder in folders[:SAMPLE]:
        run = open_run(folder)
        judge(spec, run)
        judge(old, run)
    from_disk = (time.process_time() - start) / SAMPLE * RUNS
    for what, text in EDITS.items():
        found, waited, busy = ask(text)
        ratios.state(f"an edit ({what}): {found.flipped:,} flips, until all stood", waited, "s", "1")
        ratios.compare("  time on the processor against opening and judging them all", busy, from_disk, "s")
        data = framed(found)
        start = time.process_time()
        Frames().feed(data)
        ratios.state(
            f"  decoding the answer of {len(data) // 1024} KB", (time.process_time() - start) * 1000, "ms", "5"
        )
    _, waited, _ = ask(EDITS["loosened: no read-back"])
    ratios.state("undone: a text that was judged before", waited, "s", "1")
