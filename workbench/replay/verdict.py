"""The verdict panel: each reason with links to where its evidence can be seen."""

from dataclasses import dataclass

from workbench.domain.sentences import describe
from workbench.domain.verdicts import Evidence, Finding, FindingKind, Ruling
from workbench.replay.causality import cause_of, place_of_change, place_of_exchange, title_of
from workbench.replay.index import Index
from workbench.replay.position import NOTHING, Focus, Phase, Position
from workbench.replay.tone import Tone

_TONES = {
    FindingKind.MET: Tone.MET,
    FindingKind.REPAIRED: Tone.DISTURBED,
    FindingKind.UNDECIDED: Tone.DISTURBED,
    FindingKind.UNMET: Tone.BROKEN,
    FindingKind.BREACH: Tone.BROKEN,
}
_RULINGS = {Ruling.SATISFIED: Tone.MET, Ruling.VIOLATED: Tone.BROKEN, Ruling.UNDECIDED: Tone.DISTURBED}


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of evidence in words, and where to stand to see it."""

    text: str
    position: Position
    focus: Focus = NOTHING


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One reason. Texts mark what to stress with ``**``."""

    kind: FindingKind
    tone: Tone
    clause: str | None
    sentence: str
    because: str
    nearest: str
    counterfactual: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class VerdictRows:
    """The ruling and its reasons; ``agrees`` says whether it is the verdict that the recording was saved with."""

    ruling: Ruling
    tone: Tone
    headline: str
    expected: str | None
    rows: tuple[FindingRow, ...]

    @property
    def agrees(self) -> bool:
        """False only when somebody expected another ruling."""
        return self.expected is None or self.expected == self.ruling.value

    def following(self, position: Position) -> FindingRow | None:
        """The next finding with evidence after that step, in the order of time; the first one after the last.

        Clauses that were met are visited only where nothing else is."""
        ordered = _in_time(self.rows)
        later = (row for row in ordered if row.links[0].position.step > position.step)
        return next(later, ordered[0] if ordered else None)

    def preceding(self, position: Position) -> FindingRow | None:
        """The one before; the last one before the first."""
        ordered = _in_time(self.rows)[::-1]
        earlier = (row for row in ordered if row.links[0].position.step < position.step)
        return next(earlier, ordered[0] if ordered else None)


def build_verdict(index: Index) -> VerdictRows:
    """Derive the rows once."""
    verdict = index.verdict
    rows = tuple(_row(index, finding) for finding in verdict.explaining)
    headline = _headline(verdict.ruling, rows)
    return VerdictRows(verdict.ruling, _RULINGS[verdict.ruling], headline, index.episode.run.header.expected, rows)


def _in_time(rows: tuple[FindingRow, ...]) -> list[FindingRow]:
    linked = [row for row in rows if row.links]
    linked = [row for row in linked if row.kind is not FindingKind.MET] or linked
    return sorted(linked, key=lambda row: row.links[0].position.step)


def _headline(ruling: Ruling, rows: tuple[FindingRow, ...]) -> str:
    if ruling is Ruling.SATISFIED:
        return "Exactly what was asked for, and nothing else."
    if ruling is Ruling.UNDECIDED:
        return "This record can't be judged."
    worst = next((row for row in rows if row.tone is Tone.BROKEN), None)
    if worst is None:
        return "Not what was asked for."
    word = "breach" if worst.kind is FindingKind.BREACH else "not done"
    return f"{word} at step {worst.links[0].position.step}" if worst.links else word


def _row(index: Index, finding: Finding) -> FindingRow:
    links = (_link(index, evidence) for evidence in finding.evidence)
    return FindingRow(
        kind=finding.kind,
        tone=_TONES[finding.kind],
        clause=finding.clause,
        sentence=finding.sentence,
        because=finding.because,
        nearest=finding.nearest,
        counterfactual=finding.counterfactual,
        links=tuple(dict.fromkeys(link for link in links if link)),
    )


def _link(index: Index, evidence: Evidence) -> Link | None:
    if evidence.change is not None and (place := place_of_change(index, evidence.change)):
        change = index.change[evidence.change]
        exchange = cause_of(index, change).exchange
        parts = [f"change {change.seq}", title_of(exchange) if exchange else f"job {change.job}" if change.job else ""]
        return _linked(parts, *place)
    if evidence.exchange is not None and (place := place_of_exchange(index, evidence.exchange)):
        return _linked([title_of(index.exchange[evidence.exchange])], *place)
    if evidence.page is not None and index.episode.steps:
        last = len(index.episode.steps)
        return Link(f"{evidence.page} at the end", Position(last, Phase.AFTER))
    if evidence.step is not None and 0 < evidence.step <= len(index.episode.steps):
        action = describe(index.episode.steps[evidence.step - 1].action).replace("**", "")
        return Link(f"step {evidence.step} · {action}", Position(evidence.step, Phase.ACTION))
    return None


def _linked(parts: list[str], position: Position, focus: Focus) -> Link:
    where = f"step {position.step}" if position.step else "start page"
    return Link(" · ".join(part for part in (*parts, where) if part), position, focus)
