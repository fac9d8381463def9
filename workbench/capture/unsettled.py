"""A step that isn't final yet."""

from dataclasses import dataclass, field

from workbench.capture.events import TimingHeard, TruthTaken
from workbench.capture.folding import Deed
from workbench.capture.tape import Tape
from workbench.domain.steps import Step, Timing


@dataclass(slots=True)
class UnsettledStep:
    """Gathers what belongs to one step until it is closed. Changes with what is folded into it and heard during it."""

    index: int
    deed: Deed
    url: str
    title: str
    paint: float | None = None
    shift: float = 0.0
    long_tasks: float = 0.0
    truth: TruthTaken | None = None
    touched: bool = field(default=False)
    """Whether any timing was heard."""

    def hear_timing(self, event: TimingHeard) -> None:
        """Add what the page felt like."""
        self.touched = True
        match event.what:
            case "paint":
                self.paint = event.amount if self.paint is None else max(self.paint, event.amount)
            case "shift":
                self.shift += event.amount
            case _:
                self.long_tasks += event.amount

    def step(self, tape: Tape, ended: float, dom_after: int) -> Step:
        """The step as it is known now."""
        deed = self.deed
        return Step(
            index=self.index,
            action=deed.action,
            page=deed.page,
            url=self.url,
            title=self.title,
            started=deed.started,
            acted=deed.acted,
            ended=ended,
            before=tape.frame_at(deed.started, deed.page, inclusive=True),
            after=tape.frame_at(ended, deed.page, inclusive=False),
            dom_before=tape.dom_before(deed.started, deed.page),
            dom_after=dom_after,
            timing=Timing(self.paint, self.shift, self.long_tasks) if self.touched else None,
            truth=self.truth.blob if self.truth else None,
            truth_dom=self.truth.dom_events if self.truth else None,
        )
