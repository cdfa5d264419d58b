"""Questions and answers without the names of bidders and their products, for all bidders to read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from vendor_eval.model.buyer.procurement import Vendor

BIDDER, PRODUCT, CONTACT = "[bidder]", "[product]", "[contact]"

# The first word of a company's name identifies the company, unless it is one of these.
_EVERYDAY_WORDS = (
    "advanced agile alpha american applied best better bidder care central clear clinical cloud data "
    "digital direct european first focus future general german global good health healthcare hospital "
    "image images imaging independent integrated international line medical modern national north "
    "northern open optimal picture practical precision prime quality radiology rapid research safe secure "
    "security simple smart society software south southern standard supplier swiss system systems "
    "technical telemedicine total united universal vendor view vision western world"
)
EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
_LEGAL = re.compile(
    r"[\s,]+(inc|incorporated|corp|corporation|ltd|limited|llc|llp|plc|gmbh|ag|kg|se|sa|sas|sarl|srl|spa|bv|nv|"
    r"ab|as|oy|aps|co|company|group|holding)\.?$",
    re.IGNORECASE,
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE)
_SHORTEST = 4


def anonymous(text: str, vendors: Iterable[Vendor], products: Iterable[str] = ()) -> tuple[str, list[str]]:
    """``text`` with names, products, e-mail and web addresses replaced, and what was replaced.

    Rather a word too many than one too few: an everyday word that is also a company's name goes too.
    """
    vendors = list(vendors)
    text = unicodedata.normalize("NFC", text)
    bidders = patterns(name for vendor in vendors for name in _names(vendor))
    goods = patterns([*products, *(p for vendor in vendors for p in vendor.products)])
    replaced: list[str] = []

    def put(word: str, found: re.Match[str]) -> str:
        replaced.append(found.group())
        return word

    def address(found: re.Match[str]) -> str:
        named = any(p.search(found.group()) for p in (*bidders, *goods))
        return put(CONTACT, found) if named else found.group()

    text = MAIL.sub(lambda m: put(CONTACT, m), text)
    text = _ADDRESS.sub(address, text)
    for word, found in ((PRODUCT, goods), (BIDDER, bidders)):
        for pattern in found:
            text = pattern.sub(partial(put, word), text)
    return text, list(dict.fromkeys(replaced))


def patterns_of(name: str, vendor_id: str) -> list[re.Pattern[str]]:
    """What names a bidder in a text, the longest first."""
    return patterns(_names(Vendor(name=name, id=vendor_id)))


def _names(vendor: Vendor) -> Iterator[str]:
    """The name, without its legal form or its last words, its first word if that is not everyday, the id."""
    name = vendor.name
    yield name
    while (short := _LEGAL.sub("", name)) != name:
        name = short
        yield name
    words = name.split()
    yield from (" ".join(words[:count]) for count in range(2, len(words)))
    first = re.split(r"[\s,/&-]+", name)[0]
    for word in (first, vendor.id, vendor.id.split("-")[0]):
        if len(word) >= _SHORTEST and word.casefold() not in EVERYDAY:
            yield word


def patterns(names: Iterable[str]) -> list[re.Pattern[str]]:
    """The longest first, so that a whole name goes before its first word."""
    spelled = {s for name in names for s in spellings(name.strip()) if s}
    return [_pattern(s) for s in sorted(spelled, key=lambda s: (-len(s), s))]


def spellings(name: str) -> Iterator[str]:
    """As written, and as typed without accents."""
    whole = unicodedata.normalize("NFC", name)
    yield whole
    umlauts = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
    yield whole.translate(umlauts)
    yield "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def _pattern(name: str) -> re.Pattern[str]:
    """The name in any case, with anything between its words, also run together with what follows it."""
    words: Sequence[str] = re.findall(r"\w+", name) or [name]
    inner = r"[\W_]*".join(re.escape(word) for word in words)
    latin = name.isascii() or unicodedata.name(words[0][0], "").startswith("LATIN")
    before, after = (r"(?<![^\W_])", r"(?:[’']?s\b|[A-Z0-9]\w*)?(?![^\W_])") if latin else ("", "")
    dot = r"\.?" if name.endswith(".") else ""
    return re.compile(f"{before}(?i:{inner}){after}{dot}")
