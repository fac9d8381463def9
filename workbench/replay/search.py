"""Search over everything an episode holds: steps, requests, changes, console and the page's text."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.replay.backend import Backend, DiffRow
from workbench.replay.console import Console
from workbench.replay.index import Index
from workbench.replay.network import Network
from workbench.replay.position import NOTHING, Focus, Phase, Position
from workbench.replay.said import Said
from workbench.replay.steps import StepRow


@dataclass(frozen=True, slots=True)
class Hit:
    """One find, and where to stand to see it."""

    kind: str
    """step, request, change, console or page."""
    text: str
    position: Position
    focus: Focus = NOTHING


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Every searchable text in lower case beside its hit, in the order of steps."""

    entries: tuple[tuple[str, Hit], ...]

    def find(self, query: str, limit: int = 200) -> tuple[Hit, ...]:
        """Hits that contain every word of the query, regardless of case; none for an empty query."""
        words = query.casefold().split()
        found: list[Hit] = []
        for text, hit in self.entries if words else ():
            if all(word in text for word in words):
                found.append(hit)
                if len(found) == limit:
                    break
        return tuple(found)


def build_search(
    index: Index, steps: tuple[StepRow, ...], network: Network, console: Console, backend: Backend, said: Said
) -> SearchIndex:
    """Collect all texts; bodies are searched by their first 20,000 characters."""
    parts = (_steps(steps), _network(index, network), _changes(backend), _console(console), _pages(index, said))
    entries = [entry for part in parts for entry in part]
    entries.sort(key=lambda entry: entry[1].position.step)
    return SearchIndex(tuple((text.casefold(), hit) for text, hit in entries))


def with_changes(search: SearchIndex, backend: Backend) -> SearchIndex:
    """The same texts, those of committed changes as this backend has them: their clauses may be others."""
    rows = {row.seq: row for rows in backend.of_step.values() for row in rows if row.seq is not None}

    def now(entry: tuple[str, Hit]) -> tuple[str, Hit]:
        seq = entry[1].focus.change
        if entry[1].kind != "change" or seq is None:
            return entry
        text, hit = _change(rows[seq])
        return text.casefold(), hit

    return SearchIndex(tuple(map(now, search.entries)))


def _steps(rows: tuple[StepRow, ...]) -> Iterator[tuple[str, Hit]]:
    for row in rows:
        title = row.title.replace("**", "")
        phase = Phase.ACTION if row.step else Phase.AFTER
        yield f"{title} {row.subtitle}", Hit("step", title, Position(row.step, phase))


def _network(index: Index, network: Network) -> Iterator[tuple[str, Hit]]:
    for row in network.every:
        exchange = index.exchange[row.id]
        bodies = (exchange.request_body, exchange.response_body)
        content = " ".join(body.text[:20_000] for body in bodies if body and body.text)
        place = Position(row.step, Phase.AFTER), Focus(exchange=row.id)
        text = f"{row.method} {row.path} → {row.status}"
        yield f"{row.id} {text} {row.note} {content}", Hit("request", text, *place)


def _changes(backend: Backend) -> Iterator[tuple[str, Hit]]:
    for rows in backend.of_step.values():
        for row in rows:
            yield _change(row)


def _change(row: DiffRow) -> tuple[str, Hit]:
    cells = ", ".join(f"{cell.column}: {_arrow(cell.old, cell.new)}" for cell in row.cells)
    lead = f"change {row.seq}" if row.seq is not None else "rolled back"
    text = f"{lead} · {row.operation.value} {row.table} {row.key} · {cells}"
    hit = Hit("change", text, Position(row.step, Phase.AFTER), Focus(change=row.seq, exchange=row.request))
    return f"{text} {row.by} {row.charge}", hit


def _arrow(old: str | None, new: str | None) -> str:
    return f"{old} → {new}" if old is not None and new is not None else (new if old is None else old) or ""


def _console(console: Console) -> Iterator[tuple[str, Hit]]:
    for row in console.every:
        place = Position(row.step, Phase.AFTER), Focus(console=row.number)
        yield f"{row.level} {row.text} {row.location}", Hit("console", f"{row.level}: {row.text}", *place)


def _pages(index: Index, said: Said) -> Iterator[tuple[str, Hit]]:
    """Each text where it first appeared, and again whenever it came back in another step."""
    seen: set[tuple[int, str]] = set()
    steps = index.episode.steps
    step = 0
    for each in said.spoken:
        while step < len(steps) and each.event > (steps[step - 1].dom_after if step else steps[0].dom_before):
            step += 1
        if (step, each.text) not in seen:
            seen.add((step, each.text))
            yield each.text, Hit("page", each.text, Position(step, Phase.AFTER), Focus(node=each.node))


def describe_hit(hit: Hit) -> str:
    """For a list: what kind, and where."""
    return f"{hit.kind} · " + (f"step {hit.position.step}" if hit.position.step else "start page")
