"""When a recorded step may be done again, as far as the background goes."""

from dataclasses import replace

from workbench.domain.actions import Click, Target
from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.exchanges import Exchange
from workbench.domain.steps import Step
from workbench.session.pacing import JobCommit, due, job_commits


def step(index: int, started: float) -> Step:
    return Step(index, Click(Target((), "button", "Go", "button")), "t1", "", "", started, started, started)


def change(transaction: int, at: float, cause: str | None = "r1", job: str | None = "plan") -> Change:
    request, row = None if job else "r1", {"id": transaction}
    made = Change(1, transaction, "plans", (1,), Operation.INSERT, None, row, Actor.AGENT, request, job, at, "")
    return replace(made, cause=cause)


def exchange(name: str, caused_by: int) -> Exchange:
    return Exchange(name, "t1", "POST", "/", "document", 0.0, 1.0, 200, caused_by)


def test_that_each_transaction_of_a_job_counts_once_with_the_step_that_caused_it() -> None:
    changes = [change(1, 10.0, job=None), change(2, 50.0), change(2, 50.0), change(3, 70.0, cause="r9")]
    assert job_commits(changes, [exchange("r1", 4)]) == (JobCommit(50.0, 4), JobCommit(70.0, 0))


def test_that_jobs_of_the_world_itself_are_not_waited_for() -> None:
    assert job_commits([replace(change(1, 5.0), actor=Actor.SYSTEM)]) == ()


def test_that_a_step_waits_for_what_had_committed_before_it_began() -> None:
    steps = [step(1, 10.0), step(2, 60.0), step(3, 90.0)]
    assert due((JobCommit(50.0, 1), JobCommit(80.0, 1)), steps) == (0, 1, 2)


def test_that_a_job_whose_cause_was_taken_out_of_the_plan_is_not_waited_for() -> None:
    commits = (JobCommit(50.0, 1), JobCommit(80.0, 2))
    assert due(commits, [step(2, 60.0), step(3, 90.0)]) == (0, 1)


def test_that_a_new_step_waits_for_no_more_than_the_one_before_it() -> None:
    assert due((JobCommit(50.0, 1),), [step(1, 10.0), None, step(3, 60.0), None]) == (0, 0, 1, 1)
