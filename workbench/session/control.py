"""The control plane's words: what a gym's process sends, turned into domain values. Times there are epoch milliseconds.

``zero`` is the sitting's time zero on that clock; domain times count from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.domain.changes import Actor, Attempt, Change, Operation
from workbench.domain.exchanges import ServerSide
from workbench.domain.schema import Schema
from workbench.domain.steps import Disturbance

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WorkoutInfo:
    """One workout that a gym offers."""

    name: str
    """With its gym: ``clinic/book_visit``."""
    title: str
    trains: str
    goal: str
    """Template, parameters unfilled."""
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """All ways to vary its worlds, those of its gym included."""
    stresses: tuple[str, ...] = ()
    """Ids of the perturbations that it is most about."""
    twins: bool = False
    """Seeds 2k and 2k+1 differ in the one fact that decides between doing and deferring."""
    written: str = ""
    """The file that it is written in; empty for a programmed one, which alone has a scripted oracle."""


@dataclass(frozen=True, slots=True)
class GymInfo:
    """One gym that the process can open worlds of."""

    name: str
    title: str
    summary: str
    version: int
    options: Mapping[str, tuple[str, ...]]
    workouts: tuple[WorkoutInfo, ...]


@dataclass(frozen=True, slots=True)
class ParameterInfo:
    """How strong a perturbation is, in one respect."""

    name: str
    value: Any
    """As a profile sets it; elsewhere the usual one."""
    unit: str
    """``s``, ``of requests`` …; empty for what has none."""
    about: str


@dataclass(frozen=True, slots=True)
class PerturbationInfo:
    """One thing that can get in the way."""

    id: str
    """``P14``"""
    title: str
    about: str
    layer: str
    parameters: tuple[ParameterInfo, ...]


@dataclass(frozen=True, slots=True)
class ProfileInfo:
    """A named set of perturbations, the outermost first."""

    name: str
    about: str
    perturbations: tuple[PerturbationInfo, ...]
    place: str = ""
    """File and line of one that an author wrote; empty for a shipped one."""


@dataclass(frozen=True, slots=True)
class WorldFacts:
    """What ``open_world`` answered."""

    world: str
    secret: str
    origin: str
    start_path: str
    goal: str
    parameters: Mapping[str, Any]
    options: Mapping[str, str]
    schema: Schema
    world_time: str
    gym_version: str
    database: str = ""
    """What its rows are kept in, with its version: ``SQLite 3.45.1``."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What lies on the actor's computer, by name."""


def gym_info(data: Json) -> GymInfo:
    """One entry of ``hello``'s ``gyms``."""
    name = str(data["name"])
    options = _choices(data["options"])
    workouts = tuple(_workout_info(name, item, options) for item in data["workouts"])
    return GymInfo(name, data["title"], data["summary"], int(data["version"]), options, workouts)


def _workout_info(gym: str, data: Json, options: Mapping[str, tuple[str, ...]]) -> WorkoutInfo:
    return WorkoutInfo(
        name=_qualified(gym, data["name"]),
        title=data["title"],
        trains=data["trains"],
        goal=data["goal"],
        options=_choices(data["options"]) if "options" in data else options,
        stresses=tuple(data.get("stresses", ())),
        twins=bool(data.get("twins", False)),
        written=str(data.get("written", "")),
    )


def _choices(data: Json) -> dict[str, tuple[str, ...]]:
    return {option: tuple(choices) for option, choices in data.items()}


def profile_info(data: Json) -> ProfileInfo:
    """One entry of ``hello``'s ``profiles``."""
    perturbations = tuple(map(perturbation_info, data["perturbations"]))
    return ProfileInfo(data["name"], data["about"], perturbations, data.get("place", ""))


def perturbation_info(data: Json) -> PerturbationInfo:
    """One entry of ``hello``'s ``perturbations``, or of a profile's."""
    parameters = tuple(
        ParameterInfo(item["name"], item.get("value", item.get("default")), item["unit"], item["about"])
        for item in data["parameters"]
    )
    return PerturbationInfo(data["id"], data["title"], data["about"], data["layer"], parameters)


def change(data: Json, zero: float) -> Change:
    """One journal row."""
    return Change(
        seq=int(data["seq"]),
        transaction=int(data["transaction"]),
        table=str(data["table"]),
        key=tuple(data["key"]),
        operation=Operation(data["operation"]),
        old=data["old"],
        new=data["new"],
        actor=Actor(data["actor"]),
        request=data.get("request"),
        job=data.get("job"),
        at=float(data["at"]) - zero,
        world_time=str(data["world_time"]),
        cause=data.get("cause"),
    )


def attempt(data: Json, zero: float) -> Attempt:
    """Row work that was rolled back."""
    return Attempt(
        transaction=int(data.get("transaction") or 0),
        table=str(data["table"]),
        key=tuple(data["key"]),
        operation=Operation(data["operation"]),
        old=data["old"],
        new=data["new"],
        request=data.get("request"),
        at=float(data["at"]) - zero,
    )


def server_side(data: Json, zero: float) -> ServerSide:
    """The server's account of a request, from an ``exchange`` event."""
    return ServerSide(
        method=str(data["method"]),
        path=str(data["path"]),
        status=int(data["status"] or 0),
        started=float(data["started"]) - zero,
        ended=float(data["ended"]) - zero,
        delivered=bool(data["delivered"]),
        transactions=tuple(data.get("transactions") or ()),
    )


def disturbance(data: Json, zero: float) -> Disturbance:
    """A perturbation that struck."""
    return Disturbance(
        at=float(data["at"]) - zero,
        perturbation=str(data["perturbation"]),
        title=str(data.get("title", data["perturbation"])),
        world_time=str(data.get("world_time", "")),
        detail=dict(data.get("detail") or {}),
    )


def _qualified(gym: str, workout: str) -> str:
    return workout if "/" in workout else f"{gym}/{workout}"
