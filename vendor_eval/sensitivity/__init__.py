"""Doubt: how far a decision holds when weights, scores, prices and the field of bids are other than agreed.

Exact where that is possible (``exact`` puts together ``one_way``, ``tipping``, ``criticality``, ``bounds``
and ``rank_reversal``), sampled where it is not.
"""
