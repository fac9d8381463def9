"""Which requests were made that must never be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.verifier.calls import Call
from workbench.verifier.charging import Charges
from workbench.verifier.references import Scope
from workbench.verifier.requests import Seen, asks


@dataclass(frozen=True, slots=True)
class Called:
    """A call clause that was broken, and by what."""

    call: Call
    requests: tuple[Seen, ...]
    """In the order in which the server began them; never empty."""


def check_calls(calls: Iterable[Call], requests: Sequence[Seen], charges: Charges) -> tuple[Called, ...]:
    """The clauses that were broken. Costs as much as there are requests."""
    since = {id: charges.taken[id][0].at for id in charges.scope.rows if charges.taken.get(id)}
    broken = [
        Called(call, tuple(one for one in requests if is_called(call, one, charges.scope, since))) for call in calls
    ]
    return tuple(called for called in broken if called.requests)


def is_called(call: Call, one: Seen, scope: Scope, since: Mapping[str, float]) -> bool:
    """Whether the request is one that must never be made. Rows count that were there (``since``) when it began."""
    if any(reference.name in scope.rows for reference in call.references()):
        began = one.server.started
        rows = {id: row for id, row in scope.rows.items() if id in since and since[id] <= began}
        scope = Scope(scope.parameters, scope.lets, scope.clauses, rows)
    return any(asks(one, request, scope) for request in call.requests)
