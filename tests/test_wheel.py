"""The wheel: built, installed with its locked dependencies into an empty environment, and used there."""

from __future__ import annotations

import json
import re
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from tests.bad_input import BAD
from tests.commands import ROOT, run
from tests.conftest import Once
from tests.facts import Html
from tests.test_last_good_site import coachs_folder

from kithbook.blocks import FOLDER as BLOCKS

pytestmark = pytest.mark.slow

PACKAGE = BLOCKS.parent
NOT_SHIPPED = ("__pycache__", "expected")
"""Folders of the package that only Python or the tests need."""


@pytest.fixture(autouse=True)
def _nothing_but_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)


@pytest.fixture(scope="session")
def wheel(once: Once) -> Path:
    def make(folder: Path) -> None:
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=ROOT)

    return next(once("wheel", make).glob("*.whl"))


@pytest.fixture(scope="session")
def installed(once: Once, wheel: Path) -> Path:
    """The programs of an environment in which there is the wheel and what it needs."""

    def make(folder: Path) -> None:
        venv.create(folder, with_pip=True)
        pip = (folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        locked = ROOT / "requirements" / "run.txt"
        run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", locked, cwd=folder)
        run(*pip, "--no-deps", "--no-index", wheel, cwd=folder)
        run(folder / "bin" / "python", "-m", "pip", "check", cwd=folder)

    return once("installed", make) / "bin"


def test_the_wheel_holds_all_that_the_package_has(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        shipped = set(archive.namelist())
    ours = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and not set(NOT_SHIPPED) & set(path.parts)
    }
    kinds_of_file = {Path(name).suffix for name in ours}
    assert {".py", ".jinja", ".yml", ".css", ".woff2", ".html", ".typed"} <= kinds_of_file
    assert ours - shipped == set()
    licenses = [name for name in shipped if name.endswith("/licenses/LICENSE")]
    assert len(licenses) == 1


def test_a_coachs_folder_builds_against_the_wheel(installed: Path, tmp_path: Path) -> None:
    coachs_folder(tmp_path)
    done = run(installed / "mkdocs", "build", "--strict", cwd=tmp_path)
    assert not [line for line in done.stdout.splitlines() if line.startswith(("WARNING", "ERROR"))]
    made = tmp_path / "site"
    html = (made / "playbooks" / "first" / "index.html").read_text("utf-8")
    assert "The good text." in html
    assert "md-search__input" in html, "the search is missing"
    for sheet in ("assets/kithbook.css", "assets/fonts/fonts.css"):
        assert (made / sheet).stat().st_size > 0
        assert sheet in html
    fonts = re.findall(r"url\([\"']?([^)\"']+)", (made / "assets" / "fonts" / "fonts.css").read_text("utf-8"))
    assert fonts
    assert all((made / "assets" / "fonts" / name).exists() for name in fonts)
    names = {path.name for path in (made / "downloads").iterdir()}
    assert {"workbook-a4.pdf", "workbook-letter.pdf", "first-a4.pdf", "day-guide-a4.pdf"} <= names


def test_the_commands_work_in_the_empty_environment(installed: Path, tmp_path: Path) -> None:
    coachs_folder(tmp_path)
    assert (
        "1 playbook and 1 workshop: no mistakes." in run(installed / "kithbook", "check", cwd=tmp_path).stdout
    )
    assert "PDFs are in site/" in run(installed / "kithbook", "build", cwd=tmp_path).stdout
    run(installed / "kithbook", "export", "out", cwd=tmp_path)
    run(installed / "mkdocs", "build", "--strict", cwd=tmp_path / "out")
    text, place = BAD["unknown option"]
    (tmp_path / "playbooks" / "first.yml").write_text(str(text), "utf-8")
    done = run(installed / "kithbook", "check", cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert f"playbooks/first.yml:{place}" in done.stdout


CHOICES = """\
site_name: Chosen
site_url: https://coach.example/book/
theme:
  name: material
  custom_dir: own
  language: en
  palette: {scheme: default, primary: teal}
  features: [navigation.footer]
extra_css: [own.css]
nav:
  - Start: index.md
  - The plays: playbooks/first.md
plugins:
  - search
  - kithbook:
      pdf: false
"""


def test_a_coachs_own_choices_are_kept(installed: Path, tmp_path: Path) -> None:
    coachs_folder(tmp_path)
    for name, text in {
        "mkdocs.yml": CHOICES,
        "docs/own.css": "h1 { color: teal }\n",
        "own/partials/copyright.html": "<p>The coach's own footer</p>",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    run(installed / "mkdocs", "build", cwd=tmp_path)
    html = (tmp_path / "site" / "playbooks" / "first" / "index.html").read_text("utf-8")
    found = Html(html)
    body = next(attributes for tag, attributes in found.elements if tag == "body")
    assert body["data-md-color-primary"] == "teal"
    config = next(json.loads(script) for script in found.scripts if script.startswith('{"annotate"'))
    assert config["features"] == ["navigation.footer"]
    assert "The coach's own footer" in found.text
    sheets = [a["href"] for tag, a in found.elements if tag == "link" and a["rel"] == "stylesheet"]
    own = sheets.index("../../own.css")
    assert all(own > at for at, sheet in enumerate(sheets) if "own.css" not in sheet), (
        "their styles come last"
    )
    assert any(sheet.endswith("assets/kithbook.css") for sheet in sheets)
    nav = Html(html, "md-nav--primary").text
    assert "The plays" in nav
    assert "Start" in nav
    assert not (tmp_path / "site" / "downloads").exists()
    assert not any(a.get("type") == "application/pdf" for _, a in found.elements), "a PDF is offered"
