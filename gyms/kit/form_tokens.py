"""One-time tokens of forms: what arrives a second time gets the first answer and is not done again."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup
from starlette.responses import Response

FIELD = "form_token"
"""Name of the hidden field."""
_MOST_KEPT = 500
"""Answers that a world remembers."""


@dataclass(frozen=True)
class _Answer:
    """A response that can be given again."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def again(self) -> Response:
        response = Response(self.body, status_code=self.status)
        response.raw_headers = list(self.headers)
        return response


class FormTokens:
    """The answers that one world gave to forms with a token, until it is reset. Safe to use from handler threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._answers: OrderedDict[str, _Answer] = OrderedDict()
        self.covers: Callable[[str, str], bool] = lambda _method, _path: False
        """Whether the site answers this method and path only once per token."""

    def field(self) -> Markup:
        """A hidden field with a fresh token; templates know it as ``form_token``."""
        return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, secrets.token_urlsafe(12))

    def once(self, token: str, work: Callable[[], Response]) -> Response:
        """What ``work`` answers, done once per token: whoever comes second waits for the first and gets its answer.

        An error (status 400 and up) is not kept: the form may be corrected and sent again with the same token.
        """
        with self._lock:
            turn = self._turns.setdefault(token, threading.Lock())
        with turn:
            known = self._answers.get(token)
            if known is not None:
                return known.again()
            response = work()
            body = getattr(response, "body", None)  # files and streams have none, and can't be given again
            if response.status_code < 400 and isinstance(body, bytes):
                self._keep(token, _Answer(response.status_code, tuple(response.raw_headers), body))
            return response

    def _keep(self, token: str, answer: _Answer) -> None:
        with self._lock:
            self._answers[token] = answer
            while len(self._answers) > _MOST_KEPT:
                forgotten, _ = self._answers.popitem(last=False)
                self._turns.pop(forgotten, None)

    def clear(self) -> None:
        """Forget all, for a reset world."""
        with self._lock:
            self._answers.clear()
            self._turns.clear()
