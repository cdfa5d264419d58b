"""Critical path, triangular distribution and sample size."""
