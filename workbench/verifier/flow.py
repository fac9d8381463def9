"""Charging as a flow: each change to at most one clause, each clause within its minimum and maximum.

Augmenting paths (H. W. Kuhn, 1955) with capacities. First the minimums are filled from the clauses' side, then the rest
is placed from the changes' side; placing never takes back a filled minimum, so a charging that does both is found
whenever one exists (Mendelsohn and Dulmage, 1958). Ties go to the earlier change and the earlier clause.
"""

from collections.abc import Sequence

from workbench.verifier.spec import Times


class Flow:
    """Which clause takes which change, both by position. Grows by ``open``, ``fill`` and ``place``."""

    def __init__(self, times: Sequence[Times]) -> None:
        self._times = times
        self.taken: list[dict[int, None]] = [{} for _ in times]
        """Changes of each clause, in the order in which it took them."""
        self.clause_of: dict[int, int] = {}
        """The clause of each charged change."""
        self._choices: dict[int, list[int]] = {}
        self._candidates: list[list[int]] = [[] for _ in times]
        self._pinned: set[int] = set()

    def open(self, change: int, clause: int) -> None:
        """Says that the clause could take the change. Call it in the order in which ties are to be broken."""
        choices = self._choices.setdefault(change, [])
        if clause not in choices:
            choices.append(clause)
            self._candidates[clause].append(change)

    def pin(self, change: int, clause: int) -> None:
        """Charges the change to the clause for good."""
        self.open(change, clause)
        self._charge(change, clause)
        self._pinned.add(change)

    def hold(self, change: int) -> None:
        """Keeps a charged change where it is from now on."""
        self._pinned.add(change)

    def fill(self) -> None:
        """Gives every clause as much of its minimum as can be had."""
        for clause, times in enumerate(self._times):
            while len(self.taken[clause]) < times.least and self._pull(clause, {clause}):
                pass

    def place(self, change: int) -> bool:
        """Charges the change if any rearrangement makes room for it. Clauses below their minimum go first."""
        return change in self.clause_of or self._push(change, set())

    def missing(self) -> int:
        """How many changes the minimums still lack, over all clauses."""
        return sum(max(0, times.least - len(taken)) for times, taken in zip(self._times, self.taken, strict=True))

    def _pull(self, clause: int, visited: set[int]) -> bool:
        for change in self._candidates[clause]:
            if change not in self.clause_of:
                self._charge(change, clause)
                return True
        for change in self._candidates[clause]:
            owner = self.clause_of[change]
            if owner in visited or change in self._pinned:
                continue
            visited.add(owner)
            spare = len(self.taken[owner]) > self._times[owner].least
            if spare or self._pull_instead(owner, visited):
                self._charge(change, clause)
                return True
        return False

    def _pull_instead(self, owner: int, visited: set[int]) -> bool:
        """Finds the owner another change, so that it can let one go."""
        return self._pull(owner, visited)

    def _push(self, change: int, visited: set[int]) -> bool:
        choices = self._choices.get(change, [])
        needy = sorted(choices, key=lambda clause: len(self.taken[clause]) >= self._times[clause].least)
        for clause in needy:
            if self._has_room(clause):
                self._charge(change, clause)
                return True
        for clause in choices:
            if clause in visited:
                continue
            visited.add(clause)
            for other in list(self.taken[clause]):
                if other not in self._pinned and self._push(other, visited):
                    self._charge(change, clause)
                    return True
        return False

    def _has_room(self, clause: int) -> bool:
        most = self._times[clause].most
        return most is None or len(self.taken[clause]) < most

    def _charge(self, change: int, clause: int) -> None:
        owner = self.clause_of.get(change)
        if owner is not None:
            del self.taken[owner][change]
        self.clause_of[change] = clause
        self.taken[clause][change] = None
