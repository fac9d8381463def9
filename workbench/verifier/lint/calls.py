"""Rules about requests that must never be made: those that golds make, that an order wants, that are told twice."""

from collections.abc import Iterator

from workbench.verifier.calling import check_calls
from workbench.verifier.calls import Call
from workbench.verifier.lint.context import Subject
from workbench.verifier.lint.marks import Mark, mark
from workbench.verifier.requests import Request, seen
from workbench.verifier.spec import Order, Spec
from workbench.verifier.telling import asked


def called_by_golds(subject: Subject) -> Iterator[Mark]:
    """``gold-calls``: a run that is said to be right does what must never be done."""
    for sample in subject.samples:
        calls = sample.bound.calls
        for called in check_calls(calls, seen(sample.run.exchanges), sample.charges) if calls else ():
            made = asked(called.requests[0]).replace("**", "")
            what = f"In {sample.run.header.id} the server was asked {made}, which `{called.call.id}` forbids."
            advice = "Narrow the path, or record the gold anew without it."
            yield mark("gold-calls", called.call.place_of("call"), what, advice)


def repeated_calls(subject: Subject) -> Iterator[Mark]:
    """``repeated-clause``: a request that is forbidden already."""
    earlier: list[tuple[Call, Request]] = []
    for call in subject.spec.calls:
        for at, request in enumerate(call.requests):
            for other, wide in earlier:
                if _covers(wide, request) and other.outcome in (None, call.outcome):
                    what = f"`{call.id}` forbids what `{other.id}` (line {other.place.line}) forbids already."
                    yield mark("repeated-clause", call.place_of(f"call.{at}"), what, "Remove one of them.")
                    break
            earlier.append((call, request))


def hopeless_reads(subject: Subject) -> Iterator[Mark]:
    """``never-swallows-clause``: whatever would meet an order clause is forbidden."""
    spec = subject.spec
    for order in spec.orders:
        reads = order.subject if not isinstance(order.subject, str) else ()
        for call in spec.calls if reads else ():
            hopeless = all(any(_covers(wide, read) for wide in call.requests) for read in reads)
            if hopeless and _together(spec, order, call):
                what = f"What `{order.id}` wants to be read, `{call.id}` (line {call.place.line}) forbids."
                yield mark("never-swallows-clause", order.place, what, f"Narrow `{call.id}`, or remove `{order.id}`.")


def _together(spec: Spec, order: Order, call: Call) -> bool:
    """Whether there is an outcome for which both are in force."""
    return any(
        spec.in_force(order.outcome, "order", outcome) and spec.in_force(call.outcome, "never", outcome)
        for outcome in spec.outcomes
    )


def _covers(wide: Request, narrow: Request) -> bool:
    """Whether everything that the narrow template stands for falls under the wide one, going by what is written."""
    (outer, demanded), (inner, given) = _parts(wide), _parts(narrow)
    return (
        wide.method == narrow.method
        and len(outer) == len(inner)
        and all(one in ("*", other) for one, other in zip(outer, inner, strict=True))
        and demanded <= given
    )


def _parts(request: Request) -> tuple[list[str], frozenset[str]]:
    """Segments and query, with what the braces refer to written out."""
    path, _, query = request.path.format(*(f"{{{reference}}}" for reference in request.references)).partition("?")
    return [part for part in path.split("/") if part], frozenset(filter(None, query.split("&")))
