"""Letters in place of vendors: the same content, read without knowing whose it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from vendor_eval.model.bids.response import Receipt
from vendor_eval.model.buyer.procurement import Vendor
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.outcome.vendor_status import VendorResult
from vendor_eval.report.audience.find_names import JOINTS, Named, spoken_of
from vendor_eval.report.audience.replace_text import rewritten
from vendor_eval.report.format.text import plain
from vendor_eval.rfp.questions.remove_names import PRODUCT, patterns, patterns_of

ADDRESS, FILE = "[address]", r"[file].\1"
# Not yaml: those are the buyer's own, such as a set of weights.
_FILE = re.compile(
    r"(?<!\w)[\w()+&~-]+(?:\.[\w()+&~-]+)*\.(pdf|docx?|odt|xlsx?|xlsm|ods|csv|pptx?|txt|md|html?|json|xml|"
    r"zip|png|jpe?g|tiff?|dcm|eml|msg)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE
)


def letter(number: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    head, last = divmod(number, 26)
    return (letter(head - 1) if head else "") + chr(ord("A") + last)


class Blind:
    """Vendors -> ``Vendor A``, ``Vendor B`` in the order in which they entered the procurement.

    That order says nothing of the ranking, and a bid that comes in later takes the next letter: the others
    keep theirs. ``vendors`` may name further products. Made of the full outcome, also where what is changed
    then is a part of it.
    """

    def __init__(self, outcome: Outcome, vendors: Sequence[Vendor] = ()) -> None:
        products = {v.id: v.products for v in vendors}
        self._exact: dict[str, str] = {}
        for n, v in enumerate(outcome.vendors):
            self._exact |= {v.id: f"vendor-{letter(n).lower()}", v.name: f"Vendor {letter(n)}"}
        goods = {
            v.name: [p for p in (v.product, *products.get(v.id, ())) if p.strip()] for v in outcome.vendors
        }
        spelled = [(f"Vendor {letter(n)}", patterns_of(v.name, v.id)) for n, v in enumerate(outcome.vendors)]
        self._named = Named([(PRODUCT, patterns(spoken_of(goods))), *spelled])
        self._short = [re.sub(r"[\W_]+", "", x).casefold() for x in self._exact]
        self._short += [re.sub(r"[\W_]+", "", v.id.split("-")[0]).casefold() for v in outcome.vendors]

    def __call__(self, text: str) -> str:
        """``text`` without names, products and addresses that give a vendor away."""
        if text in self._exact:
            return self._exact[text]
        text = _FILE.sub(FILE, unicodedata.normalize("NFC", JOINTS.sub("", plain(text))))
        return self._named(_ADDRESS.sub(self._address, text))

    def _address(self, found: re.Match[str]) -> str:
        squashed = re.sub(r"[\W_]+", "", found.group()).casefold()
        return ADDRESS if any(s in squashed for s in self._short if len(s) > 2) else found.group()


def blinded(outcome: Outcome, blind: Blind | None = None) -> Outcome:
    """``outcome`` with letters for vendors in every text; no product, file name or mark of a file.

    ``blind`` is made of the full outcome where this one is reduced, so that letters agree.
    """
    bare = outcome.model_copy(
        update={"vendors": tuple(_unmarked(v) for v in outcome.vendors), "inputs": None}
    )
    return rewritten(bare, blind or Blind(outcome)).model_copy(update={"blind": True})


def _unmarked(v: VendorResult) -> VendorResult:
    return v.model_copy(
        update={
            "product": "",
            "response": _nameless(v.response, "response.xlsx"),
            "price": _nameless(v.price, "price.xlsx"),
        }
    )


def _nameless(receipt: Receipt | None, name: str) -> Receipt | None:
    """Whoever holds the file, or the log, could find its sender by these."""
    return receipt and receipt.model_copy(update={"file": name, "original_name": name, "sha256": ""})


def letters(outcome: Outcome) -> Mapping[str, str]:
    """Vendor's name -> letter, for the buyer's own eyes."""
    return {v.name: letter(n) for n, v in enumerate(outcome.vendors)}
