"""The first lines of a spec that nobody has written yet: whose it is, what it asks, and what it may speak of."""

from gyms.kit.catalogue import gyms
from gyms.kit.failures import UnknownName
from workbench.authoring.adopting import starting_text
from workbench.authoring.ground import Ground
from workbench.domain.episodes import RunRecord
from workbench.domain.failures import Problem


def beginning(workout: str, run: RunRecord | None) -> str:
    """A spec that demands nothing yet. The parameters have the types that a run shows; without one they are left out.

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
    return starting_text(workout, goal, Ground(run) if run is not None else None)
