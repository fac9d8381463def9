"""Runs: a task, an agent, a sitting like a person's; what came of it, and where it is kept."""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from gyms.kit.gym import Task
from workbench.domain.actions import GiveUp, Outcome
from workbench.domain.failures import Problem
from workbench.domain.steps import Disturbance
from workbench.domain.verdicts import Ruling, Verdict
from workbench.session import messages
from workbench.session.agents import AGENTS, SCRIPTED, Agent
from workbench.session.browser import BrowserHost
from workbench.session.control import GymInfo, WorkoutInfo
from workbench.session.demonstrating import Demonstration, NoDemonstration, golds
from workbench.session.folders import Folders
from workbench.session.gym_process import GymProcess
from workbench.session.messages import SittingMessage, TaskRequest
from workbench.session.sitting import Sitting
from workbench.session.slimming import slim

_LONGEST = 900.0
"""Seconds after which an agent that still acts is stopped."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where episodes go, and under what name."""

    recordings: Path
    name: str


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one run."""

    request: TaskRequest
    goal: str
    options: Mapping[str, str]
    outcome: Outcome
    verdict: Verdict
    steps: int
    """The declared end included."""
    seconds: float
    disturbances: tuple[Disturbance, ...] = ()
    raised: str = ""
    """What the agent raised, and so gave up; empty when it came to its end."""
    troubles: tuple[str, ...] = ()
    """What went wrong with the sitting itself."""
    kept: Path | None = None

    @property
    def satisfied(self) -> bool:
        """Whether the task is done, by an agent that came to its own end."""
        return self.verdict.ruling is Ruling.SATISFIED and not self.raised


@dataclass(slots=True)
class _Ear:
    """Keeps what a sitting tells that a run is asked about."""

    disturbances: list[Disturbance] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    steps: set[int] = field(default_factory=set)

    def hear(self, message: SittingMessage) -> None:
        match message:
            case messages.DisturbanceSeen(disturbance):
                self.disturbances.append(disturbance)
            case messages.StepOpened(step):
                self.steps.add(step.index)
            case messages.StepDropped(index):
                self.steps.discard(index)
            case messages.Trouble(what=what):
                self.troubles.append(what)


class Runner:
    """Plays tasks one after the other with the same browser and the same gyms. Raises Problem for what can't be run."""

    def __init__(
        self,
        gyms: GymProcess,
        host: BrowserHost,
        specs: Path,
        agents: Mapping[str, Agent] = AGENTS,
        *,
        golds: Path | None = None,
    ) -> None:
        """``golds`` is the folder of the recordings that show how written workouts are done."""
        self._gyms = gyms
        self._host = host
        self._specs = specs
        self._agents = agents
        self._golds = golds or Folders.default().recordings

    async def play(self, request: TaskRequest, keeping: Keeping | None = None) -> Played:
        """One episode, from a fresh world to its verdict; discarded unless it is kept.

        ``request.actor`` names the agent. A written workout's ``oracle`` does its gold again.
        """
        agent = await self._agent(request)
        with TemporaryDirectory(prefix="workbench-run-") as scratch:
            recordings = keeping.recordings if keeping else Path(scratch) / "recordings"
            ear = _Ear()
            folders = Folders(self._specs, recordings, Path(scratch) / "drafts")
            sitting = Sitting(self._gyms, self._host, folders, ear.hear)
            try:
                return await self._play(sitting, ear, request, agent, keeping)
            finally:
                await sitting.close()

    async def _agent(self, request: TaskRequest) -> Agent:
        """Who acts. Written workouts have no scripted oracle that could act or be imitated."""
        known = (one for gym in await self._gyms.gyms() for one in gym.workouts)
        written = any(one.written for one in known if one.name == request.workout)
        if not written or request.actor not in SCRIPTED:
            return self._agents[request.actor]
        if request.actor != "oracle":
            raise Problem(
                f"There is no agent {request.actor} for {request.workout}: it is written in a file, without an oracle "
                "that could act like that.",
                "Choose oracle, which does the gold again, or nothing or defer.",
            )
        found = await asyncio.to_thread(golds, self._golds, request.workout)
        if not found:
            raise NoDemonstration(request.workout, self._golds)
        return Demonstration(found)

    async def _play(
        self, sitting: Sitting, ear: _Ear, request: TaskRequest, agent: Agent, keeping: Keeping | None
    ) -> Played:
        started = time.monotonic()
        await sitting.open(request, preview=False)
        await sitting.record()
        facts = sitting.world.facts
        outcome, raised = await _act(sitting, request, agent)
        verdict = await sitting.finish(outcome)
        seconds = time.monotonic() - started
        kept = await _keep(sitting, request, keeping, verdict, raised) if keeping else None
        return Played(
            request=request,
            goal=facts.goal,
            options=facts.options,
            outcome=outcome,
            verdict=verdict,
            steps=len(ear.steps),
            seconds=seconds,
            disturbances=tuple(ear.disturbances),
            raised=raised,
            troubles=tuple(dict.fromkeys(ear.troubles)),
            kept=kept,
        )


async def _act(sitting: Sitting, request: TaskRequest, agent: Agent) -> tuple[Outcome, str]:
    """The declared end, and what the agent raised: whoever raises gave up."""
    facts = sitting.world.facts
    gym, _, _ = request.workout.partition("/")
    task = Task(
        gym=gym,
        workout=request.workout,
        seed=request.seed,
        profile=request.profile,
        options=facts.options,
        parameters=facts.parameters,
        goal=facts.goal,
        start_path=facts.start_path,
    )
    try:
        async with asyncio.timeout(_LONGEST):
            return await agent(sitting, task), ""
    except Exception as error:
        raised = f"{type(error).__name__}: {error}"
        return GiveUp(raised.partition("\n")[0]), raised


async def _keep(sitting: Sitting, request: TaskRequest, keeping: Keeping, verdict: Verdict, raised: str) -> Path:
    """Light enough to be shipped."""
    kept = await _save(sitting, request, keeping, verdict, raised)
    await asyncio.to_thread(slim, kept)
    return kept


async def _save(sitting: Sitting, request: TaskRequest, keeping: Keeping, verdict: Verdict, raised: str) -> Path:
    """An oracle's failure never takes the place of a good recording."""
    if request.actor != "oracle":
        return await sitting.save(request.actor, verdict.ruling.value, name=keeping.name)
    if verdict.ruling is Ruling.SATISFIED and not raised:
        return await sitting.save("gold", verdict.ruling.value, name=keeping.name)
    return await sitting.save("failed", None, raised, name=f"{keeping.name}-failed")


def chosen(gyms: Iterable[GymInfo], names: Sequence[str]) -> list[WorkoutInfo]:
    """The workouts meant by ``all``, a gym's name or ``gym/workout``, each once. Raises Problem for an unknown name."""
    every = [workout for gym in gyms for workout in gym.workouts]
    found: dict[str, WorkoutInfo] = {}
    for name in names:
        meant = [one for one in every if name in ("all", one.name, one.name.partition("/")[0])]
        if not meant:
            known = ", ".join(one.name for one in every)
            raise Problem(f"There is no workout {name}.", f"There are: {known}; a gym's name means all of its.")
        found.update((one.name, one) for one in meant)
    return list(found.values())


def name_for(name: str, seed: int, several: bool) -> str:
    """What a kept episode is called."""
    return f"{name}-{seed}" if several else name
