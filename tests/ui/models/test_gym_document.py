"""``docs/gyms.md`` and the gallery's pictures say what the gyms are now."""

from dataclasses import asdict

import pytest

from gyms.kit.catalogue import gyms
from gyms.kit.control import introduce
from gyms.kit.perturbations.registry import describe, registry
from workbench.installation import data
from workbench.session.control import gym_info, perturbation_info
from workbench.ui.models.gym_document import gyms_document
from workbench.ui.models.offer import Offer
from workbench.ui.portraits import HEAVIEST, SIZE
from workbench.ui.resources import resource


@pytest.fixture(scope="module")
def offer() -> Offer:
    """What the shipped gyms offer, without their process."""
    infos = tuple(gym_info(introduce(gym)) for gym in gyms().values())
    return Offer(infos, (), tuple(perturbation_info(asdict(describe(kind))) for kind in registry().values()))


def test_that_the_document_is_not_stale(offer: Offer) -> None:
    written = (data("docs") / "gyms.md").read_text(encoding="utf-8")
    assert written == gyms_document(offer), "write it anew: python -m workbench.ui.portraits --text"


def test_that_every_gym_has_a_light_picture_of_its_site(offer: Offer) -> None:
    for gym in offer.gyms:
        drawn = resource("gyms", f"{gym.name}.png").read_bytes()
        assert len(drawn) <= HEAVIEST, gym.name
        assert (int.from_bytes(drawn[16:20]), int.from_bytes(drawn[20:24])) == SIZE, "draw it: make screenshots"
