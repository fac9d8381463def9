"""Charging as a flow: each change to at most one clause, each clause within its minimum and maximum.

Augmenting paths (H. W. Kuhn, 1955) with capacities. First the minimums are filled from the clauses' side, then the rest
is placed from the changes' side; placing never takes back a filled minimum, so a charging that does both is found
whenever one exists (Mendelsohn and Dulmage, 1958). Ties go to the earlier change and the earlier clause.

Changes that could go to just the same clauses are interchangeable, so a path is sought over such groups, of which there
are few, and never over single changes, of which there may be a hundred thousand.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from workbench.verifier.spec import Times

Choices = tuple[int, ...]
"""The clauses that could take a change: its group."""


class Flow:
    """Which clause takes which change, both by position. Grows by ``open``, ``fill`` and ``place``."""

    def __init__(self, times: Sequence[Times]) -> None:
        self._times = times
        self.taken: list[dict[int, None]] = [{} for _ in times]
        """Changes of each clause, in the order in which it took them."""
        self.clause_of: dict[int, int] = {}
        """The clause of each charged change."""
        self._choices: dict[int, Choices] = {}
        self._waiting: list[deque[int]] = [deque() for _ in times]
        """Changes that each clause could take, without those at its head that are charged already."""
        self._movable: list[dict[Choices, list[tuple[int, int]]]] = [{} for _ in times]
        """Of each clause and group: a heap of (when it was charged, change). What holds no longer is skipped."""
        self._charged: dict[int, int] = {}
        """When each change was charged last, counted."""
        self._clock = 0
        self._pinned: set[int] = set()
        self._full: set[int] = set()
        """Clauses that can make no room, whatever is moved. That lasts until something is opened or filled."""

    def open(self, change: int, clause: int) -> None:
        """Says that the clause could take the change. Call it in the order in which ties are to be broken."""
        choices = self._choices.get(change, ())
        if clause in choices:
            return
        self._choices[change] = (*choices, clause)
        self._waiting[clause].append(change)
        self._full.clear()
        owner = self.clause_of.get(change)
        if owner is not None and change not in self._pinned:
            self._list(change, owner)

    def pin(self, change: int, clause: int) -> None:
        """Charges the change to the clause for good."""
        self.open(change, clause)
        self._pinned.add(change)
        self._charge(change, clause)

    def hold(self, change: int) -> None:
        """Keeps a charged change where it is from now on."""
        self._pinned.add(change)

    def fill(self) -> None:
        """Gives every clause as much of its minimum as can be had."""
        self._full.clear()
        for clause, times in enumerate(self._times):
            while len(self.taken[clause]) < times.least and self._pull(clause, {clause}):
                pass

    def place(self, change: int) -> bool:
        """Charges the change if any rearrangement makes room for it. Clauses below their minimum go first."""
        if change in self.clause_of:
            return True
        visited: set[int] = set()
        if self._push(change, visited):
            return True
        self._full |= visited
        return False

    def missing(self) -> int:
        """How many changes the minimums still lack, over all clauses."""
        return sum(max(0, times.least - len(taken)) for times, taken in zip(self._times, self.taken, strict=True))

    def _pull(self, clause: int, visited: set[int]) -> bool:
        """Finds the clause one more change: a free one, or one that its owner can spare or replace."""
        waiting = self._waiting[clause]
        while waiting and waiting[0] in self.clause_of:
            waiting.popleft()
        if waiting:
            self._charge(waiting.popleft(), clause)
            return True
        for owner, held in enumerate(self.taken):
            if owner in visited:
                continue
            change = next((change for choices, change in self._first_of_groups(owner) if clause in choices), None)
            if change is None:
                continue
            visited.add(owner)
            if len(held) > self._times[owner].least or self._pull(owner, visited):
                self._charge(change, clause)
                return True
        return False

    def _push(self, change: int, visited: set[int]) -> bool:
        """Finds the change a clause, moving others on where that makes room."""
        choices = self._choices.get(change, ())
        needy = sorted(choices, key=lambda clause: len(self.taken[clause]) >= self._times[clause].least)
        for clause in needy:
            if self._has_room(clause):
                self._charge(change, clause)
                return True
        for clause in choices:
            if clause in visited or clause in self._full:
                continue
            visited.add(clause)
            for _, other in list(self._first_of_groups(clause)):
                if self._push(other, visited):
                    self._charge(change, clause)
                    return True
        return False

    def _first_of_groups(self, clause: int) -> Iterator[tuple[Choices, int]]:
        """Of every group that the clause has changes of: the one it took first and may let go, oldest first."""
        found = []
        for choices, heap in self._movable[clause].items():
            while heap and not self._holds(clause, choices, *heap[0]):
                heappop(heap)
            if heap:
                found.append((heap[0], choices))
        return ((choices, change) for (_, change), choices in sorted(found))

    def _holds(self, clause: int, choices: Choices, when: int, change: int) -> bool:
        return (
            change not in self._pinned
            and self.clause_of[change] == clause
            and self._charged[change] == when
            and self._choices[change] == choices
        )

    def _has_room(self, clause: int) -> bool:
        most = self._times[clause].most
        return most is None or len(self.taken[clause]) < most

    def _charge(self, change: int, clause: int) -> None:
        owner = self.clause_of.get(change)
        if owner is not None:
            del self.taken[owner][change]
        self.clause_of[change] = clause
        self.taken[clause][change] = None
        self._clock += 1
        self._charged[change] = self._clock
        if change not in self._pinned:
            self._list(change, clause)

    def _list(self, change: int, clause: int) -> None:
        heappush(self._movable[clause].setdefault(self._choices[change], []), (self._charged[change], change))
