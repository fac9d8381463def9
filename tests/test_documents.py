"""Every page of the documentation leads somewhere: to files, headings and pictures that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def text_of(page: Path) -> str:
    """Without code, in which brackets mean something else."""
    return _CODE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    """Those that lead to something in the repository."""
    return [link for link in _LINK.findall(text_of(page)) if "://" not in link and not link.startswith("mailto:")]


def anchors(page: Path) -> set[str]:
    """As hosts of repositories make them of headings."""
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_that_links_lead_to_what_is_there(page: Path) -> None:
    broken = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_that_a_broken_link_would_be_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A heading, *here*\n[there](#a-heading-here) [gone](gone.md) ![no](no.png) `[x](y)`\n")
    assert links(page) == ["#a-heading-here", "gone.md", "no.png"]
    assert anchors(page) == {"a-heading-here"}


def test_that_the_tutorials_pictures_are_those_that_the_tour_draws() -> None:
    shown = {Path(link).name for link in links(ROOT / "docs" / "authoring.md") if link.endswith(".png")}
    drawn = set(re.findall(r'"(authoring-[a-z]+)"', (ROOT / "workbench" / "ui" / "author_tour.py").read_text()))
    assert {name.rpartition("-")[0] for name in shown} == drawn
    kept = {path.name for path in (ROOT / "docs" / "pictures").glob("authoring-*.png")}
    assert {name.rpartition("-")[0] for name in kept} == drawn
