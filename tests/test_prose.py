"""Prose is data: Markdown without HTML, links that lead where they may."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.model import Book, Playbook, Settings, Sources
from kithbook.render import ENVIRONMENT, MARKDOWN, PLAIN, PLAIN_PARAGRAPHS, Edition, Renderer
from kithbook.words import Words


def rendered(text: str) -> str:
    playbook = Playbook.model_validate(
        {"title": "T", "takeaway": "x", "sections": [{"title": "S", "id": "s", "blocks": [{"text": text}]}]}
    )
    book = Book(Settings(), {"t": playbook}, {}, Sources(), {})
    known = {"t": "../t/", "t/s": "../t/#s"}
    renderer = Renderer(book, Edition(), Words("en"), known.get)
    return str(renderer.block(playbook.sections[0].blocks[0], "t", "s-1"))


@pytest.mark.parametrize(
    "written",
    [
        "{{ name }}",
        "{% raw %}",
        "{# x #}",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a & b",
        "&lt;",
    ],
)
def test_marks_of_other_languages_come_out_as_written(written: str) -> None:
    shown = re.sub(r"<[^>]*>", "", rendered(written)).strip()
    unescaped = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert unescaped == (written if written != "&lt;" else "<")
    assert "<script" not in rendered(written)
    assert "<img" not in rendered(written)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "ftp://example.org",
    ],
)
def test_these_are_no_links(address: str) -> None:
    assert "<a" not in rendered(f"[x]({address})")
    assert "<a" not in rendered(f"<{address}>")


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("t", "../t/"),
        ("t/s", "../t/#s"),
        ("#t", "../t/"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_these_are_links(address: str, leads_to: str) -> None:
    assert f'href="{leads_to}"' in rendered(f"[x]({address})")


def test_a_link_to_what_this_paper_does_not_hold_is_text() -> None:
    assert "<a>x</a>" in rendered("[x](elsewhere)")


TEXT = st.text(alphabet="ab1 .,:;/%?!'’“”()–-\n\tÉ_*#>+=|&", max_size=60)


@settings(max_examples=2000, deadline=None)
@given(TEXT)
def test_what_skips_the_converter_reads_as_if_converted(text: str) -> None:
    if "_" not in text and PLAIN_PARAGRAPHS.fullmatch(text):
        shown = str(ENVIRONMENT.from_string("{{ text | prose }}").render(text=text, link=None))
        assert shown == MARKDOWN.render(text)
    if "_" not in text and PLAIN.fullmatch(text) and "\n" not in text:
        shown = str(ENVIRONMENT.from_string("{{ text | line }}").render(text=text, link=None))
        assert html.unescape(shown).strip() == html.unescape(MARKDOWN.renderInline(text)).strip()


def test_no_picture_is_fetched_from_elsewhere() -> None:
    assert "<img" not in rendered("![x](https://example.org/x.png)")


def test_headings_in_prose_stand_below_the_blocks_own() -> None:
    assert "<h4>Steps</h4>" in rendered("# Steps")
