"""Row events in words: what changed, who sent it, and whether it was sent twice."""

from collections.abc import Mapping
from itertools import islice

from workbench.domain.changes import Change, Operation
from workbench.domain.exchanges import Exchange
from workbench.domain.schema import Schema
from workbench.domain.verdicts import Evidence
from workbench.verifier.naming import Names
from workbench.verifier.patterns import changed_columns
from workbench.verifier.requests import Seen
from workbench.verifier.shown import shown

_MOST_CELLS = 5
_DONE = {Operation.INSERT: "added", Operation.UPDATE: "changed", Operation.DELETE: "deleted"}


def asked(one: Seen) -> str:
    """Such as "**POST /visits/13/cancel** (r17 at step 4)"."""
    step = f" at step {one.exchange.step}" if one.exchange.step is not None else ""
    return f"**{one.server.method} {one.server.path}** ({one.exchange.id}{step})"


class Teller:
    """Tells of changes with the run's own requests and names at hand."""

    def __init__(self, schema: Schema | None, names: Names, exchanges: Mapping[str, Exchange]) -> None:
        self._schema = schema
        self._names = names
        self._exchanges = exchanges

    def what(self, change: Change) -> str:
        """Such as "**visits** 31 was changed: date **2026-07-14** → **2026-08-14**"."""
        subject = self._names.change(change.table, change.key, change.old)
        return f"{subject} was {_DONE[change.operation]}{self._cells(change)}"

    def evidence(self, change: Change) -> Evidence:
        """Where to look: the change, its request and its step."""
        return Evidence(change=change.seq, exchange=change.request or change.cause, step=self.step(change))

    def step(self, change: Change) -> int | None:
        """The step that caused the change, as far as anyone knows."""
        if change.step is not None:
            return change.step
        exchange = self._exchange(change)
        return exchange.step if exchange is not None else None

    def source(self, change: Change) -> str:
        """Such as "request r17, step 4"."""
        parts = []
        if change.job is not None:
            parts.append(f"job {change.job}")
        if change.request or change.cause:
            parts.append(f"request {change.request or change.cause}")
        step = self.step(change)
        if step is not None:
            parts.append(f"step {step}")
        return ", ".join(parts) or "no request"

    def sent_twice(self, first: Change, second: Change) -> str:
        """Who did it twice: the agent, the page or the server."""
        requests = (first.request or first.cause, second.request or second.cause)
        both = f"changes {first.seq} and {second.seq}"
        if requests[0] is None or requests[1] is None:
            return f"It is not known which requests made {both}."
        if requests[0] == requests[1]:
            if first.transaction != second.transaction:
                return f"The **server repeated** it: request {requests[0]} committed twice ({both})."
            return f"The **server** wrote it twice within request {requests[0]} ({both})."
        for request in reversed(requests):
            if not self._from_browser(request):
                return f"The **server or the network repeated** it: the browser never sent request {request}."
        steps = (self.step(first), self.step(second))
        if None not in steps and steps[0] != steps[1]:
            return (
                f"The **agent sent it twice**: step {steps[0]} (request {requests[0]})"
                f" and step {steps[1]} (request {requests[1]})."
            )
        if None not in steps:
            return f"The **page sent it twice** in step {steps[0]}: requests {requests[0]} and {requests[1]}."
        return f"It was **sent twice**: requests {requests[0]} and {requests[1]}."

    def _exchange(self, change: Change) -> Exchange | None:
        return self._exchanges.get(change.request or change.cause or "")

    def _from_browser(self, request: str | None) -> bool:
        exchange = self._exchanges.get(request or "")
        return exchange is not None and exchange.page != ""

    def _cells(self, change: Change) -> str:
        if change.operation is Operation.DELETE:
            return ""
        if change.operation is Operation.UPDATE:
            return f": {', '.join(islice(self._differences(change), _MOST_CELLS))}"
        table = self._schema.tables.get(change.table) if self._schema else None
        keys = table.key if table else ()
        cells = [
            f"{self._names.column(change.table, column)} {self._names.cell(change.table, column, value)}"
            for column, value in (change.new or {}).items()
            if column not in keys and value is not None
        ]
        more = f" and {len(cells) - _MOST_CELLS} more" if len(cells) > _MOST_CELLS else ""
        return f" ({', '.join(cells[:_MOST_CELLS])}{more})" if cells else ""

    def _differences(self, change: Change) -> list[str]:
        altered = changed_columns(change)
        return [
            f"{self._names.column(change.table, column)} {self._names.cell(change.table, column, value)}"
            f" → {self._names.cell(change.table, column, (change.new or {}).get(column))}"
            for column, value in (change.old or {}).items()
            if column in altered
        ] or [shown("no cell")]
