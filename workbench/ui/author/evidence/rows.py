"""Changes, untouched tables and proposals as rows. No Qt."""

from collections.abc import Iterable, Mapping, Sequence

from workbench.authoring.from_change import altered
from workbench.authoring.proposals import Proposal
from workbench.authoring.writing import in_line
from workbench.domain.changes import Change, Operation
from workbench.domain.exchanges import Exchange
from workbench.domain.values import JsonValue, Row
from workbench.replay.backend import DiffRow
from workbench.replay.tone import Tone
from workbench.ui.author.evidence.viewing import View
from workbench.ui.models.look import Chip, Look, Span, faint, stressed
from workbench.ui.models.wording import cell, key_text

_SIGNS = {Operation.INSERT: "+", Operation.UPDATE: "~", Operation.DELETE: "-"}
_TONES = {Tone.MET: "met", Tone.BROKEN: "broken", Tone.DISTURBED: "disturbed", Tone.QUIET: "", Tone.NEUTRAL: ""}
_MOST_CELLS = 5
_SECTIONS = {
    "require": ("must happen", "met"),
    "allow": ("may happen", "plain"),
    "never": ("never", "broken"),
    "order": ("order", "accent"),
    "page": ("page", "accent"),
    "": ("tables", "plain"),
}


def change_looks(view: View) -> tuple[Look, ...]:
    """Each change of the agent with the clause that takes it, red where none does."""
    rows = {row.seq: row for rows in view.replay.backend.of_step.values() for row in rows}
    return tuple(_change_look(offered.change, rows.get(offered.change.seq), view) for offered in view.offers)


def exchange_looks(exchanges: Sequence[Exchange]) -> tuple[Look, ...]:
    """Requests with method, path and answer."""
    return tuple(_exchange_look(one) for one in exchanges)


def untouched_looks(tables: Sequence[str], guarded: Mapping[str, str]) -> tuple[Look, ...]:
    """Tables that nothing happened to, with what the spec says of each."""
    return tuple(
        Look(
            (stressed(f"**{table}**"), faint(guarded.get(table, "refused anyway: no clause allows a change"))),
            icon="database",
            chips=(Chip("guarded", "met"),) if table in guarded else (),
        )
        for table in tables
    )


def proposal_looks(proposals: Sequence[Proposal], taken: Iterable[int]) -> tuple[Look, ...]:
    """Proposals, each with its reason; those that were taken over are ticked."""
    done = set(taken)
    return tuple(_proposal_look(proposal, number in done) for number, proposal in enumerate(proposals))


def proposal_words(proposal: Proposal) -> str:
    """A proposal as one line: what it adds."""
    entry = proposal.entry
    if proposal.outcome is not None:
        return f"The outcome is **{in_line(proposal.outcome)}**"
    if not proposal.section:
        policies = {
            policy: [t for t, p in proposal.tables.items() if p == policy] for policy in proposal.tables.values()
        }
        return "; ".join(f"**{', '.join(tables)}** {_is(tables)} {policy}" for policy, tables in policies.items())
    for operation in Operation:
        if operation.value in entry:
            return f"{operation.value} **{entry[operation.value]}** {_demands(entry)}".strip()
    if "call" in entry:
        return f"**{entry['call']}** is never called"
    if "read" in entry:
        relation = "after" if "after" in entry else "before"
        return f"**{_plain(entry['read'])}** is read {relation} **{entry[relation]}**"
    told = {key: value for key, value in entry.items() if key not in ("id", "because")}
    return in_line(told)


def _plain(value: JsonValue) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value)


def _demands(entry: Mapping[str, object]) -> str:
    parts = []
    if "key" in entry:
        parts.append(f"key {in_line(entry['key'])}")  # type: ignore[arg-type]
    values = entry.get("values")
    if isinstance(values, Mapping):
        parts += [f"{column} {in_line(value)}" for column, value in values.items()]
    if "because" in entry:
        parts.append(f"— {entry['because']}")
    return ", ".join(parts).replace(", —", " —")


def _is(tables: Sequence[str]) -> str:
    return "is" if len(tables) == 1 else "are"


def _proposal_look(proposal: Proposal, done: bool) -> Look:
    title, tone = _SECTIONS[proposal.section]
    lines = [stressed(proposal_words(proposal), "muted" if done else ""), faint(proposal.why)]
    lines += [((Span(warning, "disturbed"),)) for warning in proposal.warnings]
    return Look(tuple(lines), icon="check" if done else "plus", chips=(Chip(title, tone),), hint=proposal.id)


def _change_look(change: Change, row: DiffRow | None, view: View) -> Look:
    tone = _TONES[row.tone] if row is not None and view.readable else ""
    charge = row.charge if row is not None and view.readable else "not judged"
    if view.readable and view.growing and change.seq not in view.replay.verdict.charges:
        tone, charge = "broken", "no clause allows this"  # a verdict waits for the end; this is known at once
    chip = Chip(charge, tone or "plain")
    title = (Span(f"{change.table} ", "strong"), Span(key_text(change.key), "mono"))
    lines = (title, (Span(_cells(change), "muted"),))
    ground = tone if tone == "broken" else ""
    return Look(lines, lead=_SIGNS[change.operation], chips=(chip,), ground=ground, hint=row.by if row else "")


def _exchange_look(exchange: Exchange) -> Look:
    server = exchange.server
    path = server.path if server is not None else exchange.url
    status = server.status if server is not None else exchange.status
    tone = "broken" if status is not None and status >= 500 else "plain"
    changed = bool(server and server.transactions)
    step = f"step {exchange.step}" if exchange.step else "at the start"
    told = f"{step} · changed the database" if changed else step
    line = (Span(f"{exchange.method} ", "strong"), Span(path, "mono"))
    return Look((line, (Span(told, "muted"),)), icon="arrow-left-right", chips=(Chip(str(status or "–"), tone),))


def _cells(change: Change) -> str:
    shown: Row = change.new or change.old or {}
    if change.operation is Operation.UPDATE:
        old = change.old or {}
        return " · ".join(f"{name} {cell(old.get(name), 24)} → {cell(shown[name], 24)}" for name in altered(change))
    told = [f"{name} {cell(value, 24)}" for name, value in shown.items() if value is not None][:_MOST_CELLS]
    return " · ".join(told)
