"""Benign variants: golds with a difference that must not matter. One that dies shows a spec that is too tight."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from workbench.domain.changes import Actor, Attempt, Change, Operation
from workbench.domain.exchanges import Exchange
from workbench.domain.schema import Table
from workbench.domain.values import Key, Row, Scalar
from workbench.verifier.audit.editing import Edit
from workbench.verifier.audit.gold import STRANGER, Charged, Gold
from workbench.verifier.audit.mutants import other_cell
from workbench.verifier.audit.strays import made_row
from workbench.verifier.audit.trials import Kind, Trial, Trials, noun
from workbench.verifier.matchers import Cell, Is
from workbench.verifier.reads import is_read
from workbench.verifier.reconciling import key_of
from workbench.verifier.references import Scope
from workbench.verifier.requests import Request
from workbench.verifier.spec import Policy

_AHEAD = 1000
_MOST_SWAPS = 24


def benign_variants(gold: Gold) -> Trials:
    """All of them."""
    yield from _other_keys(gold)
    yield from _extra_reads(gold)
    yield from _swaps(gold)
    yield from _retry(gold)
    yield from _ephemeral(gold)
    for one in gold.required:
        yield from _declared(gold, one)


def _benign(id: str, story: str, edit: Edit, clause: str = "") -> Trial:
    return Trial(Kind.BENIGN, id, story, edit, clause)


def _other_keys(gold: Gold) -> Trials:
    """The database hands out other keys for new rows; whatever points at them, and the paths that name them, follow."""
    renamed: dict[tuple[str, Key], Row] = {}
    for change in gold.run.changes:
        if change.operation is Operation.INSERT:
            table = gold.schema.tables[change.table]
            renamed[change.table, change.key] = {**gold.fresh_key(table, _AHEAD + len(renamed))}
    if not renamed:
        return
    changes = tuple(_renamed(gold, change, renamed) for change in gold.run.changes)
    rows = {id: _renamed_row(gold, gold.spec_table(id), row, renamed) for id, row in gold.scope.rows.items()}
    scope = Scope(gold.scope.parameters, gold.scope.lets, gold.scope.clauses, {k: v for k, v in rows.items() if v})
    exchanges = tuple(_readdressed(gold, exchange, scope) for exchange in gold.run.exchanges)
    yield _benign("other-keys:run", "the same work with other new keys", Edit(changes, exchanges=exchanges))


def _renamed(gold: Gold, change: Change, renamed: dict[tuple[str, Key], Row]) -> Change:
    table = gold.schema.tables[change.table]
    old, new = (_renamed_row(gold, table, row, renamed) for row in (change.old, change.new))
    row = new if new is not None else old
    assert row is not None
    return replace(change, key=key_of(table, row), old=old, new=new)


def _renamed_row(
    gold: Gold, table: Table, row: Row | None, renamed: dict[tuple[str, Key], Row]
) -> dict[str, Scalar] | None:
    if row is None:
        return None
    cells: dict[str, Scalar] = {**row, **renamed.get((table.name, key_of(table, row)), {})}
    for foreign in table.foreign_keys:
        target = gold.schema.tables.get(foreign.target)
        if target is not None and foreign.target_columns == target.key:
            moved = renamed.get((foreign.target, tuple(row[name] for name in foreign.columns)), {})
            cells.update({name: moved[at] for name, at in zip(foreign.columns, target.key, strict=True) if at in moved})
    return cells


def _readdressed(gold: Gold, exchange: Exchange, scope: Scope) -> Exchange:
    """A read that an order clause asked for, at the path that it has now."""
    one = next((seen for seen in gold.reads if seen.exchange is exchange), None)
    if one is None:
        return exchange
    for order in gold.bound.orders:
        for read in order.subject if not isinstance(order.subject, str) else ():
            if read.references and is_read(one, read, gold.scope):
                query = urlsplit(one.server.path).query
                path = _path(read, scope) + (f"?{query}" if query else "")
                return replace(exchange, server=replace(one.server, path=path))
    return exchange


def _path(read: Request, scope: Scope) -> str:
    return urlsplit(read.path.format(*(scope.value(reference) for reference in read.references))).path


def _extra_reads(gold: Gold) -> Trials:
    """Every page is looked at a second time, with all that looking leaves behind."""
    for number, one in enumerate(gold.reads):
        again = replace(one.exchange, id=f"{STRANGER}{number + 1}")
        traces = [c for c in gold.run.changes if c.request == one.exchange.id and c.actor is Actor.AGENT]
        if traces:
            ahead: dict[str, int] = {}
            copies = []
            for trace in traces:
                ahead[trace.table] = ahead.get(trace.table, 0) + 1
                copies.append(replace(gold.again(trace, ahead[trace.table]), request=again.id))
            edit = replace(gold.edited(traces[-1].seq, *copies), exchanges=(*gold.run.exchanges, again))
        else:
            edit = Edit(gold.run.changes, exchanges=(*gold.run.exchanges, again))
        yield _benign("extra-read:run", f"looking once more at {one.server.path}", edit)


def _swaps(gold: Gold) -> Trials:
    """Neighbouring changes of different rows, neither of which points at the other, the other way round."""
    changes, ordered = (
        gold.run.changes,
        {one.anchor for one in gold.bound.orders}
        | {one.subject for one in gold.bound.orders if isinstance(one.subject, str)},
    )
    clause_of = {one.at: one.clause.id for one in gold.charged}
    swapped = 0
    for at in range(len(changes) - 1):
        first, second = changes[at], changes[at + 1]
        watched = {clause_of.get(at), clause_of.get(at + 1)} & ordered
        if not _independent(gold, first, second) or (watched and first.at != second.at):
            continue
        swapped += 1
        if swapped > _MOST_SWAPS:
            return
        pair = replace(second, at=first.at), replace(first, at=second.at)
        story = f"a change of {second.table} before the one of {first.table} beside it"
        yield _benign("reordered:run", story, gold.edited(at, *pair, removing=2))


def _independent(gold: Gold, first: Change, second: Change) -> bool:
    return (
        (first.table, first.key) != (second.table, second.key)
        and not _points(gold, first, second)
        and not _points(gold, second, first)
    )


def _points(gold: Gold, change: Change, other: Change) -> bool:
    """Whether a row of the change points at the other's row."""
    return any(
        foreign.target == other.table and tuple(row.get(name) for name in foreign.columns) == other.key
        for foreign in gold.schema.tables[change.table].foreign_keys
        for row in (change.old, change.new)
        if row is not None
    )


def _retry(gold: Gold) -> Trials:
    """Each request that wrote, tried once before without committing anything."""
    by_id = {exchange.id: exchange for exchange in gold.run.exchanges}
    for request in dict.fromkeys(one.change.request for one in gold.required):
        exchange = by_id.get(request or "")
        written = [change for change in gold.run.changes if change.request == request]
        server = exchange.server if exchange is not None else None
        failed: tuple[Exchange, ...] = ()
        if exchange is not None and server is not None:
            failed_server = replace(server, status=500, delivered=False, transactions=())
            failed = (replace(exchange, id=f"{STRANGER}1", status=None, error="audit", server=failed_server),)
        attempts = tuple(
            Attempt(0, c.table, c.key, c.operation, c.old, c.new, f"{STRANGER}1", c.at, c.step) for c in written
        )
        edit = Edit(
            gold.run.changes,
            exchanges=(*failed, *gold.run.exchanges),
            attempts=(*attempts, *gold.run.attempts),
        )
        yield _benign("retry:run", "a retry after a request that committed nothing", edit)


def _ephemeral(gold: Gold) -> Trials:
    """Whatever happens in tables that the spec declares ephemeral."""
    for name, table in sorted(gold.schema.tables.items()):
        if gold.spec.policy(name) is not Policy.EPHEMERAL:
            continue
        row = made_row(gold, table)
        steps: list[tuple[Row | None, Row | None]] = [(None, row)]
        for column in table.columns:
            if column.name not in table.key:
                other = {**row, column.name: other_cell(gold, table, column, row)}
                steps += [(row, other), (other, row)]
        steps.append((row, None))
        changes = [gold.stranger(table, old, new) for old, new in steps]
        yield _benign(f"ephemeral:{name}", f"any change of a {noun(name)}", gold.appended(*changes))


def _declared(gold: Gold, one: Charged) -> Trials:
    """Values that the clause declares to be the same: other spacing, other case, within the tolerance."""
    change, table = one.change, gold.schema.tables[one.change.table]
    for name, matcher in one.clause.pattern.values:
        column = table.column(name)
        if change.new is None or column is None or not isinstance(matcher, Is):
            continue
        for value in _same(matcher, change.new[name]):
            if matcher.accepts(Cell(value, column.type, change.old, change.new), gold.scope):
                new = {**change.new, name: value}
                edit = gold.edited(one.at, replace(change, new=new), removing=1)
                story = f"a {noun(table.name)} whose {name} is written as “{value}”"
                yield _benign(f"declared:{one.clause.id}.{name}", story, edit, one.clause.id)


def _same(matcher: Is, value: Scalar) -> Iterator[Scalar]:
    if isinstance(value, str):
        if {"trimmed", "one_spaced"}.intersection(matcher.normalisers):
            yield f" {value} "
        if "one_spaced" in matcher.normalisers:
            yield value.replace(" ", "  ")
        if "caseless" in matcher.normalisers:
            yield value.swapcase()
        if "digits" in matcher.normalisers:
            yield "-".join(value)
    elif matcher.tolerance and isinstance(value, (int, float)) and not isinstance(value, bool):
        whole = isinstance(value, int)
        yield value + int(matcher.tolerance) if whole else value + matcher.tolerance * 0.9
