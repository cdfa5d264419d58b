"""Many drawn weightings: how often each vendor has which rank."""
