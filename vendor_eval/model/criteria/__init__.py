"""What is asked and how it counts: criteria, catalogues, values, weights."""
