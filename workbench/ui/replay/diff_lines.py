"""The backend's diffs as lines of a list: a heading for each change, below it a line for each cell. No Qt."""

from dataclasses import dataclass

from workbench.domain.changes import Operation
from workbench.replay.backend import Cell, DiffRow, NetRow
from workbench.replay.position import NOTHING, Focus, Phase, Position
from workbench.replay.tone import Tone

_SIGNS = {Operation.INSERT: "+", Operation.UPDATE: "~", Operation.DELETE: "-"}
_VERBS = {Operation.INSERT: "inserted", Operation.UPDATE: "updated", Operation.DELETE: "deleted"}


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line. A heading has a ``title``; a cell line has a ``column``."""

    tone: Tone
    sign: str = ""
    title: str = ""
    detail: str = ""
    chip: str = ""
    column: str = ""
    old: str | None = None
    new: str | None = None
    faint: bool = False
    """Rolled back, or undone: shown, but nothing came of it."""
    position: Position | None = None
    focus: Focus = NOTHING

    @property
    def words(self) -> str:
        """The line as plain text."""
        if self.column:
            return f"{self.column}: {' → '.join(side for side in (self.old, self.new) if side is not None)}"
        return " · ".join(part for part in (f"{self.sign} {self.title}", self.detail, self.chip) if part)


def step_lines(rows: tuple[DiffRow, ...]) -> tuple[DiffLine, ...]:
    """What a step did, in commit order."""
    return tuple(line for row in rows for line in _row_lines(row))


def total_lines(rows: tuple[NetRow, ...]) -> tuple[DiffLine, ...]:
    """What everything comes to, the weighty rows first."""
    ordered = sorted(rows, key=lambda row: row.tone is Tone.QUIET)
    return tuple(line for row in ordered for line in _net_lines(row))


def _row_lines(row: DiffRow) -> list[DiffLine]:
    attempt = row.seq is None
    where = Position(row.step, Phase.AFTER), Focus(change=row.seq, exchange=row.request)
    number = f"change {row.seq} · " if row.seq is not None else "attempt · "
    heading = DiffLine(
        row.tone,
        _SIGNS[row.operation],
        f"{row.table} {row.key}",
        f"{number}{row.by}",
        row.charge,
        faint=attempt,
        position=where[0],
        focus=where[1],
    )
    return [heading, *_cells(row.cells, row.tone, where, attempt)]


def _net_lines(net: NetRow) -> list[DiffLine]:
    latest = net.history[-1]
    where = Position(latest.step, Phase.AFTER), Focus(change=latest.seq, exchange=latest.request)
    undone = net.operation is None
    seqs = ", ".join(str(row.seq) for row in net.history[:6]) + (" …" if len(net.history) > 6 else "")
    detail = "changed and undone" if undone else _VERBS[net.operation or Operation.UPDATE]
    heading = DiffLine(
        net.tone,
        "±" if net.operation is None else _SIGNS[net.operation],
        f"{net.table} {net.key}",
        f"{detail} · {'change' if len(net.history) == 1 else 'changes'} {seqs}",
        latest.charge if len({row.charge for row in net.history}) == 1 else "several clauses",
        faint=undone,
        position=where[0],
        focus=where[1],
    )
    return [heading, *_cells(net.cells, net.tone, where, undone)]


def _cells(cells: tuple[Cell, ...], tone: Tone, where: tuple[Position, Focus], dim: bool) -> list[DiffLine]:
    """NULL cells of a new row say nothing and are left out."""
    shown = [cell for cell in cells if not (cell.old is None and cell.new == "NULL")]
    return [
        DiffLine(tone, column=cell.column, old=cell.old, new=cell.new, faint=dim, position=where[0], focus=where[1])
        for cell in shown
    ]
