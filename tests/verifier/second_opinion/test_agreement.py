"""The verifier and a naive judge, written from the documentation alone, must agree on every run."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.verifier.second_opinion.inventing import SCHEMA, as_text, invent_run, invent_spec
from tests.verifier.second_opinion.naive import called, forbidden, opinion
from workbench.domain.changes import Change
from workbench.domain.episodes import RunRecord
from workbench.domain.exchanges import Exchange
from workbench.domain.verdicts import FindingKind, LampState, Ruling, Verdict
from workbench.verifier import LiveJudge, Spec, judge, parse_spec
from workbench.verifier.facts import RunFacts
from workbench.verifier.forced import ForcedJudge
from workbench.verifier.rejudging import in_brief

RUNS_PER_SPEC = 8


def compare(random: Random, runs: int = RUNS_PER_SPEC) -> Counter[str]:
    """Invents a spec and some runs and asserts agreement on each; returns how many there were of each ruling."""
    spec = invent_spec(random)
    text = as_text(spec)
    parsed = parse_spec(text, source="invented.yaml", schema=SCHEMA)
    forced = ForcedJudge(parsed)
    tally: Counter[str] = Counter()
    for _ in range(runs):
        run = invent_run(random, spec)
        if random.random() < 0.04:
            run = spoil(random, run)
        verdict = judge(parsed, run)
        agree(text, run, verdict)
        agree_live(parsed, run, verdict)
        tally["forced"] += agree_sooner(forced, run, verdict)
        tally[verdict.ruling.value] += 1
    return tally


def agree_sooner(forced: ForcedJudge, run: RunRecord, verdict: Verdict) -> bool:
    """Asserts that the short way to a ruling leads to the same one, where it leads anywhere; whether it does."""
    facts = RunFacts(run)
    found = forced.judge(facts)
    if found is None or not facts.sound:
        return False
    whole = in_brief(verdict)
    assert (found.ruling, set(found.flaws)) == (whole.ruling, set(whole.flaws)), f"{run}\n{verdict}\n{found}"
    return True


def agree_live(spec: Spec, run: RunRecord, verdict: Verdict) -> None:
    """Asserts that lamps of forbidden requests stand as the verdict says, where no row has to be guessed for that."""
    if verdict.ruling is Ruling.UNDECIDED:
        return
    live = LiveJudge(spec, run.header.parameters, run.initial)
    told: list[tuple[float, Change | Exchange]] = [(change.at, change) for change in run.changes]
    for _, event in sorted([*told, *((one.started, one) for one in run.exchanges)], key=lambda pair: pair[0]):
        live.feed(**{"change" if isinstance(event, Change) else "exchange": event})  # type: ignore[arg-type]
    plain = {one.id for one in spec.calls if not any(spec.clause(ref.name) for ref in one.references())}
    broken = {lamp.clause for lamp in live.lamps if lamp.state is LampState.BROKEN}
    breached = {finding.clause for finding in verdict.findings if finding.kind is FindingKind.BREACH}
    assert broken & plain == breached & plain, f"{run}\n{verdict}"


def agree(text: str, run: RunRecord, verdict: Verdict) -> None:
    second = opinion(text, run)
    taken = {seq: clause for seq, clause in verdict.charges.items() if not clause.startswith("(")}
    about = f"{text}\n{run.changes}\n{run.outcome}\n{verdict}\n{second}"
    if Ruling.UNDECIDED.value in (second.ruling, verdict.ruling.value):
        assert verdict.ruling.value == second.ruling, about
        return
    if second.chargings:
        assert taken in second.chargings, about  # a legal charging is found whenever there is one
        assert (verdict.ruling is Ruling.SATISFIED) is (taken in second.good_chargings), about
    else:
        assert verdict.ruling is Ruling.VIOLATED, about
    told = {
        (finding.clause, finding.evidence[0].change)
        for finding in verdict.findings
        if finding.kind is FindingKind.BREACH and (finding.clause or "").startswith("n")
    }
    assert told == forbidden(text, run, taken), about
    asked = {
        (finding.clause, evidence.exchange)
        for finding in verdict.findings
        if finding.kind is FindingKind.BREACH and (finding.clause or "").startswith("c")
        for evidence in finding.evidence
        if evidence.exchange is not None
    }
    assert asked == called(text, run, taken), about


def spoil(random: Random, run: RunRecord) -> RunRecord:
    """A record that does not add up, or that might."""
    assert run.final is not None
    if not run.changes or random.random() < 0.3:
        return replace(run, final=None)
    kind = random.randrange(3)
    if kind == 0:
        return replace(run, changes=run.changes[1:])
    if kind == 1:
        return replace(run, changes=run.changes[:-1])
    table = run.changes[-1].table
    return replace(run, final=replace(run.final, counts={**run.final.counts, table: 77}))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False))
def test_that_a_naive_judge_agrees(random: Random) -> None:
    compare(random)


def test_that_a_naive_judge_agrees_on_common_and_rare_rulings_alike() -> None:
    rulings(range(200))


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("chunk", range(10))
def test_that_a_naive_judge_agrees_on_many(chunk: int) -> None:
    rulings(range(chunk * 1250, (chunk + 1) * 1250))


def rulings(seeds: range) -> None:
    """Asserts agreement, seed by seed, and that no ruling was so rare that agreement meant nothing."""
    tally: Counter[str] = Counter()
    for seed in seeds:
        tally += compare(Random(seed))
    runs = len(seeds) * RUNS_PER_SPEC
    assert tally["SATISFIED"] + tally["VIOLATED"] + tally["UNDECIDED"] == runs
    assert tally["forced"] > runs / 3
    assert tally["SATISFIED"] > runs / 10
    assert tally["VIOLATED"] > runs / 10
    assert tally["UNDECIDED"] > runs / 100


def test_that_a_false_verdict_is_caught() -> None:
    random = Random(5)
    caught = 0
    for _ in range(10):
        spec = invent_spec(random)
        run = invent_run(random, spec)
        verdict = judge(parse_spec(as_text(spec), source="invented.yaml", schema=SCHEMA), run)
        false = Ruling.VIOLATED if verdict.ruling is Ruling.SATISFIED else Ruling.SATISFIED
        with pytest.raises(AssertionError):
            agree(as_text(spec), run, replace(verdict, ruling=false))
        caught += 1
    assert caught == 10
