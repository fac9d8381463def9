"""Invents small specs and small runs, aimed at one another so that they meet often enough to be worth judging."""

import json
import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from workbench.domain.actions import Defer, Done, GiveUp, Outcome
from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.episodes import FinalState, Header, InitialState, RunRecord
from workbench.domain.exchanges import Exchange, ServerSide
from workbench.domain.schema import Column, Schema, Table
from workbench.domain.values import Key, Row

Spec = dict[str, Any]
Clause = dict[str, Any]

SCHEMA = Schema(
    {
        "items": Table(
            "items",
            (
                Column("id", "integer"),
                Column("owner", "integer"),
                Column("kind", "string"),
                Column("day", "date"),
                Column("amount", "money", nullable=True),
                Column("ready", "boolean"),
            ),
            ("id",),
        ),
        "links": Table(
            "links",
            (Column("item_id", "integer"), Column("tag", "string"), Column("weight", "float", nullable=True)),
            ("item_id", "tag"),
        ),
        "notes": Table(
            "notes",
            (Column("id", "integer"), Column("text", "string", nullable=True), Column("item_id", "integer")),
            ("id",),
        ),
        "hits": Table("hits", (Column("id", "integer"), Column("path", "string")), ("id",)),
    }
)
_BRACES = re.compile(r"\{([^}]*)\}")
DAYS = ("2026-07-13", "2026-07-14", "2026-07-15")
DOMAINS: Mapping[tuple[str, str], Sequence[Any]] = {
    ("items", "id"): (1, 2, 3, 4, 5),
    ("items", "owner"): (1, 2, 3),
    ("items", "kind"): ("a", "b", "A b"),
    ("items", "day"): DAYS,
    ("items", "amount"): (None, 100, 200),
    ("items", "ready"): (True, False),
    ("links", "item_id"): (1, 2, 3),
    ("links", "tag"): ("x", "y"),
    ("links", "weight"): (None, 1, 1.0, 2.5),
    ("notes", "id"): (1, 2, 3, 4),
    ("notes", "text"): (None, "", "a", "b", " A  b", "+49 1"),
    ("notes", "item_id"): (1, 2, 3, 4),
    ("hits", "id"): (1, 2, 3, 4, 5, 6),
    ("hits", "path"): ("/", "/items"),
}
PARAMETERS: dict[str, Any] = {
    "who": {"id": 2, "kind": "a"},
    "day": "2026-07-14",
    "kinds": ["a", "A b"],
    "nil": None,
    "one": 1,
    "zero": 0,
    "yes": True,
}
_BY_TYPE = {
    "integer": ("$who.id", "$one", "$n", "$nil"),
    "money": ("$one", "$nil", "$who.id"),
    "string": ("$who.kind", "$nil", "$day"),
    "date": ("$day",),
    "boolean": ("$yes",),
    "float": ("$one", "$nil"),
}


# specs


def invent_spec(random: Random) -> Spec:
    """A spec that parses and fits the schema."""
    tables = {
        name: random.choice(("strict", "repairable", "ephemeral"))
        for name in SCHEMA.tables
        if random.random() < (0.5 if name == "hits" else 0.15)
    }
    usable = [name for name in SCHEMA.tables if tables.get(name) != "ephemeral"]
    if not usable:
        tables, usable = {}, list(SCHEMA.tables)
    spec: Spec = {"version": 1, "workout": "test/invented", "let": {"n": _count(random)}, "tables": tables}
    outcome = _outcome(random)
    favourite = random.choice(usable)
    targets: list[Clause] = []
    for section, most in (("require", 3), ("allow", 3), ("never", 2)):
        spec[section] = []
        for number in range(random.randint(0, most)):
            table = favourite if random.random() < 0.5 else random.choice(usable)
            clause = _clause(random, section, f"{section[0]}{number}", table, targets)
            if outcome != "done" and random.random() < 0.2:
                clause["outcome"] = random.choice(("done", "defer"))
            spec[section].append(clause)
            if section != "never" and "delete" not in clause and _at_most_one(clause, section):
                targets.append(clause)
    if outcome != "done" and targets and random.random() < 0.3:
        target = random.choice(targets)
        outcome["defer"]["entity"] = f"${target['id']}.{SCHEMA.tables[_table(target)].key[0]}"
    spec["outcome"] = outcome
    spec["never"] += _calls(random, targets)
    spec["order"] = _orders(random, spec["require"] + spec["allow"], targets)
    return {key: value for key, value in spec.items() if value not in ([], {})}


def as_text(spec: Spec) -> str:
    """The spec as a file would hold it: JSON is YAML."""
    return json.dumps(spec, indent=1)


def _count(random: Random) -> str:
    where = random.choice(("", ", {owner: 1}", ", {owner: $who.id}", ", {kind: 'a'}", ", {day: $day}"))
    return f"count(items{where})"


def _outcome(random: Random) -> Any:
    if random.random() < 0.7:
        return "done"
    defer: dict[str, Any] = {"reason": "taken"}
    if random.random() < 0.7:
        defer["when"] = f"{_count(random)} {random.choice(('> 0', '> 1', '== 0', '== 1'))}"
    if random.random() < 0.4:
        defer["entity"] = random.choice(("$day", "$who.id", "someone"))
    return {"defer": defer}


def _at_most_one(clause: Clause, section: str) -> bool:
    times = clause.get("times", 1 if section == "require" else {})
    return times == 1 or isinstance(times, str) or (isinstance(times, dict) and times.get("max") == 1)


def _clause(random: Random, section: str, id: str, table: str, targets: list[Clause]) -> Clause:
    operation = random.choice(("insert", "insert", "update", "update", "delete"))
    clause: Clause = {"id": id, operation: table}
    shape = SCHEMA.tables[table]
    others = [column.name for column in shape.columns if column.name not in shape.key]
    if random.random() < (0.15 if operation == "insert" else 0.5):
        clause["key"] = _key(random, table)
    sides = {"insert": ("values",), "delete": ("where",), "update": ("where", "values")}[operation]
    for side in sides:
        chosen = random.sample(others, random.randint(0, min(2, len(others))))
        if chosen:
            clause[side] = {name: _demand(random, table, name, targets) for name in chosen}
    if operation == "update" and (random.random() < 0.5 or (section != "never" and "values" not in clause)):
        clause["only"] = random.sample(others, random.randint(1, len(others)))
    times = _times(random, section)
    if times is not None:
        clause["times"] = times
    return clause


def _times(random: Random, section: str) -> Any:
    if section == "never" or random.random() < 0.5:
        return None
    if section == "allow":
        return random.choice((1, 1, 2, {"max": 1}))
    counted = random.choice(("$one", "$zero", "$n"))
    return random.choice((1, 2, {"min": 1, "max": 2}, {"min": 1}, {"min": 2, "max": 3}, {"max": 1}, counted))


def _key(random: Random, table: str) -> Any:
    names = SCHEMA.tables[table].key
    values = {name: _demand(random, table, name, []) for name in names}
    if len(names) > 1:
        return random.choice((list(values.values()), {names[0]: values[names[0]]}))
    value = values[names[0]]
    return {names[0]: value} if isinstance(value, list) else value


def _demand(random: Random, table: str, column: str, targets: list[Clause], *, plain: bool = False) -> Any:
    kind = _type(table, column)
    domain = DOMAINS[table, column]
    referable = [f"${one['id']}.{name}" for one in targets for name in _columns_of_type(one, kind)]
    draw = random.random()
    if referable and draw < (0.8 if column.endswith("_id") else 0.15):
        return random.choice(referable)
    draw = random.random()
    if draw < 0.45 or plain:
        return random.choice(domain)
    if draw < 0.6:
        return random.choice(_BY_TYPE[kind])
    if draw < 0.7:
        choices = random.sample(domain, random.randint(1, 2))
        return random.choice((choices, {"in": choices}))
    if draw < 0.8:
        return {"not": _demand(random, table, column, targets, plain=True)}
    return _special_demand(random, kind, domain)


def _special_demand(random: Random, kind: str, domain: Sequence[Any]) -> Any:
    some = [one for one in domain if one is not None]
    if kind == "string":
        word = random.choice(("trimmed", "one_spaced", "caseless", "digits", ["one_spaced", "caseless"]))
        forms = ({"contains": random.choice(("a", "b", "$who.kind"))}, {"is": random.choice(some), "as": word})
        return random.choice((*forms, {"in": "$kinds"}))
    if kind == "boolean":
        return {"not": random.choice(some)}
    ends = {"from": random.choice(some), "to": random.choice(some)}
    if random.random() < 0.4:
        del ends[random.choice(("from", "to"))]
    if kind in ("money", "float", "integer") and random.random() < 0.3:
        return {"is": random.choice(some), "within": random.choice((1, 1.5, 100))}
    return ends


def _columns_of_type(clause: Clause, kind: str) -> list[str]:
    return [column.name for column in SCHEMA.tables[_table(clause)].columns if column.type == kind]


def _type(table: str, column: str) -> str:
    found = SCHEMA.tables[table].column(column)
    assert found is not None
    return found.type


def _calls(random: Random, targets: list[Clause]) -> list[Clause]:
    paths = ["POST /items", "POST /items/*/drop", "DELETE /items/{who.id}", "GET /items?day={day}", "POST /*?day={day}"]
    paths += [f"POST /items/{{{one['id']}.{_columns_of_type(one, 'integer')[0]}}}/drop" for one in targets]
    number = random.choice((0, 0, 0, 0, 1))
    return [
        {"id": f"c{at}", "call": random.choice((random.choice(paths), random.sample(paths, 2)))} for at in range(number)
    ]


def _orders(random: Random, clauses: list[Clause], targets: list[Clause]) -> list[dict[str, Any]]:
    orders: list[dict[str, Any]] = []
    for number in range(random.choice((0, 0, 1, 1, 2))):
        if not clauses:
            break
        anchor = random.choice(clauses)["id"]
        relation = random.choice(("after", "before"))
        order: dict[str, Any] = {"id": f"o{number}", relation: anchor}
        others = [clause["id"] for clause in clauses if clause["id"] != anchor]
        if others and random.random() < 0.4:
            order["clause"] = random.choice(others)
        else:
            paths = ["GET /items", "GET /items/*", "GET /items/{who.id}"]
            paths += [f"GET /items/{{{one['id']}.{_columns_of_type(one, 'integer')[0]}}}" for one in targets]
            order["read"] = random.choice((random.choice(paths), random.sample(paths, 2)))
        orders.append(order)
    return orders


# runs


def _table(clause: Clause) -> str:
    return str(next(clause[word] for word in ("insert", "update", "delete") if word in clause))


def invent_run(random: Random, spec: Spec) -> RunRecord:
    """A run that tries to do what the spec wants, and does a little more or less."""
    return _Inventor(random, spec).run()


class _Inventor:
    """Keeps a small database and a journal. Changes with every row that it touches."""

    def __init__(self, random: Random, spec: Spec) -> None:
        self.random, self.spec = random, spec
        self.rows: dict[str, dict[Key, Row]] = {name: {} for name in SCHEMA.tables}
        for name in ("items", "items", "links", "notes", "notes"):
            row = self.random_row(name)
            self.rows[name][self.key(name, row)] = row
        self.initial = InitialState(SCHEMA, {name: dict(rows) for name, rows in self.rows.items()})
        self.changes: list[Change] = []
        self.exchanges: list[Exchange] = []
        self.latest: dict[str, Row] = {}
        self.clock = 0.0

    def run(self) -> RunRecord:
        self.read()
        for clause in self.plan():
            if clause is None:
                self.anything()
            else:
                self.aim(clause)
            if self.random.random() < 0.15:
                self.read()
        for _ in range(self.random.randint(0, 2)):
            self.read()
        header = Header(
            "x", "test", "test/invented", "", PARAMETERS, 1, "", "", "", {}, "", (1, 1), "/", "http://w.localhost", ""
        )
        touched: dict[str, dict[Key, Row | None]] = {}
        for change in self.changes:
            touched.setdefault(change.table, {})[change.key] = self.rows[change.table].get(change.key)
        final = FinalState({}, touched, {name: len(rows) for name, rows in self.rows.items()})
        return RunRecord(
            header, self.initial, tuple(self.changes), final, tuple(self.exchanges), self.outcome(), self.clock + 1
        )

    def plan(self) -> list[Clause | None]:
        """Usually the required ones, often some more, at times in another order or without one."""
        required = [clause for clause in self.spec.get("require", []) for _ in range(_least(clause))]
        nevers = [clause for clause in self.spec.get("never", []) if "call" not in clause]
        others = [*required, *self.spec.get("allow", []), *nevers, None]
        plan: list[Clause | None] = list(required) if self.random.random() < 0.9 else []
        for _ in range(self.random.choice((0, 0, 1, 1, 2, 3))):
            plan.insert(self.random.randint(0, len(plan)), self.random.choice(others))
        if self.random.random() < 0.2:
            self.random.shuffle(plan)
        if plan and self.random.random() < 0.1:
            plan.pop()
        return plan[:7]

    def aim(self, clause: Clause) -> None:
        table = _table(clause)
        if "insert" in clause:
            row = {**self.random_row(table), **self.wanted(clause, "values", table)}
            if self.key(table, row) not in self.rows[table]:
                self.change(table, None, row)
                self.latest[clause["id"]] = row
            return
        old = self.pick(clause, table)
        if old is None:
            return
        if "delete" in clause:
            self.change(table, old, None)
            return
        may = clause.get("only", list(clause.get("values", {})))
        new = {**old, **{name: self.random.choice(DOMAINS[table, name]) for name in may if self.random.random() < 0.7}}
        new.update(self.wanted(clause, "values", table))
        self.change(table, old, new)
        self.latest[clause["id"]] = new

    def pick(self, clause: Clause, table: str) -> Row | None:
        rows = list(self.rows[table].values())
        likely = {**self.wanted(clause, "where", table), **self.wanted_key(clause, table)}
        best = [row for row in rows if all(row[name] == value for name, value in likely.items())]
        return self.random.choice(best or rows) if rows else None

    def anything(self) -> None:
        table = self.random.choice(list(SCHEMA.tables))
        row = self.random_row(table)
        old = self.rows[table].get(self.key(table, row))
        self.change(table, old, row if old is None or self.random.random() < 0.6 else None)

    def wanted(self, clause: Clause, side: str, table: str) -> dict[str, Any]:
        cells = {name: self.hit(demand, table, name) for name, demand in clause.get(side, {}).items()}
        if side == "values" and "insert" in clause:
            cells.update(self.wanted_key(clause, table))
        return cells

    def wanted_key(self, clause: Clause, table: str) -> dict[str, Any]:
        names, key = SCHEMA.tables[table].key, clause.get("key")
        if key is None:
            return {}
        if not isinstance(key, (list, dict)):
            key = [key]
        if isinstance(key, dict) and not set(key) <= set(names):
            key = [key]
        pairs = key.items() if isinstance(key, dict) else zip(names, key, strict=False)
        return {name: self.hit(demand, table, name) for name, demand in pairs}

    def hit(self, demand: Any, table: str, column: str) -> Any:
        """A value that probably meets the demand and certainly belongs to the column."""
        domain = DOMAINS[table, column]
        if self.random.random() < 0.05:
            return self.random.choice(domain)
        if isinstance(demand, list):
            return self.hit(self.random.choice(demand), table, column)
        if isinstance(demand, dict):
            inner = demand.get("in", demand.get("is", demand.get("from", demand.get("to"))))
            if "not" in demand or "contains" in demand or inner == "$kinds":
                return self.random.choice([one for one in domain if one != demand.get("not")] or domain)
            return self.hit(inner, table, column)
        if isinstance(demand, str) and demand.startswith("$"):
            name, *path = demand[1:].split(".")
            value = self.latest.get(name, PARAMETERS.get(name))
            for part in path:
                value = value.get(part) if isinstance(value, dict) else None
            fits = value is not None and type(value) in {type(one) for one in domain}
            return value if fits else self.random.choice(domain)
        return demand

    def random_row(self, table: str) -> dict[str, Any]:
        return {column.name: self.random.choice(DOMAINS[table, column.name]) for column in SCHEMA.tables[table].columns}

    def key(self, table: str, row: Row) -> Key:
        return tuple(row[name] for name in SCHEMA.tables[table].key)

    def change(self, table: str, old: Row | None, new: Row | None) -> None:
        if old is not None and new is not None and self.key(table, old) != self.key(table, new):
            new = {**new, **{name: old[name] for name in SCHEMA.tables[table].key}}
        row = new if new is not None else old
        assert row is not None
        key = self.key(table, row)
        operation = Operation.INSERT if old is None else Operation.DELETE if new is None else Operation.UPDATE
        actor = Actor.SYSTEM if self.random.random() < 0.06 else Actor.AGENT
        self.clock += 100
        seq = len(self.changes) + 1
        self.changes.append(Change(seq, seq, table, key, operation, old, new, actor, None, None, self.clock, ""))
        if new is None:
            del self.rows[table][key]
        else:
            self.rows[table][key] = new

    def read(self) -> None:
        written = [order["read"] for order in self.spec.get("order", []) if "read" in order]
        calls = [clause["call"] for clause in self.spec.get("never", []) if "call" in clause]
        if self.random.random() < 0.2 or not (written or calls):
            return
        chosen = self.random.choice(calls if calls and (not written or self.random.random() < 0.3) else written)
        template = chosen if isinstance(chosen, str) else self.random.choice(chosen)
        method, _, path = template.partition(" ")
        path = _BRACES.sub(self.referred, path).replace("*", self.random.choice("45"))
        if self.random.random() < 0.1:
            method = self.random.choice(("GET", "POST"))
        self.clock += 100
        status = 500 if self.random.random() < 0.05 else 200
        delivered = self.random.random() > 0.05
        server = ServerSide(method, path, status, self.clock, self.clock + 10, delivered)
        url, id = f"http://w.localhost{path}", f"r{len(self.exchanges) + 1}"
        self.exchanges.append(
            Exchange(
                id,
                "t1",
                method,
                url,
                "document",
                self.clock,
                self.clock + 10,
                status,
                None,
                server=server if self.random.random() > 0.05 else None,
            )
        )

    def referred(self, braces: "re.Match[str]") -> str:
        name, *path = braces.group(1).split(".")
        value: Any = self.latest.get(name, PARAMETERS.get(name))
        for part in path:
            value = value.get(part) if isinstance(value, dict) else None
        return str(9 if value is None else value)

    def outcome(self) -> Outcome | None:
        wanted = self.spec.get("outcome", "done")
        if self.random.random() < 0.07:
            return self.random.choice((None, GiveUp(), Done(), Defer("taken"), Defer("other", "2026-07-14")))
        if wanted == "done" or self.random.random() < 0.3:
            return Done()
        entity = wanted["defer"].get("entity", "")
        if entity.startswith("$"):
            name, *path = entity[1:].split(".")
            value: Any = self.latest.get(name, PARAMETERS.get(name))
            for part in path:
                value = value.get(part) if isinstance(value, dict) else value
            entity = str(value)
        return Defer("taken", entity)


def _least(clause: Clause) -> int:
    times = clause.get("times", 1)
    if isinstance(times, str):
        return int(PARAMETERS.get(times[1:], 1))
    return times if isinstance(times, int) else int(times.get("min", 1))
