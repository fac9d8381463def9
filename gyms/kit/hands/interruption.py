"""What ends an attempt."""


class Interrupted(Exception):  # noqa: N818 - no error: the world got in the way, and one looks again
    """The attempt can't go on as it is; look at the site again and decide anew."""


def errors() -> type[Exception]:
    """What the browser's library raises when something isn't there, is covered, or is gone."""
    from playwright.async_api import Error  # noqa: PLC0415 - gyms can be served without a browser library

    return Error
