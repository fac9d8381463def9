"""The network panel: a waterfall row for each exchange, and all that is known of one."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.exchanges import Body, Exchange
from workbench.replay import wording
from workbench.replay.causality import path_of
from workbench.replay.index import Index
from workbench.replay.position import Position, Scope
from workbench.replay.tone import Tone

_PHASES = ("queued", "connect", "waiting", "receiving")


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """One exchange. Times in sitting milliseconds."""

    id: str
    step: int
    method: str
    path: str
    status: str
    type: str
    size: str
    started: float
    duration: float | None
    """None while no response had come by the end of the recording."""
    phases: tuple[tuple[str, float], ...]
    """Parts of the duration in order, in milliseconds; empty where the browser told nothing."""
    tone: Tone
    note: str
    """What the server knows and the browser doesn't, in a few words."""


@dataclass(frozen=True, slots=True)
class NetworkRows:
    """What the panel shows at a position. Times span from ``begin`` to ``end``."""

    rows: tuple[NetworkRow, ...]
    now: float
    """Rows that started later have not happened yet."""
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class BodyText:
    """A body, and what to know about it."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class ExchangeDetail:
    """Everything about one exchange: titled lists of name and value, and the bodies."""

    title: str
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    request_body: BodyText | None
    response_body: BodyText | None


@dataclass(frozen=True, slots=True)
class Network:
    """All rows in the order they started, and by step."""

    index: Index
    every: tuple[NetworkRow, ...]
    of_step: Mapping[int, tuple[NetworkRow, ...]]

    def rows(self, position: Position, scope: Scope) -> NetworkRows:
        """The exchanges of the step, or all of the episode."""
        rows = self.every if scope is Scope.TOTAL else self.of_step.get(position.step, ())
        begin = min((row.started for row in rows), default=0.0)
        end = max((row.started + (row.duration or 0.0) for row in rows), default=begin)
        return NetworkRows(rows, self.index.reached(position), begin, end)

    def detail(self, exchange_id: str) -> ExchangeDetail | None:
        """Headers, timing, server's account and bodies; None when there is no such exchange."""
        exchange = self.index.exchange.get(exchange_id)
        return _detail(self.index, exchange) if exchange else None


def build_network(index: Index) -> Network:
    """Derive all rows once."""
    of_step = {
        step: tuple(_row(index, step, exchange) for exchange in exchanges)
        for step, exchanges in index.exchanges_of.items()
    }
    every = sorted((row for rows in of_step.values() for row in rows), key=lambda row: row.started)
    return Network(index, tuple(every), of_step)


def _row(index: Index, step: int, exchange: Exchange) -> NetworkRow:
    body = exchange.response_body
    return NetworkRow(
        id=exchange.id,
        step=step,
        method=exchange.method,
        path=path_of(exchange),
        status=str(exchange.status) if exchange.status is not None else "no answer",
        type=exchange.resource_type,
        size=wording.size(body.size) if body else "",
        started=exchange.started,
        duration=exchange.ended - exchange.started if exchange.ended is not None else None,
        phases=tuple((name, exchange.phases[name]) for name in _PHASES if exchange.phases.get(name)),
        tone=_tone(exchange),
        note=_note(index, exchange),
    )


def _tone(exchange: Exchange) -> Tone:
    if exchange.status is None or exchange.status >= 500:
        return Tone.BROKEN
    if exchange.status >= 400:
        return Tone.DISTURBED
    if exchange.resource_type in {"document", "xhr", "fetch"}:
        return Tone.ACCENT if exchange.method in {"GET", "HEAD"} else Tone.MET
    return Tone.QUIET


def _note(index: Index, exchange: Exchange) -> str:
    committed = len(index.changes_by_request.get(exchange.id, ()))
    rows = wording.count(committed, "row") if committed else ""
    failed = exchange.status is None or exchange.status >= 500
    if failed and rows:
        return f"failed in the browser, yet {rows} committed"
    if exchange.server and not exchange.server.delivered:
        return "answered, but never delivered"
    return f"{rows} committed" if rows else exchange.error or ""


def _detail(index: Index, exchange: Exchange) -> ExchangeDetail:
    general = [
        ("URL", exchange.url),
        ("Status", str(exchange.status) if exchange.status is not None else "no answer"),
        ("Type", exchange.resource_type),
        ("Tab", exchange.page),
        ("Started", wording.offset(exchange.started)),
    ]
    if exchange.ended is not None:
        general.append(("Took", wording.duration(exchange.ended - exchange.started)))
    if exchange.error:
        general.append(("Error", exchange.error))
    sections = [
        ("General", tuple(general)),
        ("Server's account", _server(index, exchange)),
        (
            "Timing",
            tuple((name, wording.duration(exchange.phases[name])) for name in _PHASES if name in exchange.phases),
        ),
        ("Request headers", tuple(sorted(exchange.request_headers.items()))),
        ("Response headers", tuple(sorted(exchange.response_headers.items()))),
    ]
    return ExchangeDetail(
        title=f"{exchange.method} {path_of(exchange)}",
        sections=tuple((title, rows) for title, rows in sections if rows),
        request_body=_body(exchange.request_body),
        response_body=_body(exchange.response_body),
    )


def _server(index: Index, exchange: Exchange) -> tuple[tuple[str, str], ...]:
    server = exchange.server
    if server is None:
        unheard = "it told nothing of this request: a static file, or from the browser's cache"
        return (("Account", "the request never reached it" if exchange.status is None else unheard),)
    rows = [
        ("Request id", exchange.id),
        ("Received", f"{server.method} {server.path}"),
        ("Answered", str(server.status)),
        ("Delivered", "yes" if server.delivered else "no"),
        ("Took", wording.duration(server.ended - server.started)),
        ("Transactions", ", ".join(str(each) for each in server.transactions) or "none"),
    ]
    changes = index.changes_by_request.get(exchange.id, ())
    rows += [(f"Change {each.seq}", f"{each.operation.value} {each.table} {wording.key(each.key)}") for each in changes]
    return tuple(rows)


def _body(body: Body | None) -> BodyText | None:
    if body is None or (body.size == 0 and not body.text):
        return None
    notes = [body.content_type, wording.size(body.size)]
    notes += ["cut short"] if body.truncated else []
    notes += ["redacted"] if body.redacted else []
    if body.text is None:
        notes.append("not stored")
    return BodyText(body.text or "", " · ".join(note for note in notes if note))
