"""Mutants of what must never be called: the gold with one such request more, answered or not."""

from dataclasses import replace

from workbench.domain.exchanges import Exchange, ServerSide
from workbench.verifier.audit.editing import Edit
from workbench.verifier.audit.gold import STRANGER, Gold
from workbench.verifier.audit.trials import Kind, Trial, Trials
from workbench.verifier.calls import Call
from workbench.verifier.requests import Request

_SEGMENT = f"{STRANGER}-1"
"""What stands where any segment may."""
_TOOK = 1.0
"""Milliseconds."""


def call_mutants(gold: Gold) -> Trials:
    """One request of each template right before the declared end, once answered and once lost on the way back."""
    for call in gold.bound.calls:
        for request in call.requests:
            made = _made(gold, request)
            if made is not None:
                yield _called(gold, call, f"a run that calls **{made.method} {made.path}**", made)
                lost = replace(made, status=500, delivered=False)
                yield _called(gold, call, f"a call of **{made.method} {made.path}** whose answer was lost", lost)


def _called(gold: Gold, call: Call, story: str, server: ServerSide) -> Trial:
    exchange = Exchange(
        id=f"{STRANGER}1",
        page="t1",
        method=server.method,
        url=f"{gold.run.header.origin}{server.path}",
        resource_type="fetch",
        started=server.started,
        ended=server.ended,
        status=server.status if server.delivered else None,
        step=None,
        server=server,
    )
    edit = Edit(gold.run.changes, exchanges=(*gold.run.exchanges, exchange))
    return Trial(Kind.MUTANT, f"called:{call.id}", story, edit, call.id)


def _made(gold: Gold, request: Request) -> ServerSide | None:
    """The server's account of such a request; None where it speaks of a row that the gold doesn't have."""
    path = request.filled(gold.scope, _SEGMENT)
    if path is None:
        return None
    last = gold.last()
    at = gold.run.outcome_at if gold.run.outcome_at is not None else last.at if last is not None else 0.0
    return ServerSide(request.method, path, 200, at, at + _TOOK, delivered=True)
