"""Which line lets a survivor through, and what its author can do about it."""

from collections.abc import Sequence

from workbench.domain.episodes import RunRecord
from workbench.domain.verdicts import Finding, FindingKind, Ruling, Verdict
from workbench.verifier.audit.report import Tried
from workbench.verifier.audit.trials import Kind, Trial
from workbench.verifier.calls import Call
from workbench.verifier.problems import Place
from workbench.verifier.spec import Clause, Order, Spec

_SIGN = "or sign it under `accepts`"


def tell(spec: Spec, trial: Trial, run: RunRecord, verdict: Verdict) -> Tried:
    """The judged trial with its place, and where it got the wrong ruling, with reason and advice."""
    clause = _through(spec, trial, verdict)
    place = _part(trial, clause) if clause is not None else _place_of(spec, trial)
    wrong = verdict.ruling is not trial.kind.wanted
    return Tried(
        trial.kind,
        trial.id,
        trial.story,
        run.header.id,
        verdict.ruling,
        place.line,
        place.column,
        clause.id if clause is not None else "",
        _reason(verdict, clause) if wrong else "",
        _advice(trial, verdict, clause) if wrong else "",
    )


def named(spec: Spec, id: str) -> Clause | Order | Call | None:
    """The require, allow, never or order clause of that id."""
    lines: tuple[Clause | Order | Call, ...] = (*spec.clauses, *spec.orders, *spec.calls)
    return next((line for line in lines if line.id == id), None)


def _through(spec: Spec, trial: Trial, verdict: Verdict) -> Clause | Order | Call | None:
    """The clause that takes what the trial is about, else the one that it was aimed at."""
    for position in trial.edit.focus:
        found = spec.clause(verdict.charges.get(position + 1, ""))
        if found is not None:
            return found
    return named(spec, trial.clause)


def _part(trial: Trial, clause: Clause | Order | Call) -> Place:
    """The part of the clause that decides about such a trial, where it is written down."""
    if isinstance(clause, Order):
        return clause.place
    if isinstance(clause, Call):
        return clause.place_of("call")
    if trial.family in ("duplicate", "late-duplicate", "drop", "split"):
        return clause.place_of("times")
    return clause.place_of(f"values.{_target(trial)}") if trial.family == "column" else clause.place


def _target(trial: Trial) -> str:
    """The column or table that the trial is named after."""
    return trial.id.partition(":")[2].partition("=")[0].rpartition(".")[2]


def _place_of(spec: Spec, trial: Trial) -> Place:
    if trial.clause == "outcome":
        return spec.ending.place
    table = trial.id.partition(":")[2].partition(".")[0]
    return spec.places.get(f"tables.{table}", Place(1, 1))


def _reason(verdict: Verdict, clause: Clause | Order | Call | None) -> str:
    if verdict.ruling is Ruling.SATISFIED:
        return f"`{clause.id}` lets it through." if clause is not None else "No clause speaks of it."
    kinds = (FindingKind.UNDECIDED,) if verdict.ruling is Ruling.UNDECIDED else (FindingKind.BREACH, FindingKind.UNMET)
    return _sentence([finding for finding in verdict.findings if finding.kind in kinds])


def _sentence(findings: Sequence[Finding]) -> str:
    return f"{findings[0].sentence} {findings[0].nearest}".strip().replace("**", "") if findings else ""


def _advice(trial: Trial, verdict: Verdict, clause: Clause | Order | Call | None) -> str:
    if verdict.ruling is Ruling.UNDECIDED:
        return "Rewrite the expression so that it can be computed for such a row."
    if trial.kind is Kind.GOLD:
        return "Widen the clause, or record the gold anew."
    if trial.kind is Kind.BENIGN:
        return _BENIGN.get(trial.family, "Widen the clause that refuses it.")
    if trial.kind is Kind.TRIVIAL:
        return _TRIVIAL.get(trial.id, "Require what only the task's own work can do.")
    name = clause.id if clause is not None else "the clause"
    advice = _MUTANT.get(trial.family, "Narrow `{clause}`").format(clause=name, target=_target(trial))
    return f"{advice}, {_SIGN}."


_MUTANT = {
    "drop": "Make `{clause}` a require clause with the number of `times` that is meant",
    "duplicate": "Give `{clause}` `times: 1`, or remove the allow clause that takes the second one",
    "late-duplicate": "Give `{clause}` `times: 1`, or remove the allow clause that takes the second one",
    "other-row": "Name the row: add `key` or `where` to `{clause}`",
    "column": "Say what `{target}` must be under `values` of `{clause}`, or leave it out of `only`",
    "replace": "Narrow `{clause}`, so that it takes no delete or insert of such a row",
    "split": "Give `{clause}` `times: 1`, and say what the whole amount must be",
    "afterwards": "Narrow `{clause}`, or add a `never` for later changes of `{target}`",
    "there-and-back": "Narrow `{clause}`, so that it names the rows that are meant",
    "undo": "Narrow `{clause}`, so that it takes no delete of the required row",
    "stray-insert": "Give `{clause}` `values` that only the row that is meant has",
    "stray-update": "Give `{clause}` a `key` or `where` that names the row that is meant",
    "stray-delete": "Give `{clause}` a `key` or `where` that names the row that is meant",
    "insert-delete": "Narrow `{clause}`: adding a row and deleting it again is two changes",
    "wrong-reason": "Give `outcome.defer` the one right `reason`",
    "wrong-entity": "Give `outcome.defer` an `entity`",
    "called": "Correct the path of `{clause}`",
    "acted": "Remove what allows it where deferring is right",
}
_TRIVIAL = {
    "trivial:do-nothing": "Require a change: a spec without `require` is met by doing nothing.",
    "trivial:done-at-once": "Require a change: a spec without `require` is met by doing nothing.",
    "trivial:always-defer": "Make twins with `when`: deferring must be right for one half of the tasks only.",
    "trivial:submit-twice": "Give the required clause `times: 1` and remove what allows a second one.",
    "trivial:delete-everything": "Remove the clause that allows deletions.",
    "trivial:accept-defaults": "Choose parameters that differ from what the form has already.",
}
_BENIGN = {
    "other-keys": "Refer to the new row as `$clause-id.column`; never write its key down.",
    "extra-read": "Allow what looking at a page leaves behind, any number of times.",
    "reordered": "Remove the order clause, or name the reads that it means.",
    "ephemeral": "Remove what speaks of the ephemeral table.",
}
