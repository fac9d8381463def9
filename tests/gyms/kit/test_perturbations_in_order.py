"""Every perturbation there is: always the same for a seed, nested as the profile says, described for people."""

import json
from collections.abc import Callable

import pytest

from gyms.kit.perturbations import Hit, Perturbation
from gyms.kit.perturbations.ambiguous_timeout import AmbiguousTimeout
from gyms.kit.perturbations.chances import falls
from gyms.kit.perturbations.commit_lag import CommitLag
from gyms.kit.perturbations.commit_never import CommitNever
from gyms.kit.perturbations.intermittent_errors import IntermittentErrors
from gyms.kit.perturbations.latency import Latency
from gyms.kit.perturbations.lost_answer import LostAnswer
from gyms.kit.perturbations.registry import describe, registry
from gyms.kit.perturbations.reordered_answers import ReorderedAnswers
from gyms.kit.perturbations.schedule import schedule
from gyms.kit.perturbations.session_expiry import SessionExpiry
from tests.gyms.kit.desk import FETCHED, Desk

OpenDesk = Callable[..., Desk]

EVERY = tuple(registry().values())
ALIKE = pytest.mark.parametrize("kind", EVERY, ids=[kind.id for kind in EVERY])


@ALIKE
def test_that_a_seed_always_has_the_same_in_store(kind: type[Perturbation]) -> None:
    assert list(schedule((kind(),), seed=7)) == list(schedule((kind(),), seed=7))
    offered = {"date_widget": ("native", "flatpickr", "legacy"), "era": ("modern", "2004"), "layout": ("plain", "x")}
    assert kind().options(7, offered) == kind().options(7, offered)
    assert kind().page_script(7) == kind().page_script(7)


def test_that_another_seed_has_something_else_in_store() -> None:
    for kind in (IntermittentErrors, LostAnswer, AmbiguousTimeout, SessionExpiry, Latency, CommitLag):
        assert list(schedule((kind(),), seed=7)) != list(schedule((kind(),), seed=8))


def test_that_two_sittings_of_one_seed_and_profile_are_disturbed_alike(desk: OpenDesk) -> None:
    quick = (Latency(most=0.001), ReorderedAnswers(hold=0.001), AmbiguousTimeout(hang=0.001))
    disturbed = (*quick, SessionExpiry(), IntermittentErrors(), LostAnswer(), CommitLag(), CommitNever())

    def story() -> list[str]:
        visitor = desk(*disturbed, seed=5)
        visitor.start()
        for number in range(12):
            visitor.get("/")
            visitor.get("/search?q=a", **FETCHED)
            visitor.post("/orders", {"text": str(number)})
        return [json.dumps([it["perturbation"], it["detail"]]) for it in visitor.of_kind("disturbance")]

    first = story()
    assert len({json.loads(it)[0] for it in first}) >= 5
    assert story() == first


def test_that_the_first_of_a_profile_is_outermost(desk: OpenDesk) -> None:
    failing, losing = IntermittentErrors(share=1, codes=(503,)), LostAnswer(share=1, codes=(502,))
    kept_off = desk(failing, losing)
    assert kept_off.post("/notes").status_code == 503
    assert kept_off.struck() == ["P14"]
    hidden = desk(losing, failing)
    assert hidden.post("/notes").status_code == 502
    assert hidden.struck() == ["P14", "P15"]


@pytest.mark.parametrize(("most", "burst"), [(0, 1), (1, 1), (5, 1), (5, 2), (500, 3)])
def test_that_dice_fall_no_more_often_than_they_may(most: int, burst: int) -> None:
    hit = Hit(seed=3, ordinal=1, method="GET", path="/")
    fell = [falls(hit.chance, "P0", ordinal, 0.9, most=most, burst=burst) for ordinal in range(1, 150)]
    assert sum(fell) <= most
    assert "y" * (burst + 1) not in "".join("y" if it else "n" for it in fell)
    assert sum(fell) == most or sum(fell) > 80


@ALIKE
def test_that_each_is_described_with_every_parameter_in_words(kind: type[Perturbation]) -> None:
    told = describe(kind)
    assert told.about.endswith(".")
    assert told.layer in {"server", "network", "page", "template", "seed"}
    for parameter in told.parameters:
        assert parameter.about, f"{kind.__name__}.{parameter.name} has no docstring below it."
        measured = isinstance(parameter.default, (int, float)) and not isinstance(parameter.default, bool)
        assert parameter.unit or not measured, f"{kind.__name__}.{parameter.name} has no unit."


def test_that_every_request_counts_but_assets_and_what_pages_tell(desk: OpenDesk) -> None:
    class Counting(Perturbation):
        id = "T1"
        title = "Counting"
        layer = "page"

        def plan(self, hit: Hit) -> None:
            seen.append((hit.path, hit.ordinal, hit.page_ordinal, hit.send_ordinal, hit.fetch_ordinal))

        async def around(self, hit: Hit, serve: object, strike: object) -> object:  # type: ignore[override]
            self.plan(hit)
            return await serve()  # type: ignore[operator]

    seen: list[tuple[str, int, int, int, int]] = []
    visitor = desk(Counting())
    visitor.start()
    visitor.get("/")
    visitor.get("/kit/clock.js")
    visitor.tell(b'{"perturbation": "T1", "detail": {}}')
    visitor.get("/search", **FETCHED)
    visitor.post("/notes")
    visitor.post("/notes", None, **FETCHED)
    assert seen == [
        ("/", 1, 1, 0, 0),
        ("/search", 2, 0, 0, 1),
        ("/notes", 3, 2, 1, 0),
        ("/notes", 4, 0, 2, 0),
    ]
    told = [it["path"].partition("?")[0] for it in visitor.of_kind("exchange")]
    assert told == ["/sign-in", "/", "/kit/clock.js", "/search", "/notes", "/notes"]
    assert [it["request"] for it in visitor.of_kind("exchange")] == [f"r{number}" for number in range(1, 7)]
