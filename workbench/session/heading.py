"""The header of an episode that is about to be recorded."""

import datetime as dt
import platform
import secrets

import workbench
from workbench.archive.codec import to_json
from workbench.domain.episodes import Header
from workbench.session.control import WorldFacts
from workbench.session.messages import TaskRequest
from workbench.verifier import Spec


def new_header(
    request: TaskRequest,
    facts: WorldFacts,
    spec: Spec,
    browser: str,
    viewport: tuple[int, int],
    start_path: str,
    world_time: str,
) -> Header:
    """A header with an id of its own, made now. ``viewport`` is width and height in CSS pixels, ``world_time`` an ISO
    moment, ``browser`` its name and version."""
    now = dt.datetime.now(dt.UTC)
    return Header(
        id=f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}",
        gym=request.workout.partition("/")[0],
        workout=request.workout,
        goal=facts.goal,
        parameters=dict(facts.parameters),
        seed=request.seed,
        profile=request.profile,
        actor=request.actor,
        created=f"{now:%Y-%m-%dT%H:%M:%SZ}",
        versions={
            "workbench": workbench.__version__,
            "gym": facts.gym_version,
            "browser": browser,
            "database": facts.database,
            "python": platform.python_version(),
        },
        spec_hash=spec.text_hash,
        viewport=viewport,
        start_url=start_path,
        origin=facts.origin,
        world_started=world_time,
        options=to_json(dict(facts.options)),
    )
