"""Every gym can start a written workout signed in, on the page that it names; the documentation's workouts are some."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest

from gyms.kit.catalogue import gyms
from gyms.kit.rehearsing import Rehearsal, describe
from gyms.kit.shapes import describe as schema_of
from gyms.kit.worlds import Worlds
from gyms.kit.written import read_written
from gyms.kit.written_preview import preview
from tests.gyms.stage import Visitor
from workbench.archive.codec import schema_from_json
from workbench.verifier import check_against, parse_spec

DOCUMENTED = re.findall(r"```yaml\n(.*?)```", Path("docs/written-workouts.md").read_text(encoding="utf-8"), re.DOTALL)
PRIVATE = {
    "airline": "/profile",
    "benefits": "/addresses",
    "clinic": "/visits",
    "hotel": "/chart",
    "insurance": "/claims",
    "loyalty": "/m/profile",
    "mail": "/settings",
    "payments": "/cards",
    "rx": "/prescriptions",
    "utility": "/preferences",
}
"""A page of each gym that only people who are signed in see."""


def workout(gym: str, start: str) -> str:
    sign_in = gyms()[gym].sign_in
    assert sign_in is not None
    return (
        f'version: 1\nworkout: {gym}/look\ngoal: "Look."\ntask:\n  title: Look\n  start: {start}\n  as: person\n'
        f"  draw:\n    person: {{from: {sign_in.table}, columns: [{sign_in.key}]}}\n"
    )


@pytest.mark.parametrize("name", PRIVATE)
def test_that_one_starts_signed_in_on_the_page_that_was_named(name: str) -> None:
    text, path = workout(name, PRIVATE[name]), PRIVATE[name]
    gym = replace(gyms()[name], workouts=(read_written(text, gyms()[name]).workout,))
    with Worlds({name: gym}) as worlds, asyncio.Runner() as runner:
        world = worlds.open(name, "look", seed=3)
        visitor = Visitor(runner, world)
        stranger = visitor.get(path)
        assert stranger.url.path != path or stranger.status_code >= 400, "anybody may see this page"
        page = visitor.get(world.task.start_path)
        assert (page.url.path, page.status_code) == (path, 200)
        visitor.wait(visitor.hosted.end)
        worlds.close_world(world)


@pytest.mark.parametrize("name", PRIVATE)
def test_that_a_window_is_told_tables_people_and_pages(name: str) -> None:
    told = describe(gyms()[name])
    assert told["sign_in"]["table"] in {table["name"] for table in told["tables"]}
    assert {"/", PRIVATE[name]} <= set(told["pages"])


def test_that_a_preview_comes_task_by_task_and_is_cut_short_by_the_next() -> None:
    rehearsal = Rehearsal(gyms())
    question = {"id": 7, "do": "preview", "gym": "clinic", "text": workout("clinic", "/"), "count": 2}
    try:
        first, second, end = rehearsal.answer(question)
        assert (first["id"], first["seed"], first["goal"], second["seed"], end) == (
            7,
            1,
            "Look.",
            2,
            {"id": 7, "done": True},
        )
        assert len(list(rehearsal.answer(question, lambda: True))) == 1
        (broken,) = rehearsal.answer({**question, "text": workout("clinic", "here")})
        assert (broken["error"]["line"], broken["error"]["what"]) == (6, "here is no page of the gym.")
    finally:
        rehearsal.close()


@pytest.mark.parametrize("text", DOCUMENTED)
def test_that_documented_workouts_are_read_by_gym_and_verifier(text: str) -> None:
    gym = gyms()["clinic"]
    (task,) = preview(text, gym, 1)
    assert task.task is not None, task.problem
    spec = parse_spec(text, source="documentation")
    check_against(spec, schema_from_json(schema_of(gym.metadata)))
    assert spec.written
