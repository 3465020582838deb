"""Site furniture: what belongs to a site and not to the article on its page.

Says what a part of a page is for (navigation, share buttons, related links, a form) by its
element, role, class, first words, or because it is nothing but links.  What it names is left out
of the article, quoted in the report: :mod:`press.importing.html_blocks` throws nothing away.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from press.importing.html_source import squeezed, text_inside, tokens

if TYPE_CHECKING:
    from lxml import etree

_ELEMENTS = {
    "nav": "navigation",
    "form": "a form",
    "button": "a button",
    "select": "a form",
    "textarea": "a form",
    "input": "a form",
    "dialog": "a pop-up window",
    "menu": "a menu",
    "search": "a search box",
}
# Outside of an article they are the site's.
_OUTSIDE = {
    "header": "the site's header",
    "footer": "the site's footer",
    "aside": "a sidebar",
}
_ROLES = {
    "navigation": "navigation",
    "banner": "the site's header",
    "contentinfo": "the site's footer",
    "search": "a search box",
    "dialog": "a pop-up window",
    "alertdialog": "a pop-up window",
    "menu": "a menu",
}
# Words of classes and ids, between hyphens, underscores or the ends of the word.
_CLASSES = (
    ("share buttons", r"shar(?:e|ing|edaddy|es)|social(?:s|media)?|addtoany|sharethis"),
    ("related links", r"related|recommend(?:ed|ations?)|read-?(?:more|next)|more-(?:stories|posts|from)|jp-relatedposts|popular|trending|also-like"),
    ("a form", r"newsletter|subscri(?:be|ption|ptions)|signup|sign-up|subscription-widget(?:-wrap)?|mc4wp|mailchimp"),
    ("an advertisement", r"ads?|advert(?:s|isement|ising)?|adsbygoogle|sponsor(?:ed)?|promo(?:tion)?|paywall"),
    ("navigation", r"nav|navbar|navigation|breadcrumbs?|menu|pagination|pager|post-nav(?:igation)?|prev-next|skip-link|mw-editsection|editsection|toc-toggle|sitemap|prevnext"),
    ("a sidebar", r"sidebar|widgets?|widget-area"),
    ("a notice about cookies", r"cookies?|consent|gdpr"),
    ("a pop-up window", r"popup|modal|overlay|lightbox|toast"),
    ("the site's header", r"masthead|site-header|site-branding|page-header-bar|top-bar|topbar|site-title|site-name|site-logo|logo"),
    ("the site's footer", r"footer|site-footer|colophon|page-footer|footer-(?:widgets|links|nav|menu)|copyright"),
    ("comments of readers", r"comments?|comment-list|comments-area|disqus|respond|disqus_thread"),
    ("words for screen readers", r"screen-reader-text|sr-only|visually-hidden|visuallyhidden"),
    ("a formula's drawing", r"katex-html|MathJax_Display_Preview"),
)  # fmt: skip
# Names that say what is around or absent; page builders name everything a widget or a module.
_BUILDERS = (
    "has-",
    "no-",
    "with-",
    "without-",
    "content-",
    "elementor-",
    "et_pb_",
    "et-pb",
    "wpb_",
    "vc_",
    "fl-",
    "fusion-",
    "brxe-",
    "so-",
)
_BY_CLASS = tuple(
    (reason, re.compile(rf"(?:^|[-_])(?:{names})(?:$|[-_](?:list|box|bar|block|links?|buttons?|items?|area|container|wrap(?:per)?|section|posts?|articles?|stories|content|form|widget|icons?|card|inner|module|menu|tools?|footer|header|top|bottom|left|right|inline|notice|banner|count|label|\d+))*$", re.IGNORECASE))
    for reason, names in _CLASSES
)  # fmt: skip
# First words of a box whose links lead away from the article.
_LABEL = re.compile(
    r"(?:share(?: this)?(?: (?:article|post|story|page|on))?|follow us|related(?: (?:articles|posts|stories|reading|links|content|news|topics))?"
    r"|read (?:more|next|also)|see also|more (?:from|on|in|stories|articles|news)\b.{0,40}|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|recommended(?: (?:for you|reading|articles|stories))?|popular(?: (?:now|posts|articles))?|trending(?: now)?|most (?:read|popular)|latest(?: (?:news|posts|articles|stories))?"
    r"|subscribe(?: .{0,60})?|sign up(?: .{0,60})?|newsletter|advertisement|tags?|categories|filed under|print this(?: (?:page|article))?|leave a (?:reply|comment)|previous|next)\s*[:.…»→]?",
    re.IGNORECASE,
)  # fmt: skip
_LINE = re.compile(
    r"(?:[\W_]*(?:share(?: this)?(?: (?:article|post|story|page))?(?: (?:on|via|to)(?: \w+)?)?|tweet(?: this)?|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|e-?mail(?: this)?|print(?: this)?|copy link|link copied!?"
    r"|subscribe(?: now)?|sign in|log in|leave a comment|restack|like|comment|advertisement|skip to (?:main )?content|prev(?:ious)?(?: (?:post|article))?|next(?: (?:post|article))?|back to top|home|menu|search|share on \w+)[\W_]*)+",
    re.IGNORECASE,
)  # fmt: skip
# What export files keep of forms and buttons inside an article's text.
_EXPORTED = re.compile(
    r"\b(?:subscription-widget(?:-wrap)?|subscribe-widget|button-wrapper|captioned-button-wrap|kg-signup-card|kg-cta-card|sharedaddy|jp-relatedposts|wp-block-buttons)\b"
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)


def reason(element: etree._Element) -> str:
    """Return what makes an element furniture, "" for a part of the article."""
    tag = element.tag
    if tag in _ELEMENTS:
        return _ELEMENTS[tag]
    role = element.get("role")
    if role in _ROLES and not (role == "banner" and element.find(".//h1") is not None):
        return _ROLES[role]
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return "hidden on the page"
    if tag in {"html", "body", "main", "article", "p", "h1", "h2", "h3", "h4", "blockquote", "table", "tr", "figure"}:  # fmt: skip
        return _article_reason(element) if tag == "article" else ""
    if tag in _OUTSIDE and _is_the_sites(element):
        return _OUTSIDE[tag]
    for name in tokens(element):
        if (why := _named(name)) and not _holds_the_article(element, why):
            return why
    if (
        tag in {"div", "section", "ul", "aside", "td"}
        and is_links(element)
        and not _amid_prose(element)
    ):
        return "nothing but links"
    return ""


def _is_the_sites(element: etree._Element) -> bool:
    """Say whether a header, a footer or something beside the text is not an article's own."""
    if element.find(".//h1") is not None:
        return False
    around = element.getparent()
    while around is not None:
        if around.tag in {"article", "main", "blockquote", "figure", "section", "details"}:
            return False
        around = around.getparent()
    return True


@lru_cache(maxsize=4096)
def _named(name: str) -> str:
    """Return what a class or an id says of its element, "" for nothing."""
    if name.startswith(_BUILDERS):
        return ""
    return next((why for why, pattern in _BY_CLASS if pattern.search(name)), "")


def _amid_prose(element: etree._Element) -> bool:
    """Say whether there is prose on both sides: then a list of links is part of the article."""

    def prose(side: bool) -> bool:
        return any(
            len(text_inside(other).split()) > 25 and not is_links(other)
            for other in element.itersiblings(preceding=side)
        )

    return prose(True) and prose(False)


def _article_reason(element: etree._Element) -> str:
    """Return why an ``article`` inside the page's own is none: a comment, a card."""
    named = " ".join(tokens(element))
    if re.search(r"\bcomment", named):
        return "comments of readers"
    return "related links" if re.search(r"\b(?:related|card|teaser|preview)\b", named) else ""


def _holds_the_article(element: etree._Element, why: str) -> bool:
    """Say whether a box with a telltale name holds the article after all ("content-sidebar-wrap")."""
    if element.find(".//h1") is not None:
        return True
    if why in {"comments of readers", "a notice about cookies", "a pop-up window"}:
        return False
    linked = sum(len(text_inside(link).split()) for link in element.iter("a"))
    return len(text_inside(element).split()) - 2 * linked > 90


def is_links(element: etree._Element) -> bool:
    """Say whether an element holds two links or more and next to nothing else."""
    links = element.findall(".//a")
    if (
        len(links) < 2
        or len(element) > 60
        or (element.find(".//p") is not None and len(links) > 60)
    ):
        return False
    outside = [link for link in links if not (link.get("href") or "").startswith("#")]
    if len(outside) < 2:
        return False
    inside = sum(len(squeezed(text_inside(link))) for link in links)
    text = squeezed(text_inside(element))
    whole = len(text)
    if 2 * len(re.findall(r"\((?:\d{4}[a-z]?|n\.d\.)[,)]", text)) > len(links):
        return False  # A list of references, each a link.
    return inside >= 0.85 * whole and whole / len(links) < 110


def is_label(text: str) -> bool:
    """Say whether a heading's text announces furniture ("Related articles")."""
    return len(text) < 70 and _LABEL.fullmatch(text.strip()) is not None


def is_line(text: str) -> bool:
    """Say whether a short paragraph is made of the words of buttons ("Share · Tweet · Email")."""
    return len(text) < 120 and _LINE.fullmatch(text.strip()) is not None


def hidden(element: etree._Element) -> str:
    """Return why an element of a trusted text is not seen, "" where it is."""
    if element.tag in {"form", "button", "select", "textarea", "input"}:
        return _ELEMENTS[element.tag]
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return "hidden on the page"
    if _EXPORTED.search(element.get("class") or ""):
        return "a form"
    return ""


def is_text(element: etree._Element) -> bool:
    """Say whether something outside the article's element is part of the article after all.

    A headline, a list of references under its heading, or prose longer than a teaser.
    """
    if element.tag == "h1" or element.find(".//h1") is not None:
        return True
    for heading in element.iter("h2", "h3", "h4", "strong", "b"):
        if is_references(squeezed(text_inside(heading))):
            return True
    if is_references(squeezed(text_inside(element)) if len(element) < 3 else ""):
        return True
    return any(len(text_inside(part).split()) > 60 for part in element.iter("p"))


_REFERENCES = frozenset(
    "references|reference list|reference|list of references|bibliography|works cited|literature|"
    "literature cited|sources|sources and further reading|works consulted|cited works|"
    "selected bibliography|references and further reading|further reading|"
    "المراجع|المصادر|المراجع والمصادر|قائمة المراجع|المصادر والمراجع|منابع|فهرست منابع|مراجع|"
    "حوالہ جات|کتابیات|kaynakça|kaynaklar|bibliographie|références|références bibliographiques|"
    "sources et références|daftar pustaka|referensi|literatur|literaturverzeichnis|bibliografía|referencias".split("|")
)  # fmt: skip


def is_references(text: str) -> bool:
    """Say whether a heading announces the list of references."""
    return text.strip(" :.0123456789—–-").casefold() in _REFERENCES
