"""A bare table of alternatives and criteria: its parameters, price formulas, ranks."""
