"""Random alterations of a page, in a real engine: nothing of them may get lost between page, recording and rebuild."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

START = """<!DOCTYPE html><html><body><h1>Visits</h1><div id=a><p>one</p><p>two <b>three</b></p></div>
<form><input name=r type=radio><input name=r type=radio checked><select><option>1<option>2</select>
<textarea>t</textarea></form>
<ul><li>1<li>2<li>3</ul><iframe srcdoc="<body><div><p>inside</p></div><input value=2></body>"></iframe>
<table><tbody><tr><td>1</td></tr></tbody></table><style>p { margin: 1px }</style>
<div style="height:2000px"></div></body></html>"""
FUZZ = Path(__file__).with_name("fuzz.js").read_text()


@pytest.mark.parametrize("seed", range(2))
def test_that_random_alterations_are_exact(recorded: Any, seed: int) -> None:
    recorded.open(START)
    recorded.page.evaluate(FUZZ)
    for each in range(5):
        recorded.page.evaluate("([seed, count]) => fuzz(seed, count)", [seed * 1000 + each * 17 + 1, 40])
        recorded.check()
