"""When a recorded step may be done again, as far as the background goes."""

from dataclasses import replace

from workbench.domain.actions import Click, Target
from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.exchanges import Exchange
from workbench.domain.steps import Step
from workbench.session.pacing import Course, Due, JobCommit, course


def step(index: int, started: float) -> Step:
    return Step(index, Click(Target((), "button", "Go", "button")), "t1", "", "", started, started, started)


def change(transaction: int, at: float, cause: str | None = "r1", job: str | None = "plan") -> Change:
    request, row = None if job else "r1", {"id": transaction}
    made = Change(1, transaction, "plans", (1,), Operation.INSERT, None, row, Actor.AGENT, request, job, at, "")
    return replace(made, cause=cause)


def exchange(name: str, caused_by: int, method: str = "POST", at: float = 0.0) -> Exchange:
    return Exchange(name, "t1", method, "http://w.localhost:1/plans?page=2", "document", at, at + 1.0, 200, caused_by)


def commits(*found: JobCommit) -> Course:
    return Course(found)


def test_that_each_transaction_of_a_job_counts_once_with_the_step_that_caused_it() -> None:
    changes = [change(1, 10.0, job=None), change(2, 50.0), change(2, 50.0), change(3, 70.0, cause="r9")]
    found = course(changes, [exchange("r1", 4)])
    assert found.commits == (JobCommit(50.0, 4), JobCommit(70.0, 0))


def test_that_jobs_of_the_world_itself_are_not_waited_for() -> None:
    assert course([replace(change(1, 5.0), actor=Actor.SYSTEM)]).commits == ()


def test_that_a_step_waits_for_what_had_committed_before_it_began() -> None:
    steps = [step(1, 10.0), step(2, 60.0), step(3, 90.0)]
    assert commits(JobCommit(50.0, 1), JobCommit(80.0, 1)).dues(steps) == (Due(0), Due(1), Due(2))


def test_that_a_job_whose_cause_was_taken_out_of_the_plan_is_not_waited_for() -> None:
    assert commits(JobCommit(50.0, 1), JobCommit(80.0, 2)).dues([step(2, 60.0), step(3, 90.0)]) == (Due(0), Due(1))


def test_that_a_new_step_waits_for_no_more_than_the_one_before_it() -> None:
    plan = [step(1, 10.0), None, step(3, 60.0), None]
    assert commits(JobCommit(50.0, 1)).dues(plan) == (Due(0), Due(0), Due(1), Due(1))


def test_that_a_page_that_looked_again_by_itself_must_have_looked_again() -> None:
    looks = [exchange("r2", 1, "GET", 20.0), exchange("r3", 1, "GET", 70.0), exchange("r4", 3, "GET", 95.0)]
    then = course([change(1, 50.0)], [exchange("r1", 1), *looks])
    (_, due) = then.dues([step(1, 10.0), step(2, 90.0)])
    assert due == Due(1, frozenset({("GET", "/plans")}))
    assert not course([change(1, 50.0)], looks[:1]).reached(due)
    assert course([change(1, 50.0)], looks[:2]).reached(due)
    assert not course([], looks).reached(due)


def test_that_files_of_a_page_are_not_waited_for() -> None:
    style = replace(exchange("r2", 1, "GET", 70.0), resource_type="stylesheet")
    assert course([change(1, 50.0)], [exchange("r1", 1), style]).dues([step(1, 10.0), step(2, 90.0)])[1] == Due(1)
