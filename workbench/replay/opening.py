"""An episode made ready for replay: every derivation built once, then read at any position."""

from dataclasses import dataclass

from workbench.domain.episodes import Episode
from workbench.domain.verdicts import Verdict
from workbench.replay.backend import Backend, build_backend
from workbench.replay.console import Console, build_console
from workbench.replay.film import Frame, build_film
from workbench.replay.index import Index, build_index
from workbench.replay.intent import IntentRow, intent_rows
from workbench.replay.lanes import Judge, Timeline, build_timeline
from workbench.replay.network import Network, build_network
from workbench.replay.position import Position
from workbench.replay.said import Said, build_said
from workbench.replay.search import SearchIndex, build_search
from workbench.replay.steps import StepRow, build_steps
from workbench.replay.verdict import VerdictRows, build_verdict


@dataclass(frozen=True, slots=True)
class Replay:
    """What all panels read. Nothing in it changes, so threads may share it."""

    episode: Episode
    verdict: Verdict
    index: Index
    steps: tuple[StepRow, ...]
    network: Network
    console: Console
    backend: Backend
    film: tuple[Frame, ...]
    timeline: Timeline
    findings: VerdictRows
    said: Said
    search: SearchIndex

    def intent(self, position: Position) -> tuple[IntentRow, ...]:
        """Intent and effect of the step stood on."""
        return intent_rows(self.index, self.said, position)


def build_replay(episode: Episode, verdict: Verdict, judge: Judge | None = None) -> Replay:
    """Derive everything that does not depend on where one stands.

    ``judge`` must not have been fed yet; without one the timeline has no clause lanes. Aim: 300 steps in 0.5 s.
    """
    index = build_index(episode, verdict)
    steps, network, console, backend = (
        build_steps(index),
        build_network(index),
        build_console(index),
        build_backend(index),
    )
    film, said = build_film(index), build_said(episode)
    return Replay(
        episode=episode,
        verdict=verdict,
        index=index,
        steps=steps,
        network=network,
        console=console,
        backend=backend,
        film=film,
        timeline=build_timeline(index, backend, film, judge),
        findings=build_verdict(index),
        said=said,
        search=build_search(index, steps, network, console, backend, said),
    )
