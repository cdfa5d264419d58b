"""From what stakeholders want to a weight for every criterion."""
