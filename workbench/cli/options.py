"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")]
Specs = Annotated[Path | None, typer.Option("--specs", help="Folder of the specs; found by itself otherwise.")]
Recordings = Annotated[Path | None, typer.Option("--recordings", help="Folder of the episodes.")]
