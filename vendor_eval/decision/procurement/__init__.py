"""From a procurement to scores, points, ties and the official ranking."""
