"""A new block kind is one folder, and nothing else changes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

WISH = {
    "__init__.py": '''"""A wish."""

from kithbook.block import FillIn, Line, headline


class Wish(FillIn):
    """Something one hopes for."""

    headline: Line = headline("wish", "What one may wish.")

    hint: Line | None = None
    """A word of help."""
''',
    "screen.html.jinja": """{% import "frame.html.jinja" as frame with context %}
{{ frame.head(block, anchor) }}
{{ frame.field(id, t("wish.label"), hidden=true) }}
""",
    "print.html.jinja": """{% import "frame.html.jinja" as frame with context %}
{{ frame.head(block, anchor) }}
{{ frame.lines(1) }}
""",
    "screen.css": ".kb-wish { outline: 1px solid }\n",
    "print.css": ".kb-wish { outline: 1pt solid }\n",
    "en.yml": "label: Your wish\n",
    "example.yml": "wish: A quiet Sunday\nid: sunday\n",
}

PLAYBOOK = """title: Wishes
takeaway: One is enough.
sections:
  - title: Yours
    id: yours
    blocks:
      - wish: A wish for the zebra year
        id: year
"""

LOOK = """
import sys
from pathlib import Path
from kithbook.outputs import site
from kithbook.outputs.site.look import style_sheet
from kithbook.project import Project, prints
from kithbook.render import Edition
from kithbook.schema import schemas

book = Project(Path(sys.argv[1])).book()
page = site.pages(book, Edition())["playbooks/wishes.md"].markdown
printed = prints(book, Edition())["downloads/workbook-a4.pdf"].html
assert "zebra" in page and 'data-id="wishes/year"' in page and "Your wish" in page, page
assert "zebra" in printed and ".kb-wish" in printed
assert ".kb-wish" in style_sheet(book)
assert '"wish"' in schemas()["playbook.json"]
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package with one folder more."""
    shutil.copytree(ROOT / "generator" / "kithbook", tmp_path / "kithbook")
    folder = tmp_path / "kithbook" / "blocks" / "wish"
    folder.mkdir()
    for name, text in WISH.items():
        (folder / name).write_text(text, "utf-8")
    return tmp_path


def run(package: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(package)}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_a_folder_is_enough_for_site_workbook_and_schema(package: Path, tmp_path: Path) -> None:
    (tmp_path / "book" / "playbooks").mkdir(parents=True)
    (tmp_path / "book" / "playbooks" / "wishes.yml").write_text(PLAYBOOK, "utf-8")
    done = run(package, "-c", LOOK, str(tmp_path / "book"))
    assert done.returncode == 0, done.stderr


def test_the_tests_take_part_by_themselves(package: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests", tmp_path / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    tests = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    cases = [str(tmp_path / "tests" / "test_blocks.py"), "-k", "wish"]
    written = run(package, *tests, *cases, "--update-expected")
    again = run(package, *tests, *cases)
    assert (package / "kithbook" / "blocks" / "wish" / "expected" / "print.html").exists(), written.stdout
    assert again.returncode == 0, again.stdout
    assert "passed" in again.stdout


def test_its_mistakes_are_worded_as_those_of_any_other(package: Path, tmp_path: Path) -> None:
    (tmp_path / "book" / "playbooks").mkdir(parents=True)
    broken = PLAYBOOK.replace("id: year", "hnit: soon")
    (tmp_path / "book" / "playbooks" / "wishes.yml").write_text(broken, "utf-8")
    done = run(package, "-m", "kithbook", "-C", str(tmp_path / "book"), "check")
    assert done.returncode == 1
    assert "a wish has no option 'hnit'" in done.stderr
    assert "a wish needs an id" in done.stderr
