"""Who can act in a sitting without a person: oracles, and runs so simple that no spec may be satisfied by them."""

from collections.abc import Awaitable, Callable, Mapping

from playwright.async_api import Error, Page

from gyms.kit.catalogue import gyms
from gyms.kit.gym import Task
from gyms.kit.hands import Interrupted
from gyms.kit.hands.policy import trusting_the_surface
from workbench.domain.actions import Defer, Done, Outcome
from workbench.session.sitting import Sitting
from workbench.verifier.references import UNBOUND

Agent = Callable[[Sitting, Task], Awaitable[Outcome]]
"""Acts in the sitting's page, which shows the start of the task, and returns the end to declare."""


def know_gyms() -> None:
    """Import every gym, before anything runs beside: an import on another thread than Qt's, while its loop runs, can
    take the process down."""
    gyms()


async def oracle(sitting: Sitting, task: Task) -> Outcome:
    """The gym's own solver. Raises what it raises: it could not do the task."""
    return await _solve(sitting.page, task)


async def hasty(sitting: Sitting, task: Task) -> Outcome:
    """The oracle's way with hands that trust the surface. What gets in its way ends the run, and it believes in it."""
    with trusting_the_surface():
        try:
            return await _solve(sitting.page, task)
        except (Interrupted, Error):
            return Done()


async def nothing(_sitting: Sitting, _task: Task) -> Outcome:
    """Done at once."""
    return Done()


async def defer(sitting: Sitting, _task: Task) -> Outcome:
    """Hands over without a look, with the very reason and entity that a rightful deferral would name."""
    bound = sitting.bound
    ending = bound.spec.ending
    about = bound.scope.value(ending.entity) if ending.entity is not None else UNBOUND
    return Defer(ending.reason or "unsure", "" if about is UNBOUND else str(about))


AGENTS: Mapping[str, Agent] = {"oracle": oracle, "hasty": hasty, "nothing": nothing, "defer": defer}
"""By the name that one asks for."""
SCRIPTED = ("oracle", "hasty")
"""Those that need a workout's scripted oracle."""


async def _solve(page: Page, task: Task) -> Outcome:
    deferral = await gyms()[task.gym].workout(task.workout).oracle(page, task)
    return Done() if deferral is None else Defer(deferral.reason, deferral.entity)
