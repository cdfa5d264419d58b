"""A chart as bytes, without network: the same chart gives the same bytes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vendor_eval.report.charts.style import Chart


def svg(chart: Chart) -> str:
    """A picture of lines and letters, for html and pdf."""
    import vl_convert

    # What a chart may hold, its own tests have checked: here somebody waits.
    picture = chart.to_dict(validate=False)
    return str(vl_convert.vegalite_to_svg(picture, vl_version=_version(), allowed_base_urls=[]))


def png(chart: Chart | str, scale: float = 2.0) -> bytes:
    """A picture of points, for Word; ``scale`` 2 prints sharply at the width of a page.

    Of a chart that is drawn already its svg will do, and is quicker.
    """
    import vl_convert

    picture = chart if isinstance(chart, str) else svg(chart)
    return bytes(vl_convert.svg_to_png(picture, scale=scale))


def unchecked() -> AbstractContextManager[None]:
    """Within it altair builds charts without checking each part against its schema: five times quicker."""
    from altair.utils.schemapi import debug_mode

    found: AbstractContextManager[None] = debug_mode(False)
    return found


def _version() -> str:
    """Of Vega-Lite: the one that the charts were written for."""
    import altair

    return ".".join(altair.SCHEMA_VERSION.lstrip("v").split(".")[:2])
