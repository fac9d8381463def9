"""The clock script in a real JavaScript engine."""

from datetime import datetime
from typing import Any

import pytest

from gyms.kit.pages import clock_script, head

qml = pytest.importorskip("PySide6.QtQml")
core = pytest.importorskip("PySide6.QtCore")

WORLD_TIME = datetime(2026, 7, 2, 9, 14, 3)  # noqa: DTZ001 - a world's time has no zone


@pytest.fixture
def page() -> Any:
    """Evaluates JavaScript in a page that took hold of the real Date before the world's clock came."""
    application = core.QCoreApplication.instance() or core.QCoreApplication([])
    engine = qml.QJSEngine()
    engine.evaluate("var window = this; var Before = Date;")
    failure = engine.evaluate(clock_script(WORLD_TIME))
    assert not failure.isError(), failure.toString()

    def evaluate(code: str) -> Any:
        result = engine.evaluate(code)
        assert not result.isError(), result.toString()
        return result.toVariant()

    yield evaluate
    del application  # it must outlive the engine


@pytest.mark.parametrize(
    "moment", ["new Date()", "new Date(Date.now())", "new Date(Date())", "Reflect.construct(Date, [])"]
)
def test_that_now_in_the_page_is_world_time_in_the_browsers_own_zone(page: Any, moment: str) -> None:
    parts = "[d.getFullYear(), d.getMonth() + 1, d.getDate(), d.getHours(), d.getMinutes()].join()"
    assert page(f"(() => {{ const d = {moment}; return {parts}; }})()") == "2026,7,2,9,14"


def test_that_given_dates_stay_what_they_are(page: Any) -> None:
    assert page("new Date(2020, 1, 29).getTime() === new Before(2020, 1, 29).getTime()") is True
    assert page("Date.UTC(2020, 1, 29) === Before.UTC(2020, 1, 29)") is True
    assert page("Date.parse('2020-02-29') === Before.parse('2020-02-29')") is True


def test_that_dates_are_dates_to_every_library(page: Any) -> None:
    assert page("new Date() instanceof Date && new Before() instanceof Date") is True
    assert page("new Date().constructor === Date") is True
    assert page("class Day extends Date {}; new Day() instanceof Day && new Day(5).getTime() === 5") is True
    assert page("Object.prototype.toString.call(new Date())") == "[object Date]"


def test_that_whoever_took_the_real_clock_before_keeps_it(page: Any) -> None:
    assert page("Math.abs(Before.now() - Date.now()) > 60000 || Before.now() === Date.now()") is True
    assert page("Before !== Date") is True


def test_that_a_script_can_not_end_its_own_element() -> None:
    text = str(head(WORLD_TIME, ("document.title = '</script><b>'",)))
    assert text.count("</script>") == 2
