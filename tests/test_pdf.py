"""Facts of every PDF of the reference book: pages, text, contents, tags, fonts, lines to write on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import weasyprint
from tests.commands import ROOT
from weasyprint.text.fonts import FontConfiguration

from kithbook.model import Book
from kithbook.pdf import produce
from kithbook.pdf.draw import ASSETS, OwnFilesOnly
from kithbook.project import Project, prints
from kithbook.render import Edition
from kithbook.schedule import run_sheet

MILLIMETER = 72 / 25.4
SIZES = {"a4": (595, 842), "letter": (612, 792)}
FONTS = ("AtkinsonHyperlegible", "Atkinson-Hyperlegible", "Fraunces")


@cache
def book() -> Book:
    return Project(ROOT).book()


NAMES = sorted(prints(book(), Edition()))
WORKBOOKS = [name for name in NAMES if "handout" not in name and "guide" not in name]
HANDOUTS = [name for name in NAMES if "handout" in name]
GUIDES = [name for name in NAMES if "guide" in name]


def opened(reference: Path, name: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(reference / "site" / name)


def texts(reference: Path, name: str) -> list[str]:
    """The text of each page, white space folded."""
    with pypdfium2.PdfDocument(reference / "site" / name) as document:
        return [squeezed(page.get_textpage().get_text_range()) for page in document]


def squeezed(text: str) -> str:
    """Without white space and hyphens, which line breaks add and take away."""
    return re.sub(r"[\s\u00ad\u2010\ufffe-]+", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_paper_language_title_and_tags(reference: Path, name: str) -> None:
    reader = opened(reference, name)
    catalog: Any = reader.root_object
    width, height = SIZES["a4" if name.endswith("a4.pdf") else "letter"]
    assert all(
        (round(page.mediabox.width), round(page.mediabox.height)) == (width, height) for page in reader.pages
    )
    assert str(catalog["/Lang"]) == "en"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/StructTreeRoot"]["/K"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title
    assert "pdfuaid" in str(catalog["/Metadata"].get_data())


@pytest.mark.parametrize("name", NAMES)
def test_only_our_fonts_are_inside(reference: Path, name: str) -> None:
    fonts = {str(font["/BaseFont"]) for page in opened(reference, name).pages for font in _fonts(page)}
    assert fonts
    assert not [font for font in fonts if not any(ours in font for ours in FONTS)]


def _fonts(page: pypdf.PageObject) -> Iterator[pypdf.generic.DictionaryObject]:
    resources = page["/Resources"].get_object()
    assert isinstance(resources, pypdf.generic.DictionaryObject)
    for font in resources.get("/Font", {}).values():
        yield font.get_object()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_leaves_the_page(reference: Path, name: str) -> None:
    with pypdfium2.PdfDocument(reference / "site" / name) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            text = page.get_textpage()
            for at in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(at)
                inside = left >= 10 and right <= width - 10 and bottom >= 10 and top <= height - 10
                assert inside, f"page {number}: {text.get_text_bounded(left, bottom, right, top)}"


@pytest.mark.parametrize("name", WORKBOOKS)
def test_everything_to_fill_in_is_on_paper(reference: Path, name: str) -> None:
    whole = "".join(texts(reference, name))
    for owner, playbook in book().playbooks.items():
        for _, block in playbook.blocks():
            if block.fill_in and (owner in name or "workbook" in name):
                assert squeezed(re.sub(r"[*_]", "", block.title)) in whole, block.title


@pytest.mark.parametrize("name", WORKBOOKS)
def test_contents_name_the_pages_of_their_headings(reference: Path, name: str) -> None:
    pages = texts(reference, name)
    with pypdfium2.PdfDocument(reference / "site" / name) as document:
        raw = [page.get_textpage().get_text_range() for page in document]
    contents = " ".join(next(page for page in raw if "Contents" in page).split())
    reader = opened(reference, name)
    marked = {squeezed(title): page for title, page in _bookmarks(reader)}
    for owner, playbook in book().playbooks.items():
        for section in playbook.sections if owner in name or "workbook" in name else ():
            title = squeezed(section.title)
            found = re.search(re.escape(section.title) + r"[ .]*(\d+)\b", contents)
            assert found, f"{section.title} is not in the contents"
            printed = int(found[1])
            assert title in pages[marked[title]], section.title
            assert _folio(reader, marked[title], printed), f"{section.title} is not on page {printed}"


def _bookmarks(reader: pypdf.PdfReader) -> Iterator[tuple[str, int]]:
    def walk(items: list[object]) -> Iterator[tuple[str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item)
            elif isinstance(item, pypdf.generic.Destination):
                number = reader.get_destination_page_number(item)
                assert number is not None
                yield str(item.title), number

    yield from walk(list(reader.outline))


def _folio(reader: pypdf.PdfReader, index: int, printed: int) -> bool:
    """Whether the page with this index bears the printed number."""
    return (
        str(printed) in re.findall(r"\d+", reader.pages[index].extract_text())
        and abs(index + 1 - printed) <= 2
    )


@pytest.mark.parametrize("name", WORKBOOKS)
def test_bookmarks_follow_the_headings(reference: Path, name: str) -> None:
    titles = [title for title, _ in _bookmarks(opened(reference, name))]
    for owner, playbook in book().playbooks.items():
        if owner in name or "workbook" in name:
            wanted = [section.title for section in playbook.sections]
            assert [title for title in titles if title in wanted] == wanted


@pytest.mark.parametrize("name", WORKBOOKS)
def test_running_heads_and_page_numbers(reference: Path, name: str) -> None:
    pages = texts(reference, name)
    for number, page in enumerate(pages[2:], 3):
        assert str(number) in page or str(number - 1) in page
    heads = [
        squeezed(section.title) for playbook in book().playbooks.values() for section in playbook.sections
    ]
    assert sum(any(head in page for head in heads) for page in pages[2:]) == len(pages[2:]) - 0


@pytest.mark.parametrize("name", [*WORKBOOKS, *HANDOUTS])
def test_lines_to_write_on_are_eight_millimeters_high(name: str) -> None:
    document = weasyprint.HTML(
        string=prints(book(), Edition())[name].html,
        base_url=f"{ASSETS.as_uri()}/",
        url_fetcher=OwnFilesOnly(),
    ).render(font_config=FontConfiguration())
    boxes = [box for page in document.pages for box in _written_on(page._page_box)]
    assert boxes, "no lines to write on were found"
    assert min(height for _, height in boxes) >= 8 * MILLIMETER / POINT


POINT = 0.75
"""Points in a CSS pixel, in which WeasyPrint lays out."""


def _written_on(box: Any) -> Iterator[tuple[str, float]]:
    """The height, in CSS pixels, of each line and each cell that a pen writes on."""
    element = getattr(box, "element", None)
    classes = (element.get("class") or "").split() if element is not None else []
    if "kb-line" in classes or "kb-grid__blank" in classes:
        yield " ".join(classes), float(box.margin_height() if "kb-line" in classes else box.height)
        return
    for child in getattr(box, "children", ()):
        yield from _written_on(child)


@pytest.mark.parametrize("name", HANDOUTS)
def test_a_handout_has_two_to_four_sides(reference: Path, name: str) -> None:
    assert 2 <= len(opened(reference, name).pages) <= 4


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_begins_with_its_run_sheet(reference: Path, name: str) -> None:
    workshop = next(item for item in book().workshops if item in name)
    first = texts(reference, name)[0]
    sheet = run_sheet(book(), workshop)
    for slot in sheet.slots:
        assert slot.clock in first
        assert squeezed(slot.title) in first
    assert sheet.end in first
    assert sum(slot.minutes for slot in sheet.slots) == book().workshops[workshop].length


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_says_everything_a_facilitator_needs(reference: Path, name: str) -> None:
    workshop = book().workshops[next(item for item in book().workshops if item in name)]
    whole = "".join(texts(reference, name))
    for entry in workshop.agenda:
        for part in ("aim", "say", "do", "debrief", "remote"):
            text = getattr(entry, part, None)
            if text:
                words = squeezed(re.sub(r"[*_]|^\d+\. |^- ", "", text.split("\n")[0]))
                assert words in whole, f"{entry.headline}: {part}"


def test_the_workbook_is_a_workbook(reference: Path) -> None:
    for paper in SIZES:
        assert 12 <= len(opened(reference, f"downloads/workbook-{paper}.pdf").pages) <= 60


# Drawing reads only the package's own files


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x.css",
        "https://example.org/x.css",
        "ftp://example.org/x",
        "data:text/css,p{color:red}",
        "file:///etc/passwd",
        f"{ASSETS.as_uri()}/../../cli.py",
        f"{ASSETS.as_uri()}/%2e%2e/%2e%2e/cli.py",
        f"file://elsewhere{ASSETS}/fonts/fonts.css",
    ],
)
def test_no_address_outside_the_assets_is_fetched(url: str) -> None:
    with pytest.raises(ValueError, match=r"is not one of the book's own files|disallowed"):
        OwnFilesOnly().fetch(url)


def test_a_link_out_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "logo.svg").symlink_to(tmp_path / "secret")
    with pytest.raises(ValueError, match="is not one of the book's own files"):
        OwnFilesOnly(tmp_path / "book").fetch((tmp_path / "book" / "logo.svg").as_uri())


def test_own_files_are_fetched() -> None:
    assert b"@font-face" in OwnFilesOnly().fetch(f"{ASSETS.as_uri()}/fonts/fonts.css").read()


def test_only_what_changed_is_drawn_again(tmp_path: Path) -> None:
    made = {name: item for name, item in prints(book(), Edition()).items() if "handout" in name}
    first = produce(made, tmp_path)
    stamps = {path: path.stat().st_ino for path in first.values()}
    changed = dict(made)
    name = next(iter(made))
    changed[name] = type(made[name])(made[name].html.replace("</body>", "<p>more</p></body>"))
    second = produce(changed, tmp_path)
    assert {path: path.stat().st_ino for path in first.values()} == stamps
    assert [path for path in second if second[path] != first[path]] == [name]
