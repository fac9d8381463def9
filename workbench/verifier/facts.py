"""What can be said of a run before any spec is asked, worked out once however many specs judge it."""

from collections.abc import Sequence
from functools import cached_property

from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.episodes import RunRecord
from workbench.domain.values import Key
from workbench.verifier.histories import Histories
from workbench.verifier.patterns import changed_columns
from workbench.verifier.reconciling import discrepancies
from workbench.verifier.requests import Seen, seen

Shape = tuple[str, Operation]
"""What clauses are told apart by first: a table and what happens to its rows."""


class RunFacts:
    """One run, sorted. Fills itself in as it is asked."""

    def __init__(self, run: RunRecord) -> None:
        self.run = run
        self.taken: dict[int, Sequence[Change]] = {}
        """What clauses take, by their likeness."""
        self._altered: dict[int, frozenset[str]] = {}
        self._touches: dict[str, dict[Key, int]] = {}

    @cached_property
    def shapes(self) -> dict[Shape, list[Change]]:
        """The agent's changes by shape, each list in the order of the journal."""
        found: dict[Shape, list[Change]] = {}
        for change in self.run.changes:
            if change.actor is Actor.AGENT:
                shape = (change.table, change.operation)
                if shape in found:
                    found[shape].append(change)
                else:
                    found[shape] = [change]
        return found

    @cached_property
    def requests(self) -> list[Seen]:
        """What the server was asked, in the order in which it began to answer."""
        return seen(self.run.exchanges)

    @cached_property
    def histories(self) -> Histories:
        """What happened to each row, by everybody."""
        histories = Histories(self.run.initial.schema)
        for change in self.run.changes:
            histories.add(change)
        return histories

    @cached_property
    def sound(self) -> bool:
        """Whether the journal adds up."""
        return next(discrepancies(self.run), None) is None

    def altered(self, change: Change) -> frozenset[str]:
        """Names of the columns that an update altered."""
        found = self._altered.get(change.seq)
        if found is None:
            found = self._altered[change.seq] = changed_columns(change)
        return found

    def alone(self, change: Change) -> bool:
        """Whether certainly nothing else happened to the change's row in the whole run."""
        if change.table not in self._touches:
            self._touches[change.table] = self._touched(change.table)
        return self._touches[change.table].get(change.key) == 1

    def _touched(self, table: str) -> dict[Key, int]:
        """How often each row was touched; empty where rows change their keys, since keys tell nothing then."""
        names = self.run.initial.schema.tables[table].key
        touched: dict[Key, int] = {}
        for change in self.run.changes:
            if change.table != table:
                continue
            touched[change.key] = touched.get(change.key, 0) + 1
            for row in (change.old, change.new):
                if row is not None and tuple([row[name] for name in names]) != change.key:
                    return {}
        return touched
