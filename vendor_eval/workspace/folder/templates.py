"""What the folder holds for texts that go out: the buyer's own templates, and the looks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vendor_eval.documents.files import Dress
    from vendor_eval.model.buyer.procurement import Procurement
    from vendor_eval.workspace.folder.layout import Layout


def dress_of(layout: Layout, procurement: Procurement) -> Dress:
    """What the buyer chose and put into the folder for the looks of documents."""
    from vendor_eval.documents.files import Dress

    return Dress(procurement.paper, layout.reference, (layout.templates / "fonts",))


def folders_of(layout: Layout) -> list[Path]:
    """Where templates of letters are looked for: the buyer's own before the shipped ones."""
    from vendor_eval.shipped import shipped

    return [layout.templates, shipped("rfp_templates")]
