"""How far evaluators agree: alpha, W, and each rater beside the others."""
