"""Pages that come instead of the site's own: errors on the way, an expired session."""

from html import escape

from starlette.responses import HTMLResponse, Response

HEADINGS = {
    500: "Something went wrong",
    502: "Bad gateway",
    503: "Service unavailable",
    504: "Gateway timeout",
}
"""Status to the heading of its page; ``gyms.kit.hands.clearing`` knows them all."""
EXPIRED = "Your session has expired"

_STYLE = (
    "<style>body{font:16px/1.5 Georgia,serif;color:#333;background:#f3f3f1;margin:0}"
    "main{max-width:34rem;margin:14vh auto 0;padding:2rem 2.5rem;background:#fff;border:1px solid #d8d8d4}"
    "h1{font-size:1.5rem;margin:0 0 .75rem}p{margin:0 0 .75rem}</style>"
)


def error_page(status: int, *, retry_after: int | None = None) -> Response:
    """What a server in trouble shows; it does not tell whether anything was done."""
    heading = HEADINGS[status]
    content = f"<h1>{heading}</h1><p>Please try again in a moment.</p><p><small>HTTP {status}</small></p>"
    headers = {} if retry_after is None else {"retry-after": str(retry_after)}
    return HTMLResponse(_page(heading, content), status_code=status, headers=headers)


def expired_page(onwards: str) -> Response:
    """The interstitial of an expired session; its link leads back to where one was."""
    link = f'<p><a href="{escape(onwards)}">Continue</a></p>'
    content = f"<h1>{EXPIRED}</h1><p>For your security we paused your session. Nothing new was saved.</p>{link}"
    return HTMLResponse(_page(EXPIRED, content), status_code=401)


def _page(title: str, content: str) -> str:
    viewport = '<meta name="viewport" content="width=device-width">'
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{viewport}<title>{title}</title>{_STYLE}</head>'
        f"<body><main>{content}</main></body></html>"
    )
