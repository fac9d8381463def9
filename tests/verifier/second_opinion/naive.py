"""A second judge, written from docs/spec.md alone: slow, plain, and without a line of the verifier's.

It reads the spec's text itself and tries every way to give changes to clauses. It knows the domain's values and the
part of the language that ``inventing.py`` writes: no CEL but ``count(table, {column: value})`` and a comparison of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Any

from ruamel.yaml import YAML

from workbench.domain.actions import Defer, Done
from workbench.domain.changes import Actor, Change
from workbench.domain.episodes import RunRecord
from workbench.domain.exchanges import Exchange

Clause = dict[str, Any]
Rows = dict[str, Mapping[str, Any]]
NOTHING = object()
"""What a row that does not exist holds: equal to nothing, not even to itself."""

_BRACES = re.compile(r"\{([^}]*)\}")
_COUNT = re.compile(r"count\((\w+)(?:, \{(\w+): (\S+?)\})?\)(?: (>|==) (\d+))?")


@dataclass
class Opinion:
    """What the second judge thinks."""

    ruling: str
    chargings: list[dict[int, str]] = field(default_factory=list)
    """Every legal way to give changes to clauses: seq to clause id."""
    good_chargings: list[dict[int, str]] = field(default_factory=list)
    """Those under which every order and never holds too."""


def opinion(text: str, run: RunRecord) -> Opinion:
    """Judges the run by the spec's text."""
    return _Judge(_read(text), run).opinion()


@lru_cache(maxsize=4)
def _read(text: str) -> dict[str, Any]:
    spec: dict[str, Any] = YAML(typ="safe").load(text)
    return spec


def forbidden(text: str, run: RunRecord, given: dict[int, str]) -> set[tuple[str, int]]:
    """(never clause, seq) of all that must never happen and did, with these changes given to these clauses."""
    judge = _Judge(_read(text), run)
    return judge.forbidden(given, judge.own())


def called(text: str, run: RunRecord, given: dict[int, str]) -> set[tuple[str, str]]:
    """(never clause, exchange) of all requests that must never be made and were."""
    judge = _Judge(_read(text), run)
    return judge.called(given, judge.own())


class _Judge:
    def __init__(self, spec: dict[str, Any], run: RunRecord) -> None:
        self.spec, self.run = spec, run
        self.ids = {clause["id"] for section in ("require", "allow", "never") for clause in spec.get(section, [])}
        self.types = {
            (name, column.name): column.type
            for name, table in run.initial.schema.tables.items()
            for column in table.columns
        }
        self.names = dict(run.header.parameters)
        for name, expression in spec.get("let", {}).items():
            self.names[name] = self.count(expression)
        self.right = self.right_outcome()
        self.miscounted = False
        self.gone: set[str] = set()
        self.clauses = [
            {**clause, **self.told_times(clause), "section": section}
            for section in ("require", "allow")
            for clause in spec.get(section, [])
        ]
        self.clauses = [
            one for one in self.clauses if one["id"] not in self.gone and self.in_force(one, str(one["section"]))
        ]
        nevers = [clause for clause in spec.get("never", []) if self.in_force(clause, "never")]
        self.nevers = [clause for clause in nevers if "call" not in clause]
        self.calls = [clause for clause in nevers if "call" in clause]

    def opinion(self) -> Opinion:
        if self.miscounted or not self.sound():
            return Opinion("UNDECIDED")
        own = self.own()
        found = Opinion("VIOLATED")
        for given in self.ways(own):
            found.chargings.append(given)
            safe = not self.forbidden(given, own) and not self.called(given, own)
            if safe and self.orders_hold(given, own) and self.ending_holds(given, own):
                found.good_chargings.append(given)
        if found.good_chargings:
            found.ruling = "SATISFIED"
        return found

    def own(self) -> list[Change]:
        """What the agent has to answer for."""
        loose = {name for name, policy in self.spec.get("tables", {}).items() if policy == "ephemeral"}
        return [one for one in self.run.changes if one.actor is Actor.AGENT and one.table not in loose]

    # the record

    def sound(self) -> bool:
        """Whether replaying the changes on the initial rows leads to the final rows."""
        run, final = self.run, self.run.final
        if final is None or run.interruptions or final.problems or not final.drained:
            return False
        rows = {name: dict(table) for name, table in run.initial.tables.items()}
        for number, change in enumerate(run.changes, start=1):
            if change.seq != number or rows[change.table].get(change.key) != change.old:
                return False
            if change.new is None:
                del rows[change.table][change.key]
            else:
                rows[change.table][change.key] = change.new
        self.end = rows
        if any(len(rows[name]) != count for name, count in final.counts.items()):
            return False
        named = {(change.table, change.key) for change in run.changes}
        told = {(name, key): row for name, table in final.touched.items() for key, row in table.items()}
        return named <= told.keys() and all(repr(rows[name].get(key)) == repr(row) for (name, key), row in told.items())

    # names and outcomes

    def count(self, expression: str) -> Any:
        found = _COUNT.fullmatch(expression)
        assert found is not None, expression
        table, column, value, comparison, number = found.groups()
        rows = list(self.run.initial.tables[table].values())
        if column is not None:
            wanted = self.value(value if value.startswith("$") else YAML(typ="safe").load(value), {})
            rows = [row for row in rows if self.same(row[column], wanted, self.types[table, column])]
        if comparison is None:
            return len(rows)
        return len(rows) > int(number) if comparison == ">" else len(rows) == int(number)

    def right_outcome(self) -> str:
        outcome = self.spec.get("outcome", "done")
        if outcome == "done":
            return "done"
        when = outcome["defer"].get("when")
        return "defer" if when is None or self.count(when) else "done"

    def in_force(self, clause: Clause, section: str) -> bool:
        outcome = self.spec.get("outcome", "done")
        twins = outcome != "done" and "when" in outcome["defer"]
        mine = clause.get("outcome", "done" if twins and section in ("require", "order") else None)
        return mine in (None, self.right)

    def told_times(self, clause: Clause) -> Clause:
        """What a task says for ``times: $name``; where it says 0 there is no such clause."""
        times = clause.get("times")
        if not isinstance(times, str):
            return {}
        number = self.value(times, {})
        others = repr({**self.spec, "let": {}})
        referred = any(f"{mark}{clause['id']}." in others for mark in ("$", "{"))
        if type(number) is not int or number < 0 or (referred and number > 1):
            self.miscounted = True
        elif number == 0:
            self.gone.add(clause["id"])
        return {"times": number}

    def value(self, written: Any, rows: Rows) -> Any:
        if isinstance(written, date):
            return written.isoformat()
        if not isinstance(written, str) or not written.startswith("$"):
            return written
        if written.startswith("$$"):
            return written[1:]
        name, *path = written[1:].split(".")
        if name in self.ids:
            return rows[name][path[0]] if name in rows else NOTHING
        value: Any = self.names[name]
        for part in path:
            value = value[part]
        return value

    # one change and one clause

    def same(self, cell: Any, wanted: Any, kind: str) -> bool:
        if NOTHING in (cell, wanted):
            return False
        if cell is None or wanted is None:
            return cell is None and wanted is None
        if kind == "float":
            return not {type(cell), type(wanted)} & {bool, str} and float(cell) == float(wanted)
        expected = {"integer": int, "money": int, "boolean": bool}.get(kind, str)
        return type(cell) is expected and type(wanted) is expected and bool(cell == wanted)

    def fits(self, cell: Any, demand: Any, kind: str, rows: Rows) -> bool:
        if isinstance(demand, list):
            return any(self.same(cell, self.value(one, rows), kind) for one in demand)
        if not isinstance(demand, dict):
            return self.same(cell, self.value(demand, rows), kind)
        if "not" in demand:
            return not self.fits(cell, demand["not"], kind, rows)
        if "in" in demand:
            choices = demand["in"] if isinstance(demand["in"], list) else self.value(demand["in"], rows)
            return any(self.same(cell, self.value(one, rows), kind) for one in choices)
        if "contains" in demand:
            part = self.value(demand["contains"], rows)
            return isinstance(cell, str) and isinstance(part, str) and part != "" and part in cell
        if "is" in demand:
            return self.fits_loosely(cell, demand, kind, rows)
        low = self.value(demand["from"], rows) if "from" in demand else cell
        high = self.value(demand["to"], rows) if "to" in demand else cell
        return (
            all(end is not None and end is not NOTHING for end in (low, high, cell))
            and all(self.same(one, one, kind) for one in (low, high, cell))
            and bool(low <= cell <= high)
        )

    def fits_loosely(self, cell: Any, demand: dict[str, Any], kind: str, rows: Rows) -> bool:
        wanted = self.value(demand["is"], rows)
        if "within" in demand:
            numbers = all(type(one) in (int, float) and self.same(one, one, kind) for one in (cell, wanted))
            return numbers and abs(cell - wanted) <= demand["within"]
        words = demand.get("as", [])
        for word in [words] if isinstance(words, str) else words:
            cell, wanted = (_normal(one, word) for one in (cell, wanted))
        return self.same(cell, wanted, kind)

    def takes(self, clause: Clause, change: Change, rows: Rows, *, section: str) -> bool:
        operation = next(word for word in ("insert", "update", "delete") if word in clause)
        if (operation, clause[operation]) != (change.operation.value, change.table):
            return False
        if not self.key_fits(clause, change, rows):
            return False
        for side, row in (("where", change.old), ("values", change.new)):
            for column, demand in clause.get(side, {}).items():
                if row is None or not self.fits(row[column], demand, self.types[change.table, column], rows):
                    return False
        if operation != "update":
            return True
        assert change.old is not None
        assert change.new is not None
        altered = {name for name in change.new if repr(change.new[name]) != repr(change.old[name])}
        if section == "never":
            return bool(altered & set(clause.get("only", change.new)))
        named = set(clause.get("values", {}))
        may = set(clause["only"]) if "only" in clause else named
        return altered <= may and (section != "require" or bool(altered & (named & may or may)))

    def key_fits(self, clause: Clause, change: Change, rows: Rows) -> bool:
        names = self.run.initial.schema.tables[change.table].key
        demand = clause.get("key")
        if demand is None:
            return True
        if isinstance(demand, dict) and set(demand) <= set(names):
            wanted = demand
        else:
            wanted = dict(zip(names, demand if isinstance(demand, list) else [demand], strict=False))
        return all(
            self.fits(change.key[names.index(name)], one, self.types[change.table, name], rows)
            for name, one in wanted.items()
        )

    # every way to give changes to clauses

    def ways(self, own: Sequence[Change]) -> Iterator[dict[int, str]]:
        by_id = {clause["id"]: clause for clause in self.clauses}
        options = [
            [
                id
                for id, clause in by_id.items()
                if change.operation.value in clause
                and clause[change.operation.value] == change.table
                and self.might(clause, change, own)
            ]
            for change in own
        ]
        for choice in product(*options):
            given = {change.seq: id for change, id in zip(own, choice, strict=True)}
            if all(self.enough(clause, choice.count(id)) for id, clause in by_id.items()):
                rows = self.bound(given, own)
                if all(
                    self.takes(by_id[given[change.seq]], change, rows, section=by_id[given[change.seq]]["section"])
                    for change in own
                ) and all(self.lasts(by_id, given, change, rows) for change in own):
                    yield given

    def might(self, clause: Clause, change: Change, own: Sequence[Change]) -> bool:
        """Leaves out at once what no row could make fit; only to be done sooner."""
        text = repr(clause)
        if any(f"${id}." in text for id in self.ids):
            return True
        return self.takes(clause, change, {}, section=clause["section"])

    def enough(self, clause: Clause, number: int) -> bool:
        times = clause.get("times", 1 if clause["section"] == "require" else {})
        if isinstance(times, int):
            times = {"min": times, "max": times}
        least = times.get("min", 1) if clause["section"] == "require" else 0
        return bool(least <= number <= times.get("max", 10**9))

    def bound(self, given: dict[int, str], own: Sequence[Change], until: int | None = None) -> Rows:
        """The row of every clause that took one, as far as it had happened by ``until``."""
        rows: Rows = {}
        for change in own:
            id = given.get(change.seq)
            if id is not None and change.new is not None and (until is None or change.seq <= until):
                rows.setdefault(id, change.new)
        return rows

    def lasts(self, by_id: dict[str, Clause], given: dict[int, str], change: Change, rows: Rows) -> bool:
        """Whether what a requirement took is still so at the end, but for what other requirements made of it."""
        clause = by_id[given[change.seq]]
        if clause["section"] != "require":
            return True
        row = self.end[change.table].get(change.key)
        if change.new is None or row is None:
            return change.new is None and row is None
        for column, demand in clause.get("values", {}).items():
            if self.fits(row[column], demand, self.types[change.table, column], rows):
                continue
            later = [
                other
                for other in self.run.changes
                if other.seq > change.seq
                and (other.table, other.key) == (change.table, change.key)
                and (other.old is None or other.new is None or repr(other.old[column]) != repr(other.new[column]))
            ]
            culprit = by_id.get(given.get(later[-1].seq, "")) if later else None
            if culprit is None or culprit["section"] != "require" or culprit is clause:
                return False
        return True

    # safety and the end

    def forbidden(self, given: dict[int, str], own: Sequence[Change]) -> set[tuple[str, int]]:
        return {
            (clause["id"], change.seq)
            for clause in self.nevers
            for change in own
            if self.takes(clause, change, self.bound(given, own, change.seq), section="never")
        }

    def called(self, given: dict[int, str], own: Sequence[Change]) -> set[tuple[str, str]]:
        """Whatever reached the server counts, and a row from when it is there."""
        found = set()
        for clause in self.calls:
            written = clause["call"]
            for one in self.run.exchanges:
                if one.server is None:
                    continue
                began = one.server.started
                rows = self.bound({seq: id for seq, id in given.items() if self.run.changes[seq - 1].at <= began}, own)
                if any(
                    self.is_request(one, template, rows)
                    for template in ([written] if isinstance(written, str) else written)
                ):
                    found.add((clause["id"], one.id))
        return found

    def is_request(self, one: Exchange, template: str, rows: Rows) -> bool:
        assert one.server is not None
        values = {name: self.value(f"${name}", rows) for name in _BRACES.findall(template)}
        if NOTHING in values.values():
            return False
        method, wanted = _BRACES.sub(lambda found: str(values[found.group(1)]), template).split(" ", 1)
        wanted, _, demanded = wanted.partition("?")
        asked, _, given = one.server.path.partition("?")
        parts, segments = wanted.split("/"), asked.split("/")
        return (
            method == one.server.method
            and len(parts) == len(segments)
            and all(part in ("*", segment) for part, segment in zip(parts, segments, strict=True))
            and set(filter(None, demanded.split("&"))) <= set(given.split("&"))
        )

    def orders_hold(self, given: dict[int, str], own: Sequence[Change]) -> bool:
        for order in self.spec.get("order", []):
            about = {order.get("after"), order.get("before"), order.get("clause")}
            if self.gone & about or not self.in_force(order, "order"):
                continue
            anchor = order.get("after", order.get("before"))
            when = [change for change in own if given[change.seq] == anchor]
            if "clause" in order:
                first, then = (order["clause"], anchor) if "before" in order else (anchor, order["clause"])
                holds = self.clauses_in_order(first, then, given)
            elif "after" in order:
                holds = (
                    not self.required(anchor)
                    if not when
                    else any(
                        one.server is not None
                        and when[-1].at <= one.server.started <= (self.run.outcome_at or 0)
                        and self.reads(one, order["read"], self.bound(given, own))
                        for one in self.run.exchanges
                    )
                )
            else:
                holds = not when or any(
                    one.server is not None
                    and one.server.ended <= when[0].at
                    and self.reads(one, order["read"], self.bound(given, own))
                    for one in self.run.exchanges
                )
            if not holds:
                return False
        return True

    def required(self, id: str) -> bool:
        return any(clause["id"] == id for clause in self.spec.get("require", []))

    def clauses_in_order(self, first: str, then: str, given: dict[int, str]) -> bool:
        """Before the second begins, the first has had its minimum, and at least one."""
        clause = next((clause for clause in self.clauses if clause["id"] == first), None)
        times = clause.get("times", 1) if clause is not None and clause["section"] == "require" else 1
        due = times if isinstance(times, int) else times.get("min", 1)
        had = 0
        for _, id in sorted(given.items()):
            if id == then and had < due:
                return False
            had += id == first
        return True

    def reads(self, one: Exchange, written: str | list[str], rows: Rows) -> bool:
        server = one.server
        if server is None or not server.delivered or not (200 <= server.status < 300 or server.status == 304):
            return False
        for template in [written] if isinstance(written, str) else written:
            parts = []
            for part in template.split("/"):
                if part.startswith("{"):
                    found = self.value("$" + part[1:-1], rows)
                    parts.append(NOTHING if found is NOTHING else str(found))
                else:
                    parts.append(part)
            asked = f"{server.method} {server.path}".split("/")
            if len(parts) == len(asked) and all(a in ("*", b) for a, b in zip(parts, asked, strict=True)):
                return True
        return False

    def ending_holds(self, given: dict[int, str], own: Sequence[Change]) -> bool:
        outcome = self.run.outcome
        if self.right == "done":
            return isinstance(outcome, Done)
        wanted = self.spec["outcome"]["defer"]
        if not isinstance(outcome, Defer) or outcome.reason != wanted["reason"]:
            return False
        if "entity" not in wanted:
            return True
        entity = self.value(wanted["entity"], self.bound(given, own))
        return entity is not NOTHING and outcome.entity == str(entity)


def _normal(value: Any, word: str) -> Any:
    if not isinstance(value, str):
        return value
    match word:
        case "trimmed":
            return value.strip()
        case "one_spaced":
            return " ".join(value.split())
        case "caseless":
            return value.casefold()
        case _:
            return "".join(letter for letter in value if letter.isdigit())
