"""What a web page holds beside its text: the site around it, programs, notices, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

UNSEEN = re.compile(
    "script|style|noscript|template|head|svg|math|canvas|map|iframe|object|embed|audio|video|button|select|textarea"
    "|input|datalist|option|label|legend|dialog|-comment"
)
"""What a page holds beside its text: programs, drawings and what a visitor fills in. Not ``form``: some systems put
the whole page into one."""
SITE = frozenset({"nav", "footer"})
SITE_ROLES = frozenset({"navigation", "contentinfo", "search", "banner"})
SITE_NAMES = re.compile(
    r"\b(breadcrumbs?|brødkrumme\w*|site-?(nav|menu|header|footer)|main-?(nav|menu)|page-?(header-?nav|footer)"
    r"|skip-?(to|link)\w*|share|sharing|some-?links|social\w*|newsletter|toc|table-of-contents)\b",
    re.IGNORECASE,
)
"""Names that builders of sites give, as class or id, to what is no text of the page."""
COOKIE_NAMES = re.compile(r"cookie|consent|gdpr|coi-banner", re.IGNORECASE)
COOKIE_ROLES = frozenset({"dialog", "alertdialog"})


def content_of(body: LexborNode) -> LexborNode:
    """The element that holds the text: ``main``, or the only ``article``, or the whole page."""
    mains = [node for node in body.css("main, [role=main]") if not is_hidden(node)]
    if len(mains) == 1 and mains[0].text(strip=True):
        return mains[0]
    articles = [node for node in body.css("article") if not is_hidden(node)]
    return articles[0] if len(articles) == 1 and articles[0].text(strip=True) else body


def titles_outside(body: LexborNode, content: LexborNode) -> list[LexborNode]:
    """The page's heading where a banner above the content holds it and the content has none."""
    if content.mem_id == body.mem_id or content.css_first("h1") is not None:
        return []
    titles = [node for node in body.css("h1") if not is_hidden(node)]
    return titles if len(titles) == 1 else []


def site_parts(body: LexborNode, content: LexborNode) -> Iterator[LexborNode]:
    """Heads, feet and navigation outside the content; those inside it are met on the way."""
    if content.mem_id == body.mem_id:
        return
    inside = {node.mem_id for node in content.css("header, nav, footer")}
    for node in body.css("header, nav, footer"):
        nested = node.parent is not None and node.parent.tag in ("header", "nav", "footer")
        if node.mem_id not in inside and not nested and node.css_first("main, article") is None:
            yield node


def is_hidden(node: LexborNode) -> bool:
    """Whether a visitor does not see *node*, or sees it only until the cookies are settled."""
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
        or attributes.get("role") in COOKIE_ROLES
        or COOKIE_NAMES.search(names) is not None
    )


def is_site(node: LexborNode) -> bool:
    """Whether *node* is the site's and not the text's: navigation, a foot, a head without the page's title."""
    attributes = node.attributes
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    if node.tag in SITE or attributes.get("role") in SITE_ROLES or SITE_NAMES.search(names):
        return True
    return node.tag == "header" and node.parent is not None and node.parent.tag == "body" and not node.css_first("h1")
