"""What the practice grounds ask of the window: files to attach, tasks to hand over, profiles of one's own."""

from pathlib import Path
from typing import Any

import pytest

from tests.ui.pilot import Pilot
from workbench.domain.verdicts import Ruling
from workbench.ui.models.record_state import Phase

pytestmark = pytest.mark.browser


def test_that_a_person_finds_the_files_of_a_task_and_they_go_with_the_sitting(pilot: Pilot) -> None:
    pilot.choose_workout("benefits/attach_document", seed=3)
    assert pilot.state.header is not None
    given: Any = pilot.state.header.parameters
    name = str(given["file"]["name"])
    folder = pilot.state.files[0].parent
    assert name in pilot.rows("record.files")
    assert (folder / name).read_bytes().startswith(b"%PDF")
    pilot.press_record()
    request = given["request"]
    pilot.click_in_page("a", "Documents")
    pilot.sees("h1", "Documents we asked for")
    pilot.click_in_page("a", f"{request['kind']}, {request['period']}")
    assert pilot.attach_in_page("input[type=file]", name) == folder
    pilot.click_in_page("button", "Attach file")
    pilot.sees("b", name)
    assert pilot.finish().verdict.ruling is Ruling.SATISFIED
    pilot.window.table.qaction("record.leave").trigger()
    pilot.until(lambda: pilot.state.phase is Phase.ABSENT)
    assert not folder.exists()


def test_that_a_person_hands_an_odd_twin_over_with_a_button_of_the_workbench(pilot: Pilot) -> None:
    pilot.choose_workout("clinic/book_or_defer", seed=3)
    pilot.press_record()
    pilot.sees("a", "Book a visit")
    assert not pilot.evaluate("[...document.querySelectorAll('a, button')].some((one) => /defer/i.test(one.innerText))")
    finished = pilot.defer("closed_day", "date")
    assert finished.verdict.ruling is Ruling.SATISFIED, finished.verdict.findings


def test_that_profiles_of_ones_own_are_offered_and_a_broken_file_is_told_with_its_line(
    pilot: Pilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot.until(lambda: pilot.window.library.offer.gyms)
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "profiles.yaml"
    own.write_text("evening:\n  about: Slow.\n  perturbations: [P13]\n", encoding="utf-8")
    pilot.window.table.qaction("window.look_again").trigger()
    pilot.until(lambda: pilot.window.library.offer.profile("evening"))
    found = pilot.window.library.offer.profile("evening")
    assert found is not None
    assert found.place == f"{own}, line 1"
    own.write_text("evening:\n  about: Slow.\n  perturbations: [P99]\n", encoding="utf-8")
    pilot.window.table.qaction("window.look_again").trigger()
    pilot.qtbot.waitUntil(lambda: bool(pilot.troubles), timeout=60_000)
    assert pilot.troubles[0].startswith(f"{own}, line 3: there is no perturbation P99. There are: P1,")
    assert len(pilot.window.notices.texts()) == 1
