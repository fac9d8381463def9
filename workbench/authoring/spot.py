"""Where in a spec's YAML the cursor stands, also while the text around it is not valid yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_KEY = re.compile(r"""([A-Za-z_][\w-]*|"[^"]*"|'[^']*')\s*:(?=\s|$)""")
_WORD = re.compile(r"[\w$.-]*$")


@dataclass(frozen=True, slots=True)
class Spot:
    """The place at which something could be written."""

    path: tuple[str, ...]
    """The keys around it, outermost first: ``("require", "values")``."""
    key: str
    """The key whose value stands here; empty where a key could stand."""
    prefix: str
    """What of the word is there already."""

    @property
    def section(self) -> str:
        """The top-level key that it is below; empty at the top."""
        return self.path[0] if self.path else ""

    @property
    def parent(self) -> str:
        """The innermost key around it."""
        return self.path[-1] if self.path else ""


@dataclass(slots=True)
class _Level:
    """One bracket that is open."""

    bracket: str
    key: str = ""
    """The key whose value is being written."""


@dataclass(slots=True)
class _Scanner:
    """Reads line after line. Changes with ``read``."""

    blocks: list[tuple[int, str]] = field(default_factory=list)
    """Keys around the place, with the columns they begin in."""
    flow: list[_Level] = field(default_factory=list)
    key: str = ""
    """The block key whose value is being written in this line."""

    def read(self, line: str) -> None:
        """Take one line in, or the part of it before the cursor."""
        if not self.flow:
            line = self._read_block(line)
        self._read_flow(line)

    def _read_block(self, line: str) -> str:
        """The rest of the line, after its dashes and its key."""
        self.key = ""
        rest = line.lstrip(" ")
        if not rest or rest.startswith("#"):
            return ""
        while rest.startswith("- ") or rest == "-":
            self._leave(_column(line, rest), dashed=True)
            rest = rest[1:].lstrip(" ")
        found = _KEY.match(rest)
        column = _column(line, rest)
        if found is None:
            if rest and not rest.startswith(("{", "[")):
                self._leave(column)
            return rest
        self._leave(column)
        self.key = found.group(1).strip("\"'")
        self.blocks.append((column, self.key))
        return rest[found.end() :]

    def _leave(self, column: int, *, dashed: bool = False) -> None:
        """Forget the keys that end where something begins in this column; a dash may stand below its own key."""
        while self.blocks and (self.blocks[-1][0] > column or (self.blocks[-1][0] == column and not dashed)):
            self.blocks.pop()

    def _read_flow(self, text: str) -> None:
        for piece in _pieces(text):
            match piece:
                case "{" | "[":
                    self.flow.append(_Level(piece))
                case "}" | "]":
                    if self.flow:
                        self.flow.pop()
                case ",":
                    if self.flow:
                        self.flow[-1].key = ""
                case _ if self.flow and self.flow[-1].bracket == "{":
                    self.flow[-1].key = piece

    def spot(self, prefix: str) -> Spot:
        """The place after what was read."""
        blocks = [name for _, name in self.blocks]
        if not self.flow:
            return Spot(tuple(blocks[:-1] if self.key else blocks), self.key, prefix)
        names = [*blocks, *(level.key for level in self.flow if level.key)]
        if self.flow[-1].bracket == "[":
            return Spot(tuple(names[:-1]), names[-1] if names else "", prefix)
        inside = self.flow[-1].key
        return Spot(tuple(names[:-1] if inside else names), inside, prefix)


def spot_at(text: str, offset: int) -> Spot:
    """The place at an offset."""
    before = text[:offset]
    found = _WORD.search(before)
    prefix = found.group() if found else ""
    scanner = _Scanner()
    *lines, last = before[: len(before) - len(prefix)].split("\n")
    for line in lines:
        scanner.read(line)
    scanner.read(last if last.strip() else f"{last}·")  # where a line is still blank, its column says where one is
    return scanner.spot(prefix)


def in_comment(text: str, offset: int) -> bool:
    """Whether an offset stands in a comment."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return "#" in re.sub(r"""\S#|"[^"]*"?|'[^']*'?""", "", line)


def clause_around(text: str, offset: int) -> str:
    """The text of the list entry around an offset."""
    start = max((found.start() for found in re.finditer(r"^ *- ", text[: offset + 1], re.MULTILINE)), default=0)
    rest = re.compile(r"^( *- |\w)", re.MULTILINE).search(text, offset)
    return text[start : rest.start() if rest else len(text)]


def _column(line: str, rest: str) -> int:
    return len(line) - len(rest)


def _pieces(text: str) -> Iterator[str]:
    """Brackets, commas and keys; quoted text and comments are left out."""
    for found in re.finditer(
        rf"""(?P<comment>(?:^|\s)\#.*)|(?P<key>{_KEY.pattern})|"[^"]*"?|'[^']*'?|[\[\]{{}},]""", text
    ):
        if found.group("comment"):
            return
        if found.group("key"):
            yield found.group("key").rpartition(":")[0].strip().strip("\"'")
        elif found.group() in "[]{},":
            yield found.group()
