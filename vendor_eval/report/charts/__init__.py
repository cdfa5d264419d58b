"""Charts of how far a decision holds, for docx and pdf: frozen results in, an altair specification out.

They calculate nothing but where things stand on the page, and are read in black and white.
"""

from vendor_eval.report.charts.every import Drawable, every
from vendor_eval.report.charts.lines import one_way
from vendor_eval.report.charts.pairs import pairs
from vendor_eval.report.charts.plane import plane
from vendor_eval.report.charts.ranks import rank_bars
from vendor_eval.report.charts.render import png, svg
from vendor_eval.report.charts.tornado import tornado

__all__ = ["Drawable", "every", "one_way", "pairs", "plane", "png", "rank_bars", "svg", "tornado"]
