"""Workouts that are written in a file: what they draw, what they say of mistakes, and what hides what."""

import asyncio
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gyms.kit.failures import BrokenWorkout
from gyms.kit.gym import SignIn
from gyms.kit.tasks import tasks
from gyms.kit.worlds import Worlds
from gyms.kit.written import read_written
from gyms.kit.written_files import with_written
from gyms.kit.written_preview import Previewer, preview
from tests.gyms.kit.library import library
from tests.gyms.stage import Visitor

GYM = replace(library, sign_in=SignIn("shelves", "/sign-in"))
TEXT = """\
version: 1
workout: library/tidy
goal: "Put “{book.title}” ({book.price:money}) on {shelf.label} by {day:%A %d %B %Y} at {time}, {word} ×{count}."
params: {book: {id: integer, title: string, price: money}, day: date}
task:
  title: Tidy up
  start: /page?book={book.id}
  as: shelf
  options: {era: ["1999", "2026"]}
  draw:
    shelf: {from: shelves, columns: [id, label]}
    book: {from: books, columns: [id, title, price, shelf_id], where: {shelf_id: $shelf.id, lent: false}}
    other: {from: books, columns: [id], where: {id: {not: $book.id}, due: {from: -1d, to: +1d}, place: [1, 2]}}
    day: {between: [+3d, +40d], weekdays: true}
    time: {time: ["09:00", "17:00"], step: 30}
    word: {one_of: [gently, twice]}
    count: {integer: [1, 5]}
    fee: {money: [500, 2500], step: 250}
outcome: done
"""


def drawn(text: str = TEXT, count: int = 12) -> list[dict[str, Any]]:
    found = preview(text, GYM, count)
    assert all(one.task is not None for one in found), found
    return [one.task.parameters for one in found if one.task is not None]


def test_that_every_kind_of_draw_keeps_to_what_was_said() -> None:
    for task in drawn():
        assert task["book"]["shelf_id"] == task["shelf"]["id"]
        assert task["other"]["id"] != task["book"]["id"]
        day = dt.date.fromisoformat(task["day"])
        assert 3 <= (day - library.starts.date()).days <= 40
        assert day.weekday() < 5
        assert task["time"][3:] in ("00", "30")
        assert "09:00" <= task["time"] <= "17:00"
        assert task["word"] in ("gently", "twice")
        assert 1 <= task["count"] <= 5
        assert task["fee"] in range(500, 2501, 250)


def test_that_seeds_differ_and_the_same_seed_gives_the_same_task() -> None:
    first, second = drawn(), drawn()
    assert first == second
    assert len({str(task) for task in first}) > 8


def test_that_altering_one_parameter_shifts_no_other() -> None:
    altered = TEXT.replace("{integer: [1, 5]}", "{integer: [6, 9]}").replace(
        "    word:", "    new: {one_of: [x, y]}\n    word:"
    )
    for before, after in zip(drawn(), drawn(altered), strict=True):
        assert {**before, "count": 0} == {**{name: after[name] for name in before}, "count": 0}


def test_that_the_goal_is_filled_in_as_people_read_it() -> None:
    task = preview(TEXT, GYM, 1)[0].task
    assert task is not None
    day = dt.date.fromisoformat(str(task.parameters["day"]))
    assert f"by {day:%A %d %B %Y} at {task.parameters['time']}" in task.goal


def test_that_worlds_and_listings_give_what_the_preview_promised(tmp_path: Path) -> None:
    gym = with_written({"library": GYM}, specs(tmp_path)).gyms["library"]
    promised = {one.seed: one.task.parameters for one in preview(TEXT, GYM, 3) if one.task}
    listed = {one.seed: one.parameters for one in tasks(gym, range(1, 4)) if one.workout == "library/tidy"}
    assert listed == promised
    with Worlds({"library": gym}) as worlds:
        world = worlds.open("library", "tidy", seed=2)
        assert world.task.parameters == promised[2]
        assert world.task.options["era"] == "1999"
        worlds.close_world(world)


def test_that_one_starts_signed_in_on_the_page_that_was_written(tmp_path: Path) -> None:
    gym = with_written({"library": GYM}, specs(tmp_path)).gyms["library"]
    with Worlds({"library": gym}) as worlds, asyncio.Runner() as runner:
        world = worlds.open("library", "tidy", seed=2)
        visitor = Visitor(runner, world)
        book: Any = world.task.parameters["book"]
        shelf: Any = world.task.parameters["shelf"]
        page = visitor.get(world.task.start_path)
        assert page.url.path == "/page"
        assert page.url.params["book"] == str(book["id"])
        assert f"Welcome, {shelf['id']}." in page.text
        visitor.wait(visitor.hosted.end)
        worlds.close_world(world)


def test_that_another_text_makes_another_world_under_the_same_name(tmp_path: Path) -> None:
    folder = specs(tmp_path)
    with Worlds(with_written({"library": GYM}, folder).gyms) as worlds:
        first = worlds.open("library", "tidy", seed=1)
        specs(tmp_path, TEXT.replace("[gently, twice]", "[never]"))
        worlds.gyms = dict(with_written(worlds.gyms, folder).gyms)
        second = worlds.open("library", "tidy", seed=1)
        assert (first.task.parameters["word"], second.task.parameters["word"]) != ("never", "gently")
        assert second.task.parameters["word"] == "never"
        for world in (first, second):
            worlds.close_world(world)


@pytest.mark.parametrize(
    ("written", "instead", "line", "says"),
    [
        ("from: shelves", "from: shelfs", 11, "There is no table `shelfs`. There are: books, notes, shelves, tags."),
        ("columns: [id, label]", "columns: [id, name]", 11, "The table shelves has no column `name`."),
        ("lent: false", "lent: 3", 12, "`lent` is boolean, so it is never 3."),
        ("$shelf.id", "$shelves.id", 12, "`$shelves` is not drawn before this."),
        ("$shelf.id", "$shelf.place", 12, "`$shelf` has no column `place`. It has: id, label."),
        ("[+3d, +40d]", "[+40d, +3d]", 14, "The last day is -37 days after the first."),
        ("[+3d, +40d]", "[soon, +3d]", 14, "An end of `between` is no day: soon."),
        ("[+3d, +40d]", "[+2d, +3d]", 14, "There is no weekday between these days."),
        ('"17:00"', '"7 pm"', 15, "7 pm is no time of day."),
        ("[gently, twice]", "[]", 16, "`one_of` is an empty list."),
        ("[gently, twice]", "[gently, 2]", 16, "The values of `one_of` are of different kinds."),
        ("[1, 5]", "[1, 5, 9]", 17, "`integer` has 3 ends."),
        ("{integer: [1, 5]}", "{integer: [1, 5], one_of: [a]}", 17, "is drawn from one_of and integer at once"),
        ("{integer: [1, 5]}", "{integer: [1, 5], steps: 2}", 17, "`count` can't say `steps`."),
        ("{book.price:money}", "{book.cost:money}", 3, "{book.cost} stands for nothing."),
        ("{word}", "{word:money}", 3, "{word:money} is no amount: it is string."),
        ("{word}", "{word", 3, "Its braces don't match"),
        ("{count}", "{count:%d}", 3, "{count:%d} is no date: it is integer."),
        ("day: date}", "days: date}", 4, "`params` names `days`, which is not drawn."),
        ("title: Tidy up", "name: Tidy up", 6, "`task` can't say `name`."),
        ("/page?book", "page?book", 7, "is no page of the gym."),
        ("as: shelf", "as: book", 8, "`book` can't be signed in."),
        ('["1999", "2026"]', '"1888"', 9, "`era` offers no 1888. It offers: 1999, 2012, 2026."),
        ("library/tidy", "library/lend_book", 2, "library/lend_book is a workout of the gym already."),
        ("library/tidy", "clinic/tidy", 2, "clinic/tidy is no name for a workout of library."),
        ("outcome: done", "outcome: [done", 20, "Correct the YAML there."),
    ],
)
def test_that_a_mistake_is_told_with_its_line_and_what_to_write(
    written: str, instead: str, line: int, says: str
) -> None:
    assert written in TEXT
    with pytest.raises(BrokenWorkout) as told:
        read_written(TEXT.replace(written, instead, 1), GYM, "tidy.yaml")
    assert told.value.line == line
    assert says in f"{told.value.complaint} {told.value.advice}"
    assert str(told.value).startswith(f"tidy.yaml, line {line}: ")


def test_that_a_broken_file_hides_only_itself(tmp_path: Path) -> None:
    folder = specs(tmp_path)
    (folder / "library" / "sort.yaml").write_text(TEXT.replace("from: books", "from: boks"))
    (folder / "library" / "lend_book.yaml").write_text("version: 1\nworkout: library/lend_book\n")
    (folder / "libary").mkdir()
    (folder / "libary" / "tidy.yaml").write_text(TEXT)
    shelf = with_written({"library": GYM}, folder)
    assert [workout.name for workout in shelf.gyms["library"].workouts] == ["lend_book", "find_book", "tidy"]
    said = [str(problem) for problem in shelf.problems]
    assert len(said) == 2, said
    assert "libary/tidy.yaml, line 1: there is no gym libary." in said[0]
    assert "library/sort.yaml, line 12: there is no table `boks`." in said[1]


def test_that_a_file_is_called_after_its_workout(tmp_path: Path) -> None:
    (specs(tmp_path) / "library" / "tidy.yaml").rename(tmp_path / "library" / "clean.yaml")
    (problem,) = with_written({"library": GYM}, tmp_path).problems
    assert "line 2: the file is called clean.yaml, its workout tidy." in str(problem)


def test_that_a_seed_without_a_fitting_row_says_so_and_the_others_go_on() -> None:
    found = preview(TEXT.replace("place: [1, 2]", "place: 99"), GYM, 2)
    assert [one.task for one in found] == [None, None]
    assert "line 13: no row of books is as `where` says in this world." in found[0].problem


@pytest.fixture
def previewer() -> Iterator[Previewer]:
    made = Previewer()
    yield made
    made.close()


def test_that_values_for_a_filter_are_offered_from_the_first_world(previewer: Previewer) -> None:
    assert set(previewer.values(GYM, "books", "place")) == {1, 2, 3}
    assert previewer.values(GYM, "books", "due") == ["2026-07-02"]


def specs(folder: Path, text: str = TEXT) -> Path:
    """A folder of specs with the one written workout."""
    (folder / "library").mkdir(exist_ok=True)
    (folder / "library" / "tidy.yaml").write_text(text)
    return folder
