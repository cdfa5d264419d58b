"""Where a procurement stands and what comes next."""
