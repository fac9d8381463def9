"""The first lines of a spec that nobody has written yet: whose it is, and what it asks."""

from gyms.kit.catalogue import gyms
from gyms.kit.failures import UnknownName
from workbench.authoring.adopting import starting_text
from workbench.domain.failures import Problem


def beginning(workout: str) -> str:
    """A spec that demands nothing yet. It declares no parameters: any that the task has may be used, and what a clause
    has no use for would have to be taken out again.

    Imports the gyms: not for a process that shows windows. Raises Problem where there is no such workout.
    """
    gym, _, name = workout.partition("/")
    known = gyms().get(gym)
    try:
        goal = known.workout(name).goal if known is not None else None
    except UnknownName:
        goal = None
    if goal is None:
        raise Problem(f"There is no workout {workout}.", "`workbench gyms` lists those that there are.")
    return starting_text(workout, goal)
