"""The built sites in a real browser, over HTTP."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from tests import every_kind
from tests.facts import pdf_text
from tests.hostile import hostile
from tests.server import Site
from tests.watched import DESKTOP, NARROWEST, PHONE, axe, window

from kithbook.blocks import kinds

pytestmark = pytest.mark.browser

FIELD = ":is(input, textarea, select)[data-id]"
FIELDS = f"main {FIELD}"
SCHEME = "document.body.dataset.mdColorScheme"


def test_pages_are_found(site: Site) -> None:
    assert {"", "404.html", "playbooks/", "workshops/"} <= set(site.pages)


def test_pages_open_without_a_complaint(browser: Browser, site: Site) -> None:
    with window(browser, site) as shown:
        for path in site.pages:
            page = shown.open(path)
            assert page.locator("main h1").count() == 1, path
            assert page.title().endswith(page.locator(".md-header__topic").first.inner_text()), path


def test_an_unknown_address_shows_the_way_home(browser: Browser, site: Site) -> None:
    with window(browser, site) as shown:
        page = shown.open("there/is/no/such/page/")
        own = [text for text in shown.complaints if "/no/such/page/" in text.partition(": ")[2]]
        own += [text for text in shown.complaints if "console: Failed to load resource" in text]
        assert shown.complaints == own[: len(shown.complaints)], "something besides the page is missing"
        shown.complaints.clear()
        page.locator(".md-content a").first.click()
        page.wait_for_url(site.address)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(browser: Browser, site: Site, size: tuple[int, int], dark: bool) -> None:
    found = []
    with window(browser, site, size=size, dark=dark) as shown:
        for path in site.pages:
            page = shown.open(path)
            assert page.evaluate(SCHEME) == ("slate" if dark else "default")
            page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
            found += axe(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_search(
    browser: Browser, every_kind_site: Site, size: tuple[int, int], dark: bool
) -> None:
    with window(browser, every_kind_site, size=size, dark=dark) as shown:
        page = shown.open("playbooks/")
        found = axe(page)
        search(page, "everything")
        found += axe(page)
        search(page, "nothingofthisname", found=0)
        found += axe(page)
    assert not found, "\n".join(found)


def test_the_menu_on_a_phone_is_accessible(browser: Browser, reference_site: Site) -> None:
    with window(browser, reference_site, size=PHONE) as shown:
        page = shown.open("playbooks/six-habits/")
        page.locator("label[for=__drawer].md-header__button").click()
        expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()
        assert not axe(page)


def test_a_reader_switches_to_dark_and_back(browser: Browser, reference_site: Site) -> None:
    with window(browser, reference_site) as shown:
        page = shown.open("playbooks/six-habits/")
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator("form[data-md-component=palette] label:visible").click()
        assert page.evaluate(SCHEME) == "slate"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
        assert not axe(page)
        page.reload(wait_until="networkidle")
        assert page.evaluate(SCHEME) == "slate", "the choice is forgotten"
        page.locator("form[data-md-component=palette] label:visible").click()
        assert page.evaluate(SCHEME) == "default"


OVERHANG = """() => {
    const root = document.scrollingElement, found = []
    if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} wide`)
    const scrolls = e => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement))
    for (const e of document.querySelectorAll(".md-header__inner > *, .md-content *, footer *")) {
        const box = e.getBoundingClientRect(), style = getComputedStyle(e)
        if (box.width < 2 || style.clipPath !== "none" || style.visibility === "hidden") continue
        if ((box.right > innerWidth + 1 || box.left < -1) && !scrolls(e.parentElement))
            found.push(`${e.tagName}.${e.className} reaches from ${box.left} to ${box.right}`)
    }
    return found
}"""


def test_no_page_scrolls_sideways_on_the_narrowest_phone(browser: Browser, site: Site) -> None:
    with window(browser, site, size=NARROWEST) as shown:
        found = {path: shown.open(path).evaluate(OVERHANG) for path in site.pages}
    assert not {path: problems for path, problems in found.items() if problems}


# Search


def search(page: Page, words: str, found: int | None = None) -> Locator:
    """Types words into the search and returns the links of its results once they are there."""
    field = page.locator("input.md-search__input")
    if not field.is_visible():
        page.locator("label[for=__search].md-header__button").click()
    meta = page.locator(".md-search-result__meta")
    field.fill("")
    field.press("End")  # the search looks at the field when a key is let go
    expect(meta).to_have_text("Type to start searching")
    field.fill(words)
    field.press("End")
    expect(meta).to_have_text(re.compile(r"^(No|\d+) matching document"))
    if found is not None:
        expect(meta).to_have_text(re.compile(f"^{found or 'No'} "))
    return page.locator(".md-search-result__link")


def addresses(results: Locator) -> list[str]:
    """Where results lead: path and fragment."""
    links = results.evaluate_all("all => all.map(link => link.href)")
    return [f"{urlsplit(link).path[1:]}#{urlsplit(link).fragment}" for link in links]


NOT_SEARCHED = {
    "about",
    "after",
    "among",
    "could",
    "every",
    "might",
    "other",
    "since",
    "their",
    "there",
    "these",
}
NOT_SEARCHED |= {
    "where",
    "which",
    "while",
    "would",
    "across",
    "almost",
    "because",
    "cannot",
    "either",
    "however",
}
NOT_SEARCHED |= {"neither", "rather", "should"}
"""The longer ones of the words that the search leaves out."""


def own_words(book: Path) -> dict[str, list[tuple[str, str]]]:
    """For each kind and each of its texts the longest word that no other kind has, and the page it is on."""
    texts = [
        (example.kind, example.page, set(re.findall(r"[a-z]{5,}", text.lower())) - NOT_SEARCHED)
        for example in every_kind.examples(book)
        for text in every_kind.texts(example.block)
    ]
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, page, words in texts:
        own = words.difference(*(others for other, _, others in texts if other != kind))
        if own:
            found.setdefault(kind, []).append((max(sorted(own), key=len), page))
    return found


def test_search_finds_words_inside_every_kind(browser: Browser, every_kind_site: Site) -> None:
    words = own_words(every_kind_site.book)
    assert set(kinds()) - set(words) == {"use"}, "a kind's example has no word of its own to search for"
    missed = []
    with window(browser, every_kind_site) as shown:
        page = shown.open()
        for kind, pairs in words.items():
            for word, path in pairs:
                found = addresses(search(page, word))
                if not any(address.startswith(f"{path}#") for address in found):
                    missed.append(f"{kind}: {word!r} leads to {found}, not to {path}")
    assert not missed, "\n".join(missed)


def test_search_finds_what_is_shown_from_elsewhere(browser: Browser, every_kind_site: Site) -> None:
    with window(browser, every_kind_site) as shown:
        page = shown.open()
        found = [address.partition("#")[0] for address in addresses(search(page, "laughed"))]
        assert {"playbooks/examples/", "playbooks/again/"} <= set(found)


def test_a_result_opens_its_page(browser: Browser, every_kind_site: Site) -> None:
    with window(browser, every_kind_site) as shown:
        page = shown.open()
        search(page, "breakout").first.click()
        page.wait_for_url("**/workshops/day/**")
        expect(page.locator("main")).to_contain_text("Use breakout rooms of three.")


# Reading on


def test_instant_navigation_keeps_the_page_alive(browser: Browser, site: Site) -> None:
    with window(browser, site) as shown:
        page = shown.open()
        page.evaluate("window.alive = 1")
        page.locator("a[href$='playbooks/']:visible").first.click()
        page.wait_for_url("**/playbooks/")
        expect(page.locator("main h1")).to_have_text("Playbooks")
        assert page.title().startswith("Playbooks")
        page.locator("main .kb-card a").first.click()
        page.wait_for_url("**/playbooks/*/")
        expect(page.locator(FIELDS).first).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.alive") == 1, "the page was loaded anew"
        assert page.evaluate("document.activeElement.closest('main') !== null"), "focus is lost"
        assert not axe(page)
        search(page, "question")
        page.keyboard.press("Escape")
        page.go_back()
        page.wait_for_url("**/playbooks/")
        expect(page.locator("main h1")).to_have_text("Playbooks")


def test_every_link_within_the_site_leads_somewhere(browser: Browser, site: Site) -> None:
    links: dict[str, str] = {}
    with window(browser, site, scripts=False) as shown:
        for path in site.pages:
            hrefs = shown.open(path).locator("a[href]").evaluate_all("all => all.map(link => link.href)")
            links |= {href: path for href in hrefs if href.startswith(site.address)}
        files = {href.partition("#")[0] for href in links}
        dead = [href for href in files if shown.context.request.get(href).status != 200]
        assert not dead, [f"{href} on {links.get(href)}" for href in dead]
        for href in links:
            target, _, fragment = href.partition("#")
            if fragment and not target.endswith(".pdf"):
                html = (site.book / "site" / page_file(urlsplit(target).path)).read_text("utf-8")
                assert f'id="{fragment}"' in html, f"{href} on {links[href]}"


def page_file(path: str) -> str:
    return path[1:] + ("index.html" if path.endswith("/") else "")


def test_edit_links_open_the_yaml(browser: Browser, site: Site) -> None:
    seen = 0
    with window(browser, site, scripts=False) as shown:
        for path in site.pages:
            links = shown.open(path).locator("a[rel~=edit]")
            if path == "404.html":
                continue
            assert links.count() == 1, path
            href = links.get_attribute("href") or ""
            file = urljoin(href, urlsplit(href).path).partition("/edit/main/")[2]
            if path.startswith(("playbooks/", "workshops/")) and path.count("/") == 2:
                assert file == f"{'' if path.startswith('playbooks') else 'playbooks/'}{path[:-1]}.yml"
                seen += 1
            if file != "playbooks/book.yml":  # a book need not have one, and then GitHub offers to make it
                assert (site.book / file).is_file(), f"{path} says {href}"
    assert seen >= 2


def test_each_playbook_offers_its_pdfs(browser: Browser, site: Site) -> None:
    with window(browser, site, scripts=False) as shown:
        offers = {
            path: shown.open(path)
            .locator("main a[type='application/pdf']:visible")
            .evaluate_all("all => all.map(link => link.href)")
            for path in site.pages
            if path.startswith(("playbooks/", "workshops/"))
        }
        for path, hrefs in offers.items():
            name = path.split("/")[1] or ("workbook" if path.startswith("playbooks") else "day")
            assert len(hrefs) >= 2, f"{path} offers {hrefs}"
            if path != "workshops/":
                assert all(f"/downloads/{name}" in href for href in hrefs), path
            for href in hrefs:
                answer = shown.context.request.get(href)
                assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf"), href
                assert answer.body().startswith(b"%PDF-"), href


# Without a mouse


FOCUSED = """() => {
    const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect()
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
        && style.outlineColor !== "rgba(0, 0, 0, 0)"
    return {name: `${e.tagName}.${e.className} ${e.dataset.id || e.textContent.trim().slice(0, 30)}`,
            inMain: !!e.closest("main"), id: e.dataset.id || "", seen: ring || style.boxShadow !== "none",
            onScreen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
            body: e === document.body}
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_keyboard_reaches_every_field(browser: Browser, every_kind_site: Site, dark: bool) -> None:
    with window(browser, every_kind_site, dark=dark) as shown:
        page = shown.open("playbooks/examples/")
        fields = page.locator(f"{FIELDS}:not([type=radio])")
        wanted = fields.evaluate_all("all => all.filter(e => e.checkVisibility()).map(e => e.dataset.id)")
        assert wanted
        page.keyboard.press("Tab")
        assert "md-skip" in (page.locator(":focus").get_attribute("class") or "")
        assert page.evaluate(FOCUSED)["onScreen"]
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector(':target')")
        reached, unseen = [], []
        for _ in range(200):
            page.keyboard.press("Tab")
            now = page.evaluate(FOCUSED)
            if not now["inMain"]:
                break
            reached.append(now["id"])
            if not now["seen"] or not now["onScreen"]:
                unseen.append(now["name"])
        assert not unseen
        assert [field for field in wanted if field not in reached] == []


# Without JavaScript


def test_without_javascript_a_page_has_all_its_text_and_fields(
    browser: Browser, every_kind_site: Site
) -> None:
    with window(browser, every_kind_site, scripts=False) as shown:
        for path, examples in by_page(every_kind_site.book).items():
            page = shown.open(path)
            said = words_of(page.locator(".md-content").text_content())
            texts = [text for example in examples for text in every_kind.texts(example.block)]
            lacking = [part for text in texts for part in every_kind.stretches(text) if part not in said]
            assert not lacking, path
            for field in page.locator(FIELDS).all():
                assert field.is_enabled()
                assert field.bounding_box(), f"{field} takes no room"
            for example in examples:
                if example.block.fill_in:
                    block = page.locator(f".kb-{example.kind}[data-id$='/{example.block.id}']")
                    assert block.locator(FIELD).count(), f"{example.kind} has no field"


def by_page(book: Path) -> dict[str, list[every_kind.Example]]:
    found: dict[str, list[every_kind.Example]] = {}
    for example in every_kind.examples(book):
        found.setdefault(example.page, []).append(example)
    return found


def words_of(text: str | None) -> str:
    return " ".join((text or "").split())


def test_hidden_parts_open_without_javascript(browser: Browser, every_kind_site: Site) -> None:
    with window(browser, every_kind_site, scripts=False) as shown:
        page = shown.open("playbooks/examples/")
        page.locator("summary", has_text="See it filled in").click()
        expect(page.get_by_text("walked past the ferry kiosk")).to_be_visible()


def test_without_javascript_a_page_prints_with_its_questions_and_blank_fields(
    browser: Browser, every_kind_site: Site
) -> None:
    with window(browser, every_kind_site, scripts=False) as shown:
        for path, examples in by_page(every_kind_site.book).items():
            page = shown.open(path)
            pdf = page.pdf(format="A4", print_background=False)
            said = pdf_text(BytesIO(pdf))
            titles = [example.block.title for example in examples if example.kind not in UNTITLED]
            assert [title for title in titles if words_of(title) not in said] == []
            assert "Edit this page" not in said, "what only a screen needs is printed"
        page = shown.open("playbooks/examples/")
        page.emulate_media(media="print")
        fields = page.locator(FIELDS).all()
        assert fields
        page.set_viewport_size({"width": 700, "height": int(page.evaluate("document.body.scrollHeight"))})
        picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("L")
        blank = [field.get_attribute("data-id") for field in fields if not outlined(picture, field)]
        assert not blank, "no line or box shows where to write"


UNTITLED = ("text", "use", "break")
"""Kinds whose headline is no line of text."""


def outlined(picture: Image.Image, field: Locator) -> bool:
    """Whether ink stands at a field's lower edge, or just below it."""
    box = field.bounding_box()
    assert box, "the field is not printed"
    left, right = box["x"] + 0.25 * box["width"], box["x"] + 0.75 * box["width"]
    bottom = box["y"] + box["height"]
    strip = picture.crop((int(left), int(bottom - 4), int(right) + 1, int(bottom + 8)))
    darkest = strip.getextrema()[0]
    return isinstance(darkest, int | float) and darkest < 200


# What must come out as written


def test_hostile_texts_stay_texts(browser: Browser, hostile_site: Site) -> None:
    with window(browser, hostile_site) as shown:
        shown.context.add_init_script("window.hits = []; window.kbHit = which => hits.push(which)")
        for path in hostile_site.pages:
            page = shown.open(path)
            assert page.evaluate("hits") == [], path
            assert page.locator("[onerror], img").count() == 0, path
            assert page.locator("script").filter(has_text="kbHit").count() == 0, path
        page = shown.open("playbooks/first/")
        assert page.title() == f"{hostile('Playbook')} - {hostile('Site')}"
        expect(page.locator("main h1")).to_have_text(hostile("Playbook"))
        expect(page.locator(".md-header__title")).to_contain_text(hostile("Site"))
        assert page.locator("meta[name=description]").get_attribute("content") == hostile("Summary")
        nav = page.locator(".md-sidebar--primary, .md-tabs").all_text_contents()
        assert hostile("Other") in words_of(" ".join(nav))
        labels = page.locator("[aria-label]").evaluate_all("all => all.map(e => e.ariaLabel)")
        assert f"Next: {hostile('Other')}" in labels
        for name in ("Section", "Prompt", "Item", "Column", "Cell", "Slot", "Statement", "Band", "Prose"):
            assert hostile(name) in words_of(page.locator(".md-content").text_content()), name


def test_hostile_texts_stay_texts_in_the_search(browser: Browser, hostile_site: Site) -> None:
    with window(browser, hostile_site) as shown:
        shown.context.add_init_script("window.hits = []; window.kbHit = which => hits.push(which)")
        page = shown.open("playbooks/")
        for word in ("Statement", "Elsewhere", "Aim", "onerror"):
            results = search(page, word)
            expect(results.first).to_be_visible()
            list_of_results = page.locator(".md-search-result__list")
            assert list_of_results.locator("img, script, [onerror]").count() == 0
            assert "<img src=x onerror=" in words_of(list_of_results.text_content())
        page.locator(".md-search-result__link").first.click()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("hits") == []
