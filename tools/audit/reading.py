"""What a browser says of a page: axe, the keyboard, the policy, bytes and layout."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDE, NARROW = (1440, 900), (390, 844)

# https://www.deque.com/axe/core-documentation/api-documentation/#axe-core-tags
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_NOTES = """window.audit = {violations: [], shift: 0};
document.addEventListener("securitypolicyviolation", event =>
    audit.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`));
new PerformanceObserver(list => list.getEntries().forEach(entry => audit.shift += entry.hadRecentInput ? 0 : entry.value))
    .observe({type: "layout-shift", buffered: true});"""

# Every control that can be seen, in the order of the page, under a number; _FOCUSED says its own.
_CONTROLS = """() => {
    const all = document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, [tabindex='0']");
    return [...all].filter(element => element.tabIndex >= 0 && !element.disabled
            && element.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}))
        .map((element, number) => {
            element.dataset.audit = number;
            const box = element.getBoundingClientRect(), style = getComputedStyle(element);
            element.before_ = style.outline + style.boxShadow + style.backgroundColor
                + style.borderColor + style.transform + style.opacity;
            return element.outerHTML.slice(0, 80);
        });
}"""
_FOCUSED = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    // A control that is drawn by its label is seen there.
    const shown = element.labels?.length && getComputedStyle(element).opacity === "0"
        ? [...element.labels].find(label => label.checkVisibility() &&
            getComputedStyle(label).outlineStyle !== "none") ?? element : element;
    for (const animation of document.getAnimations()) animation.finish();
    shown.scrollIntoView({block: "nearest", behavior: "instant"});
    const box = shown.getBoundingClientRect(), style = getComputedStyle(shown);
    const now = style.outline + style.boxShadow + style.backgroundColor
        + style.borderColor + style.transform + style.opacity;
    const rings = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const inside = box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth
        && box.bottom > 0 && box.top < innerHeight;
    return {number: element.dataset.audit ?? null, text: element.outerHTML.slice(0, 80),
        visible: inside && (rings || now !== element.before_)};
}"""
_COVERED = """() => [...document.querySelectorAll("button, input, select, label[for]")]
    .filter(element => element.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .filter(element => {
        const box = element.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        if (!box.width || x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
        const top = document.elementFromPoint(x, y);
        return top && !element.contains(top);
    }).map(element => element.outerHTML.slice(0, 80))"""

_MOST_CONTROLS = 250  # of a page; a list of works has thousands, all alike


@dataclass
class Reading:
    """What was found on the pages that were opened."""

    axe: dict[tuple[str, str, int], list[str]] = field(default_factory=dict)
    keyboard: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    bytes: int = 0
    shifts: dict[str, float] = field(default_factory=dict)


def read(root: str, slow: str, pages: dict[str, str]) -> Reading:
    """Open the pages below *root* in all the ways that they are read.

    *slow* is the address of the same site from a server that sends pages in pieces.
    """
    found = Reading()
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for kind, address in pages.items():
            for size in (WIDE, NARROW):
                for scheme in ("light", "dark"):
                    with _opened(browser, root, address, size, scheme, found) as page:
                        _read_page(page, kind, size, scheme, found)
                moved = shift(browser, slow + address, size)
                found.shifts[kind] = max(found.shifts.get(kind, 0), moved)
        browser.close()
    return found


def shift(browser: Browser, address: str, size: tuple[int, int]) -> float:
    """Return how much a page moves while it arrives: https://web.dev/articles/cls.

    *address* is that of a server that sends it in pieces.
    """
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.add_init_script(_NOTES)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.evaluate("scrollBy(0, 1)")
    moved: float = page.evaluate("audit.shift")
    context.close()
    return moved


@contextmanager
def _opened(
    browser: Browser, root: str, address: str, size: tuple[int, int], scheme: Any, found: Reading
) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    )
    context.add_init_script(_NOTES)
    page = context.new_page()

    def note(request: Any) -> None:
        if request.resource_type == "font":
            found.fonts.append(request.url)
        if not request.url.startswith((root, "data:")):
            found.foreign.append(request.url)

    page.on("request", note)
    received: list[int] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda said: received.append(said["encodedDataLength"]))
    page.goto(root + address, wait_until="networkidle")
    page.evaluate("scrollBy(0, 1)")
    yield page
    found.violations += [f"{address}: {text}" for text in page.evaluate("audit.violations")]
    context.close()
    if address.startswith("articles/20") and size == NARROW:
        found.bytes = max(found.bytes, int(sum(received)))


def _read_page(page: Page, kind: str, size: tuple[int, int], scheme: str, found: Reading) -> None:
    if scheme == "light":
        found.keyboard += [f"{kind}, {size[0]} px: {fault}" for fault in _walk(page)]
    for details in page.locator("summary:visible").all():
        details.click()
    said = Axe().run(page, options={"runOnly": _RULES}).response["violations"]
    found.axe[kind, scheme, size[0]] = [
        f"{one['id']}: {', '.join(str(node['target'][0]) for node in one['nodes'][:3])}"
        for one in said
    ]
    for toggle in page.locator(".theme-toggle:visible").all()[:1]:
        toggle.click()


def _walk(page: Page) -> Iterator[str]:
    """Go through a page with the Tab key; yield what is amiss."""
    for covered in page.evaluate(_COVERED):
        yield f"another thing takes the clicks on {covered}"
    controls: list[str] = page.evaluate(_CONTROLS)[:_MOST_CONTROLS]
    reached: set[int] = set()
    for step in range(len(controls)):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused is None:
            break
        if step == 0 and "skip-to-content" not in focused["text"]:
            yield f"the first stop is not the link to the text but {focused['text']}"
        if not focused["visible"]:
            yield f"the focus is not seen on {focused['text']}"
        if focused["number"] is not None:
            reached.add(int(focused["number"]))
    for number, text in enumerate(controls):
        if number not in reached:
            yield f"the Tab key does not reach {text}"
    page.evaluate("scrollTo(0, 0)")
