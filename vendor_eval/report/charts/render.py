"""A chart as bytes, without network: the same chart gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vendor_eval.report.charts.looks import Chart


def svg(chart: Chart) -> str:
    """A picture of lines and letters, for html and pdf."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=_version(), allowed_base_urls=[]))


def png(chart: Chart, scale: float = 2.0) -> bytes:
    """A picture of points, for Word; ``scale`` 2 prints sharply at the width of a page."""
    import vl_convert

    return bytes(
        vl_convert.vegalite_to_png(chart.to_dict(), vl_version=_version(), scale=scale, allowed_base_urls=[])
    )


def _version() -> str:
    """Of Vega-Lite: the one that the charts were written for."""
    import altair

    return ".".join(altair.SCHEMA_VERSION.lstrip("v").split(".")[:2])
