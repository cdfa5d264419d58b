"""Weighings drawn at random, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from vendor_eval.model.criteria.weighting import BestWorst, Observed, Order, Pairwise, Points

SCALE = st.sampled_from([1 / 9, 1 / 7, 1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 4, 5, 6, 7, 8, 9])
ORDERS = ("roc", "rank_sum", "rank_reciprocal", "smarter")
PRIORITIES = ("eigenvector", "geometric_mean", "column_mean")


def numbers(low: int, high: int, parts: int = 1000):
    """Numbers from ``low`` to ``high`` in steps: whole numbers underneath, of which none is thrown away."""
    return st.integers(low * parts, high * parts).map(lambda k: k / parts)


def several(low: int, high: int, least: int, most: int):
    """``least`` to ``most`` numbers; their count is drawn first, so that no draw runs over."""
    return st.integers(least, most).flatmap(lambda n: st.tuples(*[numbers(low, high)] * n).map(list))


def names(n: int) -> tuple[str, ...]:
    return tuple(f"item {i}" for i in range(n))


@st.composite
def points(draw):
    given = draw(several(0, 1000, 1, 8))
    given[draw(st.integers(0, len(given) - 1))] += 1  # not all zero
    return Points(
        method=draw(st.sampled_from(["direct", "swing"])),
        points=dict(zip(names(len(given)), given, strict=True)),
    )


@st.composite
def orders(draw):
    return Order(method=draw(st.sampled_from(ORDERS)), order=names(draw(st.integers(1, 12))))


@st.composite
def pairwise(draw, most: int = 6, missing: bool = True):
    """The first row is complete, so that all items are joined; any other comparison may be missing."""
    n = draw(st.integers(1, most))
    matrix = [[1.0 if i == j else None for j in range(n)] for i in range(n)]
    for i in range(n):
        for j in range(i + 1, n):
            if i == 0 or not missing or draw(st.integers(0, 4)):
                matrix[i][j] = draw(SCALE)
    return Pairwise(method="ahp", items=names(n), matrix=matrix, priority=draw(st.sampled_from(PRIORITIES)))


@st.composite
def best_worst(draw, least: int = 2):
    n = draw(st.integers(least, 7))
    best, worst = draw(st.permutations(range(n)))[:2]
    ends = draw(st.integers(1, 9))
    rows = [draw(st.lists(st.integers(1, 9), min_size=n, max_size=n)) for _ in range(2)]
    rows[0][best], rows[1][worst], rows[0][worst], rows[1][best] = 1, 1, ends, ends
    items = names(n)
    return BestWorst(
        method="bwm",
        items=items,
        best=items[best],
        worst=items[worst],
        best_to_others=rows[0],
        others_to_worst=rows[1],
    )


@st.composite
def observed(draw):
    m, n = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    row = st.lists(st.one_of(numbers(0, 1_000_000), st.integers(0, 3).map(float)), min_size=n, max_size=n)
    return Observed(
        method=draw(st.sampled_from(["entropy", "critic", "std"])),
        items=names(n),
        matrix=draw(st.lists(row, min_size=m, max_size=m)),
        directions=draw(st.lists(st.sampled_from(["max", "min"]), min_size=n, max_size=n)),
        variant=draw(st.sampled_from(["sum", "minmax", None])),
    )


ANY = st.one_of(points(), orders(), pairwise(), best_worst(), observed())


def permuted(asked, order):
    """The same weighing with its items in another order; an order of importance stays what it is."""
    if isinstance(asked, Points):
        keys = list(asked.points)
        return asked.model_copy(update={"points": {keys[i]: asked.points[keys[i]] for i in order}})
    items = {"items": tuple(asked.names[i] for i in order)}
    if isinstance(asked, Pairwise):
        matrix = tuple(tuple(asked.matrix[i][j] for j in order) for i in order)
        return asked.model_copy(update={**items, "matrix": matrix})
    if isinstance(asked, BestWorst):
        sides = {
            side: tuple(getattr(asked, side)[i] for i in order)
            for side in ("best_to_others", "others_to_worst")
        }
        return asked.model_copy(update={**items, **sides})
    if isinstance(asked, Observed):
        matrix = tuple(tuple(row[i] for i in order) for row in asked.matrix)
        return asked.model_copy(
            update={**items, "matrix": matrix, "directions": tuple(asked.directions[i] for i in order)}
        )
    return asked
