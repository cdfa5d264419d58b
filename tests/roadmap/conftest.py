"""The mini procurement with two bids and all scores, as the end-to-end tests make it."""

from e2e.conftest import bid, bid_once, issued_once

__all__ = ["bid", "bid_once", "issued_once"]
