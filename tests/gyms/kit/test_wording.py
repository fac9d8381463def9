"""Other words and another order: what P38 and P37 choose, and what templates make of it."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.label_ambiguity import LabelAmbiguity
from gyms.kit.perturbations.layout_shift import LayoutShift
from gyms.kit.wording import WORDINGS, any_wording
from gyms.kit.worlds import Worlds
from tests.gyms.kit.bureau import bureau
from tests.gyms.stage import Visitor


@pytest.fixture(scope="module")
def bureaus() -> Iterator[Worlds]:
    with Worlds({"bureau": bureau}) as made:
        yield made


def form(worlds: Worlds, seed: int, *perturbations: Perturbation, **options: str) -> str:
    """The form's page in a fresh world."""
    world = worlds.open("bureau", "hand_in", seed=seed, perturbations=perturbations, options=options)
    with asyncio.Runner() as runner:
        visitor = Visitor(runner, world)
        page = visitor.get("/form").text
        visitor.close()
    worlds.close_world(world)
    return page


def button(page: str) -> str:
    found = re.search(r"<button>(.*)</button>", page)
    assert found
    return found[1]


def names(page: str) -> list[str]:
    return re.findall(r'<input id="(surname|town)"', page)


def test_that_no_word_stands_for_two_things() -> None:
    words = Counter(word.lower() for plain, others in WORDINGS.items() for word in (plain, *others))
    assert [word for word, times in words.items() if times > 1] == []


@pytest.mark.parametrize("own", ["Next", "Previous", "Prev", "Today", "Done", "Clear", "OK"])
def test_that_no_word_is_what_widgets_call_their_own_buttons(own: str) -> None:
    assert not [plain for plain in WORDINGS if any_wording(plain).match(own)]


def test_that_a_disturbed_world_words_its_buttons_differently_and_always_the_same(bureaus: Worlds) -> None:
    said = [button(form(bureaus, seed, LabelAmbiguity())) for seed in range(6)]
    assert said == [button(form(bureaus, seed, LabelAmbiguity())) for seed in range(6)]
    assert set(said) == set(WORDINGS["Send"])
    assert all(any_wording("Send").match(word) for word in said)


def test_that_a_plain_world_says_what_the_template_says(bureaus: Worlds) -> None:
    assert button(form(bureaus, 1, wording="plain")) == "Send"


def test_that_a_disturbed_world_shuffles_its_fields_by_seed(bureaus: Worlds) -> None:
    orders = [names(form(bureaus, seed, LayoutShift())) for seed in range(6)]
    assert orders == [names(form(bureaus, seed, LayoutShift())) for seed in range(6)]
    assert {tuple(order) for order in orders} == {("surname", "town"), ("town", "surname")}


def test_that_a_plain_world_keeps_the_order(bureaus: Worlds) -> None:
    assert all(names(form(bureaus, seed, layout="plain")) == ["surname", "town"] for seed in range(4))


def test_that_only_what_a_gym_offers_is_chosen() -> None:
    assert LabelAmbiguity().options(1, {"week_starts": ("monday", "sunday")}) == {"week_starts": "sunday"}
    assert LabelAmbiguity(sunday=False).options(1, bureau.options) == {"wording": "other"}
    assert LayoutShift().options(1, {}) == {}
