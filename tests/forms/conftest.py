from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from forms.samples import FINGERPRINT, catalogue, procurement

from vendor_eval.forms.define.price import price_form
from vendor_eval.forms.define.response import response_form
from vendor_eval.forms.define.score_sheet import score_form
from vendor_eval.forms.write.form import write


@pytest.fixture(scope="session")
def blank() -> bytes:
    """The response workbook as it goes out."""
    return write(response_form(procurement(), catalogue(), FINGERPRINT))


@pytest.fixture(scope="session")
def blank_price() -> bytes:
    return write(price_form(procurement(), catalogue(), FINGERPRINT))


@pytest.fixture(scope="session")
def blank_scores() -> bytes:
    p = procurement()
    return write(score_form(p, catalogue(), p.panel[0], p.vendors, {}, FINGERPRINT))


@pytest.fixture(scope="session")
def repacked() -> Callable[..., bytes]:
    """A workbook with some parts replaced, left out or added."""

    def repack(content: bytes, change: dict[str, object], drop: tuple[str, ...] = ()) -> bytes:
        target = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(content)) as old,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                if name in drop:
                    continue
                how = change.get(name)
                part = old.read(name)
                new.writestr(name, how(part) if callable(how) else how if how is not None else part)
            for name, part in change.items():
                if name not in old.namelist():
                    new.writestr(name, part)
        return target.getvalue()

    return repack
