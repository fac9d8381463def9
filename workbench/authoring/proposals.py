"""What pointing at something comes to: a part of a spec that could be added, in plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain.values import JsonValue


@dataclass(frozen=True, slots=True)
class Proposal:
    """One clause, with what else it needs in order to mean something."""

    section: str
    """require, allow, never, order or page; empty where only ``lets``, ``tables`` or ``outcome`` are proposed."""
    entry: Mapping[str, JsonValue] = field(default_factory=dict)
    """The clause as its YAML would be read, keys in the order in which they are to be written: ``{"id": "the-visit",
    "insert": "visits", "values": {"date": "$date"}}``."""
    why: str = ""
    """One sentence for the author: what in the evidence it stands on. Marks what to stress with ``**``."""
    warnings: tuple[str, ...] = ()
    """What the author should know before accepting it, a sentence each."""
    lets: Mapping[str, str] = field(default_factory=dict)
    """Names with their expressions that the entry refers to: ``{"sent": "row(folders, {kind: 'sent'}).id"}``."""
    tables: Mapping[str, str] = field(default_factory=dict)
    """Table policies: ``{"sessions": "ephemeral"}``."""
    accepts: Mapping[str, str] = field(default_factory=dict)
    """What the clause leaves open on purpose, as the author signs it: mutant to what is accepted, such as
    ``{"column:the-visit.booked_at=*": "any booked_at"}``."""
    outcome: JsonValue = None
    """``done`` or ``{"defer": {…}}``; None to leave the outcome as it is."""

    @property
    def id(self) -> str:
        """The clause's id; empty where there is no clause."""
        return str(self.entry.get("id", ""))
