"""Makes an episode's pictures smaller, until it is light enough to be shipped. What is judged is never touched."""

import hashlib
import io
from pathlib import Path

from PIL import Image

from workbench.archive import layout
from workbench.archive.writer import replace_file

SHIPPABLE = 950_000
"""Bytes that a shipped episode may take."""
_JPEG = b"\xff\xd8\xff"
_LEVELS = ((1280, 60), (1280, 40), (960, 45), (800, 40), (640, 40), (640, 25), (480, 25))
"""Widest pixels and quality, from what one hardly sees to what one can only just read."""


def slim(folder: Path, most: int = SHIPPABLE) -> int:
    """Encode the pictures anew, as little worse as will do, where the episode takes more than ``most`` bytes.

    Returns what it takes then; that is still more where even the smallest pictures are too many.
    """
    weight = _weight(folder)
    if weight <= most:
        return weight
    pictures = {path: path.read_bytes() for path in (folder / layout.BLOBS).iterdir() if _is_picture(path)}
    rest = weight - sum(map(len, pictures.values()))
    smaller: dict[Path, bytes] = {}
    for widest, quality in _LEVELS:
        smaller = {path: min(_encoded(data, widest, quality), data, key=len) for path, data in pictures.items()}
        if rest + sum(map(len, smaller.values())) <= most:
            break
    _put(folder, smaller)
    return _weight(folder)


def _put(folder: Path, pictures: dict[Path, bytes]) -> None:
    """New pictures first, then the steps that name them, then the old ones go: cut off at any moment it still opens."""
    steps = (folder / layout.STEPS).read_bytes()
    names = {path.name: hashlib.sha256(data).hexdigest() for path, data in pictures.items()}
    for path, data in pictures.items():
        replace_file(path.with_name(names[path.name]), data)
    for old, new in names.items():
        steps = steps.replace(old.encode(), new.encode())
    replace_file(folder / layout.STEPS, steps)
    for path in pictures:
        if path.name not in names.values():
            path.unlink()


def _encoded(data: bytes, widest: int, quality: int) -> bytes:
    with Image.open(io.BytesIO(data)) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail((widest, 2 * widest))
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
    return stream.getvalue()


def _is_picture(path: Path) -> bool:
    with path.open("rb") as opened:
        return opened.read(len(_JPEG)) == _JPEG


def _weight(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
