"""Intent and effect: what the step aimed at, what it hit, what the page then said, what the backend did."""

from dataclasses import dataclass

from workbench.domain.actions import Action, Drag, Locator, Target
from workbench.domain.changes import Change
from workbench.domain.sentences import name_of
from workbench.domain.steps import Disturbance, Step
from workbench.replay import wording
from workbench.replay.index import Index
from workbench.replay.position import NOTHING, Focus, Phase, Position, step_of
from workbench.replay.said import Said
from workbench.replay.tone import Tone


@dataclass(frozen=True, slots=True)
class IntentRow:
    """One line: ``label`` is one of a few fixed words, ``position`` where a click on it leads."""

    label: str
    text: str
    tone: Tone = Tone.NEUTRAL
    position: Position | None = None
    focus: Focus = NOTHING


def intent_rows(index: Index, said: Said, position: Position) -> tuple[IntentRow, ...]:
    """The lines for the step stood on."""
    step = step_of(index.episode, position)
    if step is None:
        url = index.episode.run.header.start_url
        lines = [IntentRow("aimed at", f"the start page {url}"), *_disturbances(index, position.step)]
    else:
        lines = [*_aim(step), *_disturbances(index, position.step), *_answer_time(step)]
    return (*lines, _said_row(said, position.step), *_backend_rows(index, position.step))


def target_of(action: Action) -> Target | None:
    """The element acted upon, the one dropped on for a drag."""
    target = getattr(action, "target", None)
    return target if isinstance(target, Target) else None


def locator_text(locator: Locator) -> str:
    """Such as ``role=button "Confirm"``."""
    name = f' "{locator.name}"' if locator.name is not None else ""
    nth = f" no. {locator.nth + 1}" if locator.nth is not None else ""
    return f"{locator.strategy}={locator.value}{name}{nth}"


def _aim(step: Step) -> list[IntentRow]:
    target = target_of(step.action)
    if target is None:
        return [IntentRow("aimed at", "the page itself" if step.action.kind == "scroll" else "no element")]
    lines = [IntentRow("aimed at", _named(target))]
    if isinstance(step.action, Drag):
        lines.insert(0, IntentRow("took hold of", _named(step.action.source)))
    if target.locators:
        best = target.locators[0]
        doubt = best.unique is False and best.nth is None
        proof = {True: "one match", False: "several matches", None: "not proven unique"}[best.unique]
        tone = Tone.DISTURBED if doubt else Tone.QUIET
        lines.append(IntentRow("found by", f"{locator_text(best)} · {proof}", tone))
    lines.append(IntentRow("hit", _hit(target)))
    return lines


def _named(target: Target) -> str:
    name = name_of(target)
    role = target.role or target.tag
    return role if name == role else f"{role} “{name}”"


def _hit(target: Target) -> str:
    if target.box is None:
        return f"<{target.tag}>, place unknown"
    x, y, width, height = target.box
    return f"<{target.tag}> at {x:.0f}, {y:.0f} · {width:.0f} x {height:.0f} px"


def _disturbances(index: Index, step: int) -> list[IntentRow]:
    return [
        IntentRow(
            "disturbed by",
            " · ".join(filter(None, _strike(each))),
            Tone.DISTURBED,
            Position(step, Phase.AFTER),
            Focus(disturbance=(each.perturbation, each.at)),
        )
        for each in index.disturbances_of.get(step, ())
    ]


def _strike(struck: Disturbance) -> tuple[str, str]:
    return f"{struck.perturbation} {struck.title}", wording.details(struck.detail)


def _answer_time(step: Step) -> list[IntentRow]:
    timing = step.timing
    if timing is None or timing.next_paint is None:
        return []
    extra = [f"layout shift {timing.layout_shift:.2f}"] if timing.layout_shift >= 0.01 else []
    extra += [f"{wording.duration(timing.long_tasks)} blocked"] if timing.long_tasks else []
    slow = timing.next_paint > 500 or timing.layout_shift > 0.1
    text = " · ".join([f"painted after {wording.duration(timing.next_paint)}", *extra])
    return [IntentRow("page answered", text, Tone.DISTURBED if slow else Tone.NEUTRAL)]


def _said_row(said: Said, step: int) -> IntentRow:
    texts = said.of_step(step)
    if not texts:
        return IntentRow("page said", "nothing new", Tone.QUIET)
    shown = " · ".join(f"“{text}”" for text in texts[:3])
    more = f" and {len(texts) - 3} more" if len(texts) > 3 else ""
    return IntentRow("page said", shown + more)


def _backend_rows(index: Index, step: int) -> list[IntentRow]:
    changes = index.changes_of.get(step, ())
    weighed = [change for change in changes if not index.verdict.charges.get(change.seq, "").startswith("(")]
    if not weighed:
        ignored = f"nothing that counts ({wording.count(len(changes), 'ignored change')})" if changes else "nothing"
        return [IntentRow("backend did", ignored, Tone.QUIET)]
    return [_backend_row(index, change, step) for change in weighed[:6]]


def _backend_row(index: Index, change: Change, step: int) -> IntentRow:
    tone = (
        Tone.BROKEN
        if index.breach_of(change.seq)
        else Tone.MET
        if change.seq in index.verdict.charges
        else Tone.NEUTRAL
    )
    text = f"{change.operation.value.upper()} {change.table} {wording.key(change.key)}"
    focus = Focus(change=change.seq, exchange=change.request or change.cause)
    return IntentRow("backend did", text, tone, Position(step, Phase.AFTER), focus)
