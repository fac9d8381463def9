"""What a world's pages may reach."""

import pytest

from workbench.session.origin_rule import OriginRule

RULE = OriginRule("http://w1.localhost:4000")


@pytest.mark.parametrize(
    "url",
    [
        "http://w1.localhost:4000/",
        "http://w1.localhost:4000/a?b#c",
        "ws://w1.localhost:4000/live",
        "about:blank",
        "data:text/plain,hi",
        "blob:http://w1.localhost:4000/1234",
    ],
)
def test_that_its_own_origin_is_allowed(url: str) -> None:
    assert RULE.allows(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://w2.localhost:4000/",
        "http://w1.localhost:4001/",
        "http://w1.localhost/",
        "https://w1.localhost:4000/",
        "http://w1.localhost.evil.org:4000/",
        "http://w1.localhost:4000@evil.org/",
        "http://127.0.0.1:4000/",
        "ws://127.0.0.1:9222/devtools",
        "file:///etc/passwd",
        "blob:http://w2.localhost:4000/1234",
        "chrome://version",
        "devtools://devtools/bundled/inspector.html",
        "view-source:http://w1.localhost:4000/",
        "http://[broken",
        "",
    ],
)
def test_that_everything_else_is_refused(url: str) -> None:
    assert not RULE.allows(url)
