"""The connection to the browser where it can't be made."""

import asyncio
import os
import sys
from pathlib import Path

import playwright
import pytest

from workbench.session.attachment import Attachment
from workbench.session.failures import BrowserTrouble
from workbench.session.runtime import Runtime


def test_that_a_driver_that_can_not_run_is_a_problem_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/bin/false")
    with Runtime(report=lambda _: None) as runtime, pytest.raises(BrowserTrouble, match="does not start") as caught:
        runtime.call(Attachment("http://127.0.0.1:1").context(), 60)
    assert "doctor" in caught.value.advice


@pytest.mark.skipif(sys.platform == "win32", reason="the driver that notes its number is a shell script")
def test_that_a_connection_given_up_while_its_driver_starts_leaves_no_driver(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script, noted = tmp_path / "node", tmp_path / "pid"
    node = Path(playwright.__file__).with_name("driver") / "node"
    script.write_text(f'#!/bin/sh\necho $$ > {noted}\nexec {node} "$@"\n')
    script.chmod(0o700)
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", str(script))
    with Runtime() as runtime:
        attachment = Attachment("http://127.0.0.1:1")
        runtime.at_stop(attachment.close)
        asked = runtime.run(attachment.context())
        while not noted.exists() or not noted.read_text():
            runtime.call(asyncio.sleep(0.01))
        asked.cancel()
    with pytest.raises(ProcessLookupError):
        os.kill(int(noted.read_text()), 0)
