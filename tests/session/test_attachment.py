"""The connection to the browser where it can't be made."""

import pytest

from workbench.session.attachment import Attachment
from workbench.session.failures import BrowserTrouble
from workbench.session.runtime import Runtime


def test_that_a_driver_that_can_not_run_is_a_problem_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/bin/false")
    with Runtime(report=lambda _: None) as runtime, pytest.raises(BrowserTrouble, match="does not start") as caught:
        runtime.call(Attachment("http://127.0.0.1:1").context(), 60)
    assert "doctor" in caught.value.advice
