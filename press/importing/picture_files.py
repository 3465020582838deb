"""Picture files: whether bytes are a picture, of which kind, and under which name they are kept."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from lxml import etree

from press.text.strings import slugify

_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
#: Kinds that print and e-books cannot show as they are.
SITE_ONLY = frozenset({"gif", "webp", "avif"})
_ACTIVE = frozenset("script foreignobject iframe object embed set handler listener".split())


def kind_of(data: bytes) -> str:
    """Return the suffix of a picture's kind, "" where the bytes are none or could do harm."""
    for sign, kind in _SIGNS:
        if data.startswith(sign):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:12] in {b"ftypavif", b"ftypavis"}:
        return "avif"
    return "svg" if b"<svg" in data[:4096] and _is_still(data) else ""


def _is_still(data: bytes) -> bool:
    """Say whether bytes are an SVG drawing without scripts, entities and foreign files."""
    if b"<!ENTITY" in data or b"<!entity" in data:
        return False
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    if etree.QName(root).localname != "svg":
        return False
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if etree.QName(element).localname.lower() in _ACTIVE:
            return False
        for name, value in element.attrib.items():
            local = str(name).rpartition("}")[2].lower()
            target = str(value).strip().lower()
            if local.startswith("on") or (
                local == "href" and not target.startswith(("#", "data:image/"))
            ):
                return False
            if re.search(r"url\(\s*['\"]?\s*(?!#)", target) or "javascript:" in target:
                return False
    return True


def inline_data(address: str) -> bytes | None:
    """Return the bytes of a ``data:`` address, ``None`` where it is none."""
    found = re.fullmatch(
        r"data:image/[\w.+-]+(?P<rest>;[^,]*)?,(?P<data>.*)", address, re.DOTALL | re.IGNORECASE
    )
    if found is None:
        return None
    try:
        if "base64" in (found["rest"] or "").lower():
            return base64.b64decode(re.sub(r"\s", "", unquote(found["data"])), validate=True)
        return unquote_to_bytes(found["data"])
    except (binascii.Error, ValueError):
        return None


def names_in_export(address: str) -> list[str]:
    """Return the names under which an export may hold a picture with an address, longest first."""
    path = unquote(urlsplit(address.replace("__GHOST_URL__", "")).path).lstrip("/")
    names = [address] if "://" not in address and not address.startswith("/") else []
    parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
    names += ["/".join(parts[start:]) for start in range(len(parts))]
    names += [f"images/{parts[-1]}"] if parts else []
    return list(dict.fromkeys(names))


def file_name(address: str, data: bytes, kind: str, slug: str) -> str:
    """Return a picture's name beside its article: of its own name, or of what it holds."""
    stem = "" if address.startswith("data:") else unquote(urlsplit(address).path).rpartition("/")[2]
    stem = re.sub(r"[^a-z0-9]+", "-", slugify(stem.rpartition(".")[0] or stem)).strip("-")[:50]
    return f"img/{slug}-{stem or hashlib.sha256(data).hexdigest()[:10]}.{kind}"
