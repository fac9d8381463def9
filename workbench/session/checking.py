"""What a gym promises, tried with the real parts: its worlds, its specs, its oracles and runs that must not pass.

``check_gym`` of the kit looks at a gym by itself; this adds what only a browser and a judge can see. Every broken
promise is a sentence that says what to mend.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from gyms.kit.check import check_gym as check_structure
from gyms.kit.databases.choosing import chosen_databases
from gyms.kit.gym import Gym, Workout
from gyms.kit.shapes import describe
from gyms.kit.tasks import SEEDS, Bound, distinct, tasks
from workbench.archive.codec import schema_from_json
from workbench.archive.reader import open_episode
from workbench.archive.specs import open_spec, spec_path
from workbench.domain.episodes import Episode
from workbench.domain.failures import Problem
from workbench.domain.verdicts import FindingKind, Ruling
from workbench.session.demonstrating import golds
from workbench.session.messages import TaskRequest
from workbench.session.origin_rule import OriginRule
from workbench.session.running import Keeping, Played, Runner
from workbench.verifier import check_against

TRIVIAL = ("nothing", "defer")
"""Agents that no spec may be satisfied by; deferring is right in one of two twins, and wrong everywhere else."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How thoroughly to look."""

    seeds: Sequence[int] = (0, 1)
    profiles: Sequence[str] = ("clean",)
    trivial: bool = True
    """Whether to let runs that must fail try too."""
    golds: Path | None = None
    """Recordings that show how written workouts are done; they promise it for no other seeds."""

    def seeds_for(self, gym: Gym, workout: Workout) -> Sequence[int]:
        """The seeds that the workout's oracle has to solve."""
        if not workout.written or self.golds is None:
            return self.seeds
        shown = golds(self.golds, f"{gym.name}/{workout.name}")
        return sorted({gold.header.seed for gold in shown}) or self.seeds[:1]


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that was looked at."""

    about: str
    """A gym, or ``gym/workout``."""
    what: str
    """``worlds``, ``tasks``, ``spec``, ``oracle, rough, seed 3`` …"""
    problems: tuple[str, ...] = ()


async def check_gym(gym: Gym, runner: Runner, specs: Path, plan: Plan) -> AsyncIterator[Looked]:
    """Everything that a gym promises, one thing after the other."""
    yield Looked(gym.name, "worlds", check_structure(gym, databases=chosen_databases))
    for looked in check_tasks(gym):
        yield looked
    for workout in gym.workouts:
        yield check_spec(gym, workout, specs)
    for workout in gym.workouts:
        for request, fails in _requests(gym, workout, plan):
            yield await _try(runner, request, fails)


def count(gym: Gym, plan: Plan) -> int:
    """How many things ``check_gym`` looks at."""
    trivial = len(plan.seeds) * len(TRIVIAL) if plan.trivial else 0
    solved = sum(len(plan.seeds_for(gym, workout)) for workout in gym.workouts) * len(plan.profiles)
    return 1 + len(gym.workouts) * (2 + trivial) + solved


def check_tasks(gym: Gym) -> Iterable[Looked]:
    """Whether every workout asks for enough different things."""
    few = range(len(SEEDS))
    bound = list(tasks(gym, few))
    if any(_count(bound, gym, workout) < len(SEEDS) for workout in gym.workouts):
        bound += tasks(gym, range(few.stop, 2 * few.stop))
    for workout in gym.workouts:
        found = _count(bound, gym, workout)
        wanting = f"Only {found} distinct tasks in {2 * few.stop} seeds; vary more in bind."
        yield Looked(f"{gym.name}/{workout.name}", "tasks", () if found >= len(SEEDS) else (wanting,))


def _count(bound: Iterable[Bound], gym: Gym, workout: Workout) -> int:
    return distinct(task for task in bound if task.workout == f"{gym.name}/{workout.name}")


def check_spec(gym: Gym, workout: Workout, specs: Path) -> Looked:
    """Whether the spec is there, fits the tables and says of each how strict it is."""
    name = f"{gym.name}/{workout.name}"
    schema = schema_from_json(describe(gym.metadata))
    try:
        spec = open_spec(spec_path(specs, name))
        check_against(spec, schema)
    except Problem as problem:
        return Looked(name, "spec", (str(problem),))
    silent = [table for table in schema.tables if table not in spec.tables]
    wrong = [f"The spec has no policy for {table}; name it under tables." for table in silent]
    if spec.goal != workout.goal:
        wrong.append("The spec's goal is not the workout's; copy it.")
    return Looked(name, "spec", tuple(wrong))


def _requests(gym: Gym, workout: Workout, plan: Plan) -> Iterable[tuple[TaskRequest, bool]]:
    """What to run, and whether it has to fail."""
    name = f"{gym.name}/{workout.name}"
    for seed in plan.seeds_for(gym, workout):
        for profile in plan.profiles:
            yield TaskRequest(name, seed, profile, actor="oracle"), False
    for seed in plan.seeds:
        for agent in TRIVIAL if plan.trivial else ():
            rightful = agent == "defer" and workout.twins and seed % 2 == 1
            yield TaskRequest(name, seed, actor=agent), not rightful


async def _try(runner: Runner, request: TaskRequest, fails: bool) -> Looked:
    what = f"{request.actor}, {request.profile}, seed {request.seed}"
    with TemporaryDirectory(prefix="workbench-check-") as scratch:
        try:
            played = await runner.play(request, Keeping(Path(scratch), "run"))
        except Problem as problem:
            return Looked(request.workout, what, (str(problem),))
        wrong = _must_fail(played) if fails else _must_pass(played)
        if played.kept is not None:
            wrong += left_world(open_episode(played.kept))
        return Looked(request.workout, what, wrong)


def _must_pass(played: Played) -> tuple[str, ...]:
    said = [played.raised, *played.troubles]
    if played.verdict.ruling is not Ruling.SATISFIED:
        said += [f"{played.verdict.ruling.value}:"]
        said += [found.sentence for found in played.verdict.findings if found.kind is not FindingKind.MET]
    return tuple(text for text in said if text)


def _must_fail(played: Played) -> tuple[str, ...]:
    if played.verdict.ruling is Ruling.VIOLATED:
        return played.troubles
    return (f"{played.verdict.ruling.value}, though “{played.request.actor}” must not pass; tighten the spec.",)


def left_world(episode: Episode) -> tuple[str, ...]:
    """What the pages asked for that is not of their own world, and what their policy had to forbid."""
    rule = OriginRule(episode.run.header.origin)
    strayed = {exchange.url for exchange in episode.run.exchanges if not rule.allows(exchange.url)}
    forbidden = {entry.text for entry in episode.console if "Content Security Policy" in entry.text}
    return tuple(f"A page left its world: {said}" for said in sorted(strayed | forbidden))


def by_gym(found: Mapping[str, Gym], names: Sequence[str]) -> tuple[Gym, ...]:
    """The gyms of these names, all when none is named. Raises Problem for an unknown one."""
    unknown = [name for name in names if name not in found]
    if unknown:
        raise Problem(f"There is no gym {unknown[0]}.", f"There are: {', '.join(found)}.")
    return tuple(found[name] for name in names or found)
