"""Steps are checked against what the live page said of itself."""

from workbench.domain.actions import Done
from workbench.domain.steps import DomEvent, Step
from workbench.replay.dom.fidelity import FidelityCheck, Mismatch, Unproven

_BODY = {"type": 2, "id": 2, "tagName": "body", "attributes": {}, "childNodes": []}
_ROOT = {"type": 0, "id": 1, "childNodes": [_BODY]}
EVENTS = (
    DomEvent(0, "t1", {"type": 4, "data": {"href": "http://w/a", "width": 9, "height": 9}}),
    DomEvent(1, "t1", {"type": 2, "data": {"node": _ROOT, "initialOffset": {"left": 0, "top": 0}}}),
)
BLOBS = {"right": b'page "/a"\n<body>\n', "wrong": b'page "/a"\n<body class="x">\n', "bytes": b"\xff"}


def step(truth: str | None) -> Step:
    return Step(3, Done(), "t1", "", "", 0, 0, 0, truth=truth, truth_dom=None if truth is None else 2)


def test_that_an_exact_reconstruction_is_faithful() -> None:
    assert FidelityCheck(EVENTS, BLOBS.__getitem__).check(step("right")) is None


def test_that_a_difference_is_told_with_its_place() -> None:
    found = FidelityCheck(EVENTS, BLOBS.__getitem__).check(step("wrong"))
    assert isinstance(found, Mismatch)
    assert (found.step, found.expected, found.got) == (3, '<body class="x">', "<body>")


def test_that_a_step_without_a_readable_truth_is_unproven() -> None:
    check = FidelityCheck(EVENTS, BLOBS.__getitem__)
    for truth in (None, "missing", "bytes"):
        assert isinstance(check.check(step(truth)), Unproven)
