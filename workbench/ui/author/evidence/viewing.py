"""One episode as the draft sees it: opened once, judged anew with every edit. No Qt; not for the Qt thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.archive.library import find_episodes
from workbench.archive.reader import open_run
from workbench.authoring.behaviour import acted
from workbench.authoring.displaying import Origin, origins
from workbench.authoring.from_change import ChangeOffer, offer
from workbench.authoring.from_exchange import exchange_offers
from workbench.authoring.ground import Ground, grounded
from workbench.authoring.proposals import Proposal
from workbench.authoring.sayings import Said, said
from workbench.authoring.suggesting import suggest
from workbench.domain.changes import Operation
from workbench.domain.episodes import Header, RunRecord
from workbench.domain.exchanges import Exchange
from workbench.domain.failures import Problem
from workbench.domain.picking import Picked
from workbench.replay.loading import Opened
from workbench.replay.opening import Replay
from workbench.replay.recolouring import rejudged
from workbench.verifier import Spec, SpecProblem, judge, parse_spec

_MOST_DEMONSTRATIONS = 8
_VERBS = {Operation.INSERT: "added to", Operation.UPDATE: "changed", Operation.DELETE: "deleted from"}


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored episode of a workout."""

    folder: Path
    header: Header


@dataclass(frozen=True, slots=True)
class View:
    """An episode under a text."""

    opened: Opened
    replay: Replay
    """Judged by the text; as it was opened while the text can't be read."""
    ground: Ground
    offers: tuple[ChangeOffer, ...]
    """The agent's changes, in commit order, with what may be said of each."""
    untouched: tuple[str, ...]
    """Tables that no change of the run is about, by name."""
    spec: Spec | None
    """What the text says; None while it can't be read."""
    guarded: Mapping[str, str] = field(default_factory=dict)
    """What the text's never lines say of a table: ``visits`` to ``never deleted``."""
    policies: Mapping[str, str] = field(default_factory=dict)
    """The policies of tables that the text names."""
    said: Said = field(default_factory=dict)
    """What each clause says of each cell: by id, then by side and column, as YAML is read."""

    @property
    def readable(self) -> bool:
        """Whether the text is a spec."""
        return self.spec is not None

    @property
    def growing(self) -> bool:
        """Whether it is still being recorded, or was cut off."""
        return self.run.final is None

    @property
    def run(self) -> RunRecord:
        """What a verdict is computed from."""
        return self.replay.episode.run


def view(opened: Opened, text: str, source: str) -> View:
    """The episode as this text judges it. Never raises for what a text may hold."""
    run = opened.replay.episode.run
    spec = _readable(text, source)
    replay, ground = opened.replay, Ground(run)
    if spec is not None:
        verdict = judge(spec, run)
        replay, ground = rejudged(opened.replay, verdict), grounded(run, spec, verdict)
    touched = {change.table for change in run.changes}
    return View(
        opened=opened,
        replay=replay,
        ground=ground,
        offers=tuple(offer(ground, change) for change in acted(run)),
        untouched=tuple(sorted(table for table in run.initial.schema.tables if table not in touched)),
        spec=spec,
        guarded=_guarded(spec) if spec is not None else {},
        policies={table: policy.value for table, policy in spec.tables.items()} if spec is not None else {},
        said=said(text, run.initial.schema),
    )


def stored_of(recordings: Path, workout: str) -> tuple[Stored, ...]:
    """The workout's episodes: golds first, then the newest."""
    folder = recordings / workout
    entries = find_episodes(folder) if folder.is_dir() else ()
    found = [Stored(entry.folder, entry.header) for entry in entries if entry.header is not None]
    return tuple(sorted(found, key=lambda one: one.header.label != "gold"))


def suggested(golds: tuple[Path, ...], shown: RunRecord) -> tuple[Proposal, ...]:
    """A spec from the episode in view and from those golds. One that can't be read is passed over."""
    runs = [shown]
    for folder in golds[:_MOST_DEMONSTRATIONS]:
        try:
            run = open_run(folder)
        except Problem:
            continue
        if run.header.id != shown.header.id and type(run.outcome) is type(shown.outcome):
            runs.append(run)
    return suggest(runs)


def offers_of(view: View, exchange: Exchange) -> tuple[Proposal, ...]:
    """What the spec may say of an exchange, best first."""
    return exchange_offers(exchange, view.run, view.spec, view.replay.verdict if view.readable else None)


def origins_of(view: View, picked: Picked, at: float) -> tuple[Origin, ...]:
    """The cells that may stand behind an element that the page showed at ``at`` milliseconds, likeliest first."""
    idle = {table for table, policy in view.policies.items() if policy == "ephemeral"}
    return origins(picked.shown, view.run, float(at), picked.nearby, idle)


def stands(view: View, proposal: Proposal) -> bool:
    """Whether the text has the proposal already."""
    if proposal.section:
        return proposal.id in view.ground.ids
    return bool(proposal.tables) and all(table in view.policies for table in proposal.tables)


def _guarded(spec: Spec) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for clause in spec.clauses:
        if clause.section == "never":
            found.setdefault(clause.pattern.table, []).append(f"{_VERBS[clause.pattern.operation]} ({clause.id})")
    return {table: "never " + ", never ".join(told) for table, told in found.items()}


def _readable(text: str, source: str) -> Spec | None:
    try:
        return parse_spec(text, source=source)
    except SpecProblem:
        return None
