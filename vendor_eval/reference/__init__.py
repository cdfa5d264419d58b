"""scikit-criteria, asked in numbers alone: what it is given, its steps, and a process of its own for it.

Nothing else of this program is needed here, so that a process that does only this is soon ready. Which
question is put, and what the answer means, is for ``decision.reference``.
"""
