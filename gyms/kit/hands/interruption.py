"""What ends an attempt."""


class Interrupted(Exception):  # noqa: N818 - no error: the world got in the way, and one looks again
    """The attempt can't go on as it is; look at the site again and decide anew."""
