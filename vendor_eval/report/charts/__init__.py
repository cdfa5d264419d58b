"""Charts of a decision, for docx and pdf: facts and frozen results in, an altair specification out.

They calculate nothing but where things stand on the page, and are read in black and white.
"""

from vendor_eval.report.charts.all_charts import Drawable, every
from vendor_eval.report.charts.costs import costs
from vendor_eval.report.charts.groups import groups
from vendor_eval.report.charts.lines import one_way
from vendor_eval.report.charts.pairs import pairs
from vendor_eval.report.charts.plane import plane
from vendor_eval.report.charts.ranks import rank_bars
from vendor_eval.report.charts.render import png, svg
from vendor_eval.report.charts.tornado import tornado
from vendor_eval.report.charts.waterfall import waterfall

__all__ = [
    "Drawable",
    "costs",
    "every",
    "groups",
    "one_way",
    "pairs",
    "plane",
    "png",
    "rank_bars",
    "svg",
    "tornado",
    "waterfall",
]
