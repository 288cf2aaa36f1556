"""Sites as they are built: what stands in their files, with no browser."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests import every_kind
from tests.commands import kithbook, mkdocs
from tests.conftest import Once
from tests.facts import Html, digest, pdf_text
from tests.hostile import HOSTILE, LINKS, hostile

from kithbook.model import Book
from kithbook.outputs import site
from kithbook.project import Project
from kithbook.render import Edition

CONTENT = "md-content__inner"


def page(folder: Path, path: str, within: str = "") -> Html:
    return Html((folder / "site" / path / "index.html").read_text("utf-8"), within)


def squeezed(text: str) -> str:
    return "".join(text.split())


# Building


@pytest.mark.parametrize("book", ["reference", "every_kind_book", "hostile_book"])
def test_a_strict_build_logs_no_warning(book: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    shutil.copytree(request.getfixturevalue(book), tmp_path / "book", ignore=shutil.ignore_patterns("site"))
    done = mkdocs(tmp_path / "book", "build", "--strict")
    logged = [line for line in done.stdout.splitlines() if not line.startswith("INFO ")]
    assert not logged
    assert (tmp_path / "book" / "site" / "downloads" / "workbook-a4.pdf").stat().st_size > 10_000


def test_both_commands_make_the_same_site(every_kind_book: Path, tmp_path: Path) -> None:
    shutil.copytree(every_kind_book, tmp_path / "book")
    ours = digest(every_kind_book / "site")
    mkdocs(tmp_path / "book", "build", "--strict")
    theirs = digest(tmp_path / "book" / "site")
    assert ours.keys() == theirs.keys()
    dated = {"sitemap.xml.gz"}
    assert [name for name in ours if ours[name][0] != theirs[name][0] and name not in dated] == []


def test_a_page_names_its_fonts_and_styles_as_its_own_files(every_kind_book: Path) -> None:
    for path in (every_kind_book / "site").rglob("*.html"):
        found = Html(path.read_text("utf-8"))
        loaded = [
            attributes.get("href") or attributes.get("src", "")
            for tag, attributes in found.elements
            if tag in ("script", "img", "iframe")
            or (tag == "link" and attributes["rel"] not in ("canonical", "prev", "next", "edit"))
        ]
        assert [address for address in loaded if "//" in address] == [], path
    for sheet in (every_kind_book / "site").rglob("*.css"):
        outside = re.findall(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^)\"']+)", sheet.read_text("utf-8"))
        assert outside == [], sheet


# Search


def index(folder: Path) -> dict[str, str]:
    """The words of the search index by page, apart as the search takes them apart."""
    docs = json.loads((folder / "site" / "search" / "search_index.json").read_text("utf-8"))["docs"]
    found: dict[str, str] = {}
    for doc in docs:
        path = doc["location"].partition("#")[0]
        text = unescape(re.sub(r"<[^>]*>", " ", f"{doc['title']} {doc['text']}"))
        found[path] = f"{found.get(path, '')} {text}"
    return found


def test_the_search_index_holds_every_word_of_every_kind(every_kind_book: Path) -> None:
    words = {path: set(re.findall(r"\w+", text.lower())) for path, text in index(every_kind_book).items()}
    lacking = {
        (example.kind, text): sorted(missing)
        for example in every_kind.examples(every_kind_book)
        for text in every_kind.texts(example.block)
        if (
            missing := set(re.findall(r"\w+", " ".join(every_kind.stretches(text)).lower()))
            - words[example.page]
            - {"1", "2", "3"}
        )
    }
    assert not lacking


# What must come out as written


TITLES = {
    "playbooks/first": "Playbook",
    "playbooks/other": "Other",
    "workshops/day": "Workshop",
}


def test_hostile_names_are_texts_everywhere_on_the_page(hostile_book: Path) -> None:
    for path in (hostile_book / "site").rglob("*.html"):
        found = Html(path.read_text("utf-8"))
        assert not [script for script in found.scripts if "kbHit" in script and "__config" not in script], (
            path
        )
        assert not found.all("onerror"), path
        assert "img" not in {tag for tag, _ in found.elements}, path
        for name in ("title", "aria-label", "content", "data-label", "alt", "placeholder"):
            for value in found.all(name):
                assert "kbHit" not in value or HOSTILE in value, f"{path}: {name}={value}"


@pytest.mark.parametrize("path", TITLES)
def test_hostile_titles_come_out_as_written(hostile_book: Path, path: str) -> None:
    title = hostile(TITLES[path])
    html = (hostile_book / "site" / path / "index.html").read_text("utf-8")
    shown = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert shown and unescape(shown[1]) == f"{title} - {hostile('Site')}"
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert heading and Html(heading[1]).text == title
    assert title in page(hostile_book, path, "md-nav--primary").text
    assert hostile("Site") in page(hostile_book, path, "md-header").text


def test_hostile_summaries_describe_their_pages(hostile_book: Path) -> None:
    found = page(hostile_book, "playbooks/first")
    said = [a["content"] for tag, a in found.elements if tag == "meta" and a.get("name") == "description"]
    assert said == [hostile("Summary")]


def names_in(text: str) -> list[str]:
    """The first word of each hostile text in a YAML file."""
    return re.findall(r"\"([\w]+(?: \{slot\})?) \{\{ name \}\}", text)


@pytest.mark.parametrize(
    ("source", "path"),
    [("first.yml", "playbooks/first"), ("workshops/day.yml", "workshops/day"), ("sources.yml", "sources")],
)
def test_every_hostile_text_is_on_its_page(hostile_book: Path, source: str, path: str) -> None:
    names = names_in((hostile_book / "playbooks" / source).read_text("utf-8"))
    assert len(names) >= 3
    said = squeezed(page(hostile_book, path, CONTENT).text)
    off = {"Summary", "Message {slot}"}
    assert [name for name in names if name not in off and squeezed(hostile(name)) not in said] == []
    assert source != "first.yml" or squeezed(f"Message {hostile('Slot')} {HOSTILE}") in said


def test_hostile_texts_are_escaped_in_the_search_index(hostile_book: Path) -> None:
    docs = json.loads((hostile_book / "site" / "search" / "search_index.json").read_text("utf-8"))["docs"]
    for doc in docs:
        for shown in (doc["title"], doc["text"]):  # the search shows both as HTML
            assert "kbHit" not in "".join(Html(shown).scripts)
            assert {tag for tag, _ in Html(shown).elements} <= {
                "p",
                "ul",
                "ol",
                "li",
                "code",
                "pre",
                "sub",
                "sup",
            }
    assert hostile("Statement") in " ".join(index(hostile_book)["playbooks/first/"].split())


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("workbook", ["Book", "Playbook", "Section", "Prose", "Prompt", "Cell", "Statement", "Coach"]),
        ("first", ["Playbook", "Takeaway", "Section", "Item", "Column", "Band", "Deed"]),
        ("day-guide", ["Workshop", "Activity", "Aim", "Material", "Before"]),
        ("day-handout", ["Workshop", "Prompt"]),
    ],
)
def test_hostile_texts_come_out_as_written_in_pdfs(hostile_book: Path, name: str, texts: list[str]) -> None:
    file = hostile_book / "site" / "downloads" / f"{name}-a4.pdf"
    said = squeezed(pdf_text(file))
    assert [text for text in texts if squeezed(hostile(text)) not in said] == []
    reader = PdfReader(file)
    assert reader.metadata and str(reader.metadata.title).startswith(hostile(texts[0]))
    assert b"/JavaScript" not in file.read_bytes()


# Links


def with_prose(folder: Path, prose: str) -> Project:
    (folder / "playbooks").mkdir(parents=True)
    block = json.dumps(prose)
    (folder / "playbooks" / "first.yml").write_text(
        f"title: T\ntakeaway: T\nsections:\n  - title: S\n    id: s\n    blocks:\n      - text: {block}\n"
    )
    return Project(folder)


WAYS = ["[here]({})", "[here](<{}>)", "[here][1]\n\n[1]: {}\n", "<{}>", "[*here*]({} 'title')", "![here]({})"]
SAFE = ("https:", "http:", "mailto:", "tel:", "#")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("target", LINKS)
def test_a_dangerous_link_is_no_link(target: str, way: str, tmp_path: Path) -> None:
    project = with_prose(tmp_path, way.format(target))
    book = project.reader.load().book
    assert isinstance(book, Book)
    found = Html(site.pages(book, Edition())["playbooks/first.md"].markdown)
    for address in found.all("href") + found.all("src"):
        bare = re.sub(r"[\x00-\x20]", "", unescape(address)).lower()
        assert "kbhit" not in bare or bare.startswith(("%6a", "\\u", "&#")), address
        assert "passwd" not in bare and "base64" not in bare and "view-source" not in bare, address
        assert bare.startswith((*SAFE, "../")) or ":" not in bare.partition("/")[0], address


@pytest.mark.parametrize(
    "target", ["https://a.example/?q=1", "mailto:a@b.example", "tel:+1234", "#s", "first", "s"]
)
def test_an_honest_link_is_one(target: str, tmp_path: Path) -> None:
    project = with_prose(tmp_path, f"[here]({target})")
    assert project.examine().problems == []
    found = Html(site.pages(project.book(), Edition(pdfs=False))["playbooks/first.md"].markdown)
    assert len(found.all("href")) == 1
    assert "here" in found.text


# Export


@pytest.fixture(scope="session")
def exported(once: Once, every_kind_book: Path, hostile_book: Path) -> Path:
    """Both books, exported and built again without our plugin."""

    def make(folder: Path) -> None:
        for name, book in {"every-kind": every_kind_book, "hostile": hostile_book}.items():
            kithbook(book, "export", str(folder / name))
            done = mkdocs(folder / name, "build", "--strict")
            assert "WARNING" not in done.stdout

    return once("exported", make)


@pytest.mark.parametrize("name", ["every-kind", "hostile"])
def test_exported_pages_are_the_same(
    name: str, exported: Path, every_kind_book: Path, hostile_book: Path
) -> None:
    book = {"every-kind": every_kind_book, "hostile": hostile_book}[name]
    pages, others = (
        sorted(path.parent.relative_to(made) for path in made.rglob("index.html"))
        for made in (book / "site", exported / name / "site")
    )
    assert len(pages) >= 5
    assert pages == others
    for path in pages:
        ours, theirs = page(book, str(path), CONTENT), page(exported / name, str(path), CONTENT)
        assert squeezed(without_edit(ours)) == squeezed(theirs.text), path
        for attribute in ("data-id", "for", "aria-label", "name", "type", "value"):
            assert ours.all(attribute) == theirs.all(attribute), f"{path}: {attribute}"
        hrefs = [href for href in ours.all("href") if "/edit/" not in href]
        assert [h for h in hrefs if not h.startswith("#")] == [
            h for h in theirs.all("href") if not h.startswith("#")
        ]
    pdfs = {path.name for path in (book / "site" / "downloads").iterdir()}
    assert pdfs == {path.name for path in (exported / name / "site" / "downloads").iterdir()}


def without_edit(content: Html) -> str:
    return content.text.removesuffix("Edit this page").strip()


@pytest.mark.parametrize("what", ["a file", "a mkdocs.yml of somebody", "a hidden file", "a folder"])
def test_export_leaves_a_folder_with_other_files_alone(
    what: str, every_kind_book: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "taken"
    folder.mkdir()
    if what == "a folder":
        (folder / "docs").mkdir()
    names = {"a file": "letter.txt", "a mkdocs.yml of somebody": "mkdocs.yml", "a hidden file": ".git"}
    (folder / names.get(what, "docs/index.md")).write_text("site_name: mine\n")
    before = digest(folder)
    done = kithbook(every_kind_book, "export", str(folder), check=False)
    assert done.returncode == 1
    assert "holds files that no export wrote, and nothing was changed" in done.stdout
    assert digest(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_export_replaces_an_export(every_kind_book: Path, tmp_path: Path) -> None:
    kithbook(every_kind_book, "export", "--no-pdf", str(tmp_path / "out"))
    (tmp_path / "out" / "docs" / "old.md").write_text("left from before")
    done = kithbook(every_kind_book, "export", "--no-pdf", str(tmp_path / "out"))
    assert not (tmp_path / "out" / "docs" / "old.md").exists()
    assert str(len(digest(tmp_path / "out"))) in done.stdout
