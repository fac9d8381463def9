"""Opens an episode for replay: reads it, judges it anew, derives what the panels show. Slow; not for the Qt thread."""

from dataclasses import dataclass
from pathlib import Path

from workbench.archive.reader import open_episode
from workbench.archive.specs import NoSpec, find_spec
from workbench.domain.episodes import Episode
from workbench.domain.verdicts import Finding, FindingKind, Ruling, Verdict
from workbench.replay.opening import Replay, build_replay
from workbench.verifier import LiveJudge, Spec, judge


@dataclass(frozen=True, slots=True)
class Opened:
    """An episode that is ready to be shown."""

    folder: Path
    replay: Replay
    spec_changed: bool
    """The spec is another than the one it was recorded under."""


def load(folder: Path, specs: Path) -> Opened:
    """Read, judge and derive. The verdict is never believed from disk.

    Raises the archive's problems for a folder that can't be read, and SpecProblem for a spec that can't. An episode
    whose workout has no spec opens, UNDECIDED.
    """
    episode = open_episode(folder)
    try:
        spec = find_spec(specs, episode.run.header.workout)
    except NoSpec as problem:
        finding = Finding(FindingKind.UNDECIDED, None, problem.what, because=problem.advice)
        return Opened(folder, build_replay(episode, Verdict(Ruling.UNDECIDED, (finding,))), spec_changed=False)
    return Opened(folder, judged(episode, spec), spec.text_hash != episode.run.header.spec_hash)


def judged(episode: Episode, spec: Spec) -> Replay:
    """The episode judged by that spec."""
    live = LiveJudge(spec, episode.run.header.parameters, episode.run.initial)
    return build_replay(episode, judge(spec, episode.run), live)
