"""What must not reach the disk: cookies, authorisations, passwords in forms and JSON; and bodies cut to a limit."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from workbench.domain.exchanges import Body

LIMIT = 64 * 1024
"""Characters of a body that are kept."""
MASK = "(redacted)"

_SECRET_HEADERS = {"cookie", "set-cookie", "authorization", "proxy-authorization"}
_SECRET_FIELD = re.compile(r"pass(?!eng|age|port|ed\b|ive)|passwd|pwd|secret", re.IGNORECASE)
_TEXTUAL = re.compile(
    r"^(text/|application/(json|xml|javascript|x-www-form-urlencoded|[\w.-]+\+(json|xml)))", re.IGNORECASE
)
_MULTIPART_SECRET = re.compile(
    r'(name="(?:[^"]*(?:pass|passwd|pwd|secret)[^"]*)"[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n)([^\r\n]*)', re.IGNORECASE
)


def headers(found: Mapping[str, str]) -> dict[str, str]:
    """Headers by lower-case name, secrets masked."""
    return {name.lower(): MASK if name.lower() in _SECRET_HEADERS else value for name, value in found.items()}


def is_textual(content_type: str) -> bool:
    """Whether a body of that type is worth keeping as text."""
    return bool(_TEXTUAL.match(content_type)) or content_type.startswith("multipart/form-data")


def body(data: bytes, content_type: str) -> Body:
    """A body as it may be kept: passwords masked, cut at the limit, binary content left out."""
    if not is_textual(content_type):
        return Body(None, len(data), content_type)
    text = data.decode("utf-8", errors="replace")
    safe = _mask(text, content_type)
    return Body(safe[:LIMIT], len(data), content_type, truncated=len(safe) > LIMIT, redacted=safe != text)


def _mask(text: str, content_type: str) -> str:
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return _mask_form(text)
    if kind == "multipart/form-data":
        return _MULTIPART_SECRET.sub(lambda match: match[1] + MASK, text)
    if kind.endswith("json"):
        return _mask_json(text)
    return text


def _mask_form(text: str) -> str:
    pairs = parse_qsl(text, keep_blank_values=True)
    if not any(_SECRET_FIELD.search(name) for name, _ in pairs):
        return text
    return urlencode([(name, MASK if _SECRET_FIELD.search(name) else value) for name, value in pairs])


def _mask_json(text: str) -> str:
    if not _SECRET_FIELD.search(text):
        return text
    try:
        return json.dumps(_masked(json.loads(text)), ensure_ascii=False)
    except ValueError:
        return text


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: MASK if isinstance(inner, str) and _SECRET_FIELD.search(name) else _masked(inner)
            for name, inner in value.items()
        }
    return [_masked(inner) for inner in value] if isinstance(value, list) else value
