"""How far the decision holds."""
