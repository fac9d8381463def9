"""Makes worlds: templates are built once per (gym, version, workout, seed, options) and copied from then on."""

import os
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from gyms.kit.databases.database import Databases
from gyms.kit.databases.sqlite.files import Files
from gyms.kit.failures import UnknownName
from gyms.kit.gym import Gym, Options
from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.building import with_choices
from gyms.kit.template import Recipe, Template, build_template, recipe_for
from gyms.kit.world import World, bound_task, check_name

_PREFIX = "gym-worlds-"


class Worlds:
    """Holds the templates and the folder that they lie in; closing it deletes the folder."""

    def __init__(
        self, gyms: Mapping[str, Gym], databases: Databases | None = None, *, most_templates: int = 64
    ) -> None:
        """Databases are files in the folder unless some other place is named, which is closed with these worlds."""
        for gym in gyms.values():
            check_name(gym)
        self.gyms = dict(gyms)
        self._most_templates = most_templates
        _sweep()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
        self._databases: Databases = databases or Files(self._folder)
        self._templates: OrderedDict[Recipe, Template] = OrderedDict()
        self._used: dict[str, Recipe] = {}
        """World id to the recipe of its template."""
        self._lock = threading.Lock()
        self._made = 0

    def open(
        self,
        gym: str,
        workout: str,
        *,
        seed: int = 1,
        profile: str = "clean",
        options: Options | None = None,
        perturbations: tuple[Perturbation, ...] = (),
    ) -> World:
        """A fresh world, its start path known. Raises UnknownName for what does not exist, BrokenGym for bad gyms.

        ``profile`` is the name of ``perturbations``, of which a world itself needs those that alter how it is built.
        ``options`` outrank what they choose.
        """
        definition = self.gyms.get(gym)
        if definition is None:
            raise UnknownName(f"There is no gym {gym}.", f"There are: {', '.join(sorted(self.gyms)) or 'none'}.")
        exercise = definition.workout(workout)
        chosen = with_choices(options or {}, perturbations, definition, exercise, seed)
        recipe = recipe_for(definition, exercise, seed, chosen, sum(each.decoys() for each in perturbations))
        with self._lock:
            template = self._templates.get(recipe)
            if template is None:
                template = build_template(
                    definition, exercise, recipe, self._folder, self._databases.shapes(definition.metadata)
                )
                self._templates[recipe] = template
            self._templates.move_to_end(recipe)
            self._made += 1
            database = self._databases.create(definition, template, self._made)
            world = World(
                definition, exercise, template, bound_task(definition, exercise, template, seed, profile), database
            )
            self._used[world.id] = recipe
            self._forget_unused()
        try:
            world.begin()
        except BaseException:
            self.close_world(world)
            raise
        return world

    @property
    def database(self) -> str:
        """What databases are kept in, with its version."""
        return self._databases.kind

    def close_world(self, world: World) -> None:
        """Ends a world; its template stays for the next one."""
        world.close()
        with self._lock:
            self._used.pop(world.id, None)
            self._forget_unused()

    def _forget_unused(self) -> None:
        """Lets go of the templates that were used longest ago, so that thousands of seeds don't fill the disk."""
        used = set(self._used.values())
        spare = [recipe for recipe in self._templates if recipe not in used]
        for recipe in spare[: max(0, len(self._templates) - self._most_templates)]:
            self._templates.pop(recipe).close()

    def close(self) -> None:
        """Deletes every database. Worlds must be closed before."""
        with self._lock:
            for template in self._templates.values():
                template.close()
            self._templates.clear()
        self._databases.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> "Worlds":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _sweep() -> None:
    """Removes the folders of processes that were killed before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if process.isdecimal() and not _lives(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
