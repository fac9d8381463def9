"""Specs, clauses and an audit as rows and words. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.authoring.examining import ClauseLine
from workbench.authoring.tallying import AuditSummary, Tally
from workbench.authoring.wire import Surveyed
from workbench.ui.author.remarks import with_code
from workbench.ui.models.look import Chip, Look, faint, stressed
from workbench.ui.models.wording import count
from workbench.verifier.audit import Kind, Survivor

_SECTIONS = {
    "require": ("Must happen", "met"),
    "order": ("In this order", "accent"),
    "page": ("On the page", "accent"),
    "outcome": ("How it ends", "accent"),
    "allow": ("May happen", "plain"),
    "never": ("Must never happen", "broken"),
    "frame": ("Everything else", "broken"),
}
_KINDS = (
    (Kind.GOLD, "Golds", "satisfied"),
    (Kind.TRIVIAL, "Trivial runs", "refused"),
    (Kind.MUTANT, "Mutants", "killed"),
    (Kind.BENIGN, "Harmless", "accepted"),
)


@dataclass(frozen=True, slots=True)
class SpecRow:
    """One spec file as the list shows it."""

    path: Path
    name: str
    """``clinic/book_visit``."""
    survey: Surveyed | None = None
    summary: AuditSummary | None = None
    stale: bool = False
    """It was edited since it was audited."""
    dirty: bool = False


def spec_name(path: Path) -> str:
    """``gym/workout``, from where the file lies."""
    return f"{path.parent.name}/{path.stem}"


def spec_look(row: SpecRow) -> Look:
    """Name and state; the first error where there is one."""
    gym, _, workout = row.name.rpartition("/")
    title = f"**{workout}**" + (" •" if row.dirty else "")
    chip = _state(row)
    lines = [stressed(title)]
    if row.survey is not None and row.survey.errors:
        lines.append(with_code(row.survey.problem, "muted"))
    elif row.summary is not None:
        lines.append(faint(f"{gym} · {rate(row.summary)} killed" + (" before the last edit" if row.stale else "")))
    else:
        lines.append(faint(f"{gym} · not audited yet"))
    hint = f"{row.path}" + ("\nThere are edits that are not saved." if row.dirty else "")
    return Look(tuple(lines), icon="file-text", chips=(chip,), hint=hint)


def _state(row: SpecRow) -> Chip:
    if row.survey is None:
        return Chip("…")
    if row.survey.errors:
        return Chip(count(row.survey.errors, "error"), "broken")
    if row.summary is None or row.stale:
        return Chip("valid", "met")
    return Chip("passes", "met") if row.summary.passed else Chip("weak", "disturbed")


def clause_looks(clauses: Sequence[ClauseLine], *, example: bool, here: int = 0) -> tuple[tuple[Look, int, int], ...]:
    """Headings and sentences, each with its line and column; ``here`` is the line of the cursor."""
    standing = max((clause.line for clause in clauses if clause.line <= here), default=0)
    rows: list[tuple[Look, int, int]] = []
    for section, (title, tone) in _SECTIONS.items():
        chosen = [clause for clause in clauses if clause.section == section]
        if chosen:
            rows.append((Look((faint(title),), heading=True), 0, 0))
        for clause in chosen:
            sentence = stressed(clause.example if example else clause.written)
            ground = "accent" if clause.line == standing and section != "frame" else ""
            hint = f"{clause.id} · line {clause.line}"
            chip = (Chip(str(clause.line)),)
            rows.append((Look((sentence,), dot=tone, chips=chip, ground=ground, hint=hint), clause.line, clause.column))
    return tuple(rows)


def clause_at(clauses: Sequence[ClauseLine], line: int) -> ClauseLine | None:
    """The clause that a line belongs to, as far as clauses go from one to the next."""
    earlier = [clause for clause in clauses if clause.line <= line and clause.section != "frame"]
    return max(earlier, key=lambda clause: clause.line, default=None)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of an audit."""

    title: str
    value: str
    tone: str
    """met, broken or plain."""


def figures(counts: Mapping[Kind, int], right: Mapping[Kind, int], signed: int = 0) -> tuple[Figure, ...]:
    """The four numbers; what was signed is taken out of the mutants."""
    made = []
    for kind, title, verb in _KINDS:
        number = counts.get(kind, 0) - (signed if kind is Kind.MUTANT else 0)
        fine = right.get(kind, 0)
        tone = "plain" if not number else "met" if fine >= number else "broken"
        made.append(Figure(title, f"{fine} of {number} {verb}" if number else "–", tone))
    return tuple(made)


def running_figures(tally: Tally) -> tuple[Figure, ...]:
    """The numbers so far. Who is signed for is known at the end only, so a survivor is not red yet."""
    return tuple(
        Figure(one.title, one.value, "plain" if one.tone == "broken" and one.title == "Mutants" else one.tone)
        for one in figures(tally.counts, tally.right)
    )


def rate(summary: AuditSummary) -> str:
    """``98.7 %``; never 100 while one is alive."""
    share = summary.kill_rate * 100
    return f"{99.9 if 99.9 < share < 100 else share:.1f} %"


def rate_sentence(summary: AuditSummary, before: AuditSummary | None = None) -> str:
    """The kill rate with its lower bound and where it comes from, as one sentence."""
    if not summary.counts.get(Kind.MUTANT):
        return "Nothing to kill: there is no gold to make mutants of."
    signed = f" · {summary.signed} more signed" if summary.signed else ""
    moved = before is not None and before.counts.get(Kind.MUTANT, 0) > 0 and rate(before) != rate(summary)
    signed += f" · was {rate(before)}" if before is not None and moved else ""
    return f"**{rate(summary)}** of the mutants die; at least {summary.lower_bound * 100:.1f} % (95 % sure)" + signed


def survivor_looks(survivors: Sequence[Survivor]) -> tuple[Look, ...]:
    """Stories, with the line that lets each through."""
    return tuple(map(_survivor_look, survivors))


def _survivor_look(survivor: Survivor) -> Look:
    tried = survivor.tried
    times = f" ({survivor.count} times)" if survivor.count > 1 else ""
    line = (Chip(f"line {tried.line}"),)
    if survivor.signed:
        return Look(
            (stressed(survivor.story), faint(f"signed · {survivor.signed}")), dot="met", chips=line, hint=tried.id
        )
    tone = "disturbed" if tried.kind is Kind.MUTANT else "broken"
    told = stressed(survivor.story + times)
    return Look((told, with_code(tried.reason, "muted")), dot=tone, chips=line, hint=tried.id)
