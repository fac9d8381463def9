"""A workout that is written in its spec file alone, under ``task``; see docs/written-workouts.md.

It has everything that a programmed one has but an oracle: what solves it is a demonstration, done again.
"""

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy.orm import Session

from gyms.kit.failures import BrokenGym
from gyms.kit.goals import fill_goal
from gyms.kit.gym import Gym, Json, Seeding, Task, Workout
from gyms.kit.written_draws import Draw, read_draw
from gyms.kit.written_goal import check_template
from gyms.kit.written_nodes import Node, read
from gyms.kit.written_rows import RowDraw

if TYPE_CHECKING:
    from playwright.async_api import Page

    from gyms.kit.world import World

_TASK = ("title", "trains", "start", "as", "options", "draw")


@dataclass(frozen=True)
class Written:
    """What a file says of its task."""

    workout: Workout
    declared: Mapping[str, Json]
    """Types of the parameters, as a spec's ``params`` says them."""


def is_written(text: str) -> bool:
    """Whether a spec has a ``task`` and so makes a workout; looks at the text only."""
    return any(line.startswith("task:") for line in text.splitlines())


def read_written(text: str, gym: Gym, source: str = "") -> Written:
    """The workout that a spec's ``task`` says. Raises BrokenWorkout with file, line, what and advice."""
    fields = read(text, source or "The workout").fields("A spec")
    if "task" not in fields:
        Node(None, 1, source).fail("There is no `task`.", "Add one, or write the workout in Python.")
    name = _name(fields, gym, source)
    task = fields["task"].fields("`task`", _TASK)
    title = _said(task, "title", fields["task"])
    draws = _draws(task, gym)
    declared = {each: draw.declared for each, draw in draws.items()}
    if "goal" not in fields:
        fields["task"].fail("There is no `goal` to give to whoever acts.", 'Add `goal: "…"` above.')
    goal = fields["goal"].text("`goal`")
    check_template(fields["goal"], goal, declared)
    _check_params(fields.get("params"), declared)
    said = _Said(f"{gym.name}/{name}", draws, _start(task, declared), _who(task, gym, draws))
    workout = Workout(
        name=name,
        title=title,
        trains=task["trains"].text("`trains`") if "trains" in task else title,
        goal=goal,
        bind=said.bind,
        start=said.start,
        oracle=said.oracle,
        options=_options(task, gym),
        written=hashlib.sha256(text.encode()).hexdigest(),
        source=source,
    )
    return Written(workout, declared)


@dataclass(frozen=True)
class _Said:
    """How the workout works."""

    name: str
    draws: Mapping[str, Draw]
    path: str
    who: str
    """The parameter that is signed in; empty for nobody."""

    def bind(self, session: Session, seeding: Seeding) -> dict[str, Json]:
        """Draws the parameters. Each has chance of its own: altering one never shifts another."""
        drawn: dict[str, Json] = {}
        for name, draw in self.draws.items():
            chance = random.Random(f"{self.name}/{name}:{seeding.seed}")
            drawn[name] = draw.draw(chance, session, seeding.today, drawn)
        return drawn

    def start(self, world: "World") -> str:
        """The page, behind a one-time link where somebody is signed in."""
        path = fill_goal(self.path, world.task.parameters)
        sign_in = world.gym.sign_in
        if not self.who or sign_in is None:
            return path
        person: Any = world.task.parameters[self.who]
        return sign_in.link(world, person[sign_in.key], path)

    async def oracle(self, _page: "Page", _task: Task) -> NoReturn:
        """There is none."""
        raise BrokenGym(
            f"{self.name} has no scripted oracle: it is written in a file.",
            "Do a demonstration of it again instead, or write the workout in Python.",
        )


def _name(fields: Mapping[str, Node], gym: Gym, source: str) -> str:
    if "workout" not in fields:
        Node(None, 1, source).fail("The file does not name its workout.", f"Add `workout: {gym.name}/name`.")
    written = fields["workout"].text("`workout`")
    owner, _, name = written.partition("/")
    if owner != gym.name or not name.isidentifier() or not name.isascii() or name != name.lower():
        fields["workout"].fail(
            f"{written} is no name for a workout of {gym.name}.",
            f"Write `{gym.name}/` and a name of lower-case letters, digits and underscores.",
        )
    if any(workout.name == name and not workout.written for workout in gym.workouts):
        fields["workout"].fail(f"{written} is a workout of the gym already.", "Name yours otherwise.")
    return name


def _said(task: Mapping[str, Node], key: str, node: Node) -> str:
    if key not in task:
        node.fail(f"The task has no {key}.", f"Add `{key}: …`.")
    return task[key].text(f"`{key}`")


def _draws(task: Mapping[str, Node], gym: Gym) -> dict[str, Draw]:
    draws: dict[str, Draw] = {}
    for name, node in task["draw"].fields("`draw`").items() if "draw" in task else ():
        if not name.isidentifier() or not name.isascii():
            node.fail(f"`{name}` is no name for a parameter.", "Use letters, digits and underscores.")
        declared = {each: draw.declared for each, draw in draws.items()}
        draws[name] = read_draw(node, name, gym.metadata, declared, gym.starts.date())
    return draws


def _start(task: Mapping[str, Node], declared: Mapping[str, Json]) -> str:
    if "start" not in task:
        return "/"
    path = task["start"].text("`start`")
    if not path.startswith("/") or path.startswith(("//", "/\\")):
        task["start"].fail(f"{path} is no page of the gym.", "Write a path that begins with one slash, such as `/`.")
    check_template(task["start"], path, declared)
    return path


def _who(task: Mapping[str, Node], gym: Gym, draws: Mapping[str, Draw]) -> str:
    if "as" not in task:
        return ""
    node, name = task["as"], task["as"].text("`as`").removeprefix("$")
    sign_in = gym.sign_in
    if sign_in is None:
        node.fail(f"Nobody can be signed in at {gym.title} by a link.", "Leave `as` out.")
    draw = draws.get(name)
    if not isinstance(draw, RowDraw) or draw.table.name != sign_in.table or sign_in.key not in draw.columns:
        node.fail(
            f"`{name}` can't be signed in.",
            f"Draw it: `{name}: {{from: {sign_in.table}, columns: [{sign_in.key}]}}`.",
        )
    return name


def _options(task: Mapping[str, Node], gym: Gym) -> dict[str, tuple[str, ...]]:
    """Choices that the workout keeps to, of those that the gym offers."""
    kept: dict[str, tuple[str, ...]] = {}
    for name, node in task["options"].fields("`options`").items() if "options" in task else ():
        if name not in gym.options:
            node.fail(f"{gym.title} has no option `{name}`.", f"It has: {', '.join(gym.options) or 'none'}.")
        nodes = node.items(f"`{name}`") if node.is_list else [node]
        for each in nodes:
            if each.value not in gym.options[name]:
                each.fail(f"`{name}` offers no {each.value}.", f"It offers: {', '.join(gym.options[name])}.")
        if not nodes:
            node.fail(f"`{name}` keeps no choice.", f"Name some of: {', '.join(gym.options[name])}.")
        kept[name] = tuple(str(each.value) for each in nodes)
    return kept


def _check_params(node: Node | None, declared: Mapping[str, Json]) -> None:
    """The spec may speak only of what is drawn."""
    if node is None:
        return
    named = {str(item.value): item for item in node.items("`params`")} if node.is_list else node.fields("`params`")
    for name, item in named.items():
        if name not in declared:
            item.fail(f"`params` names `{name}`, which is not drawn.", "Add it to `draw`, or take it away here.")
