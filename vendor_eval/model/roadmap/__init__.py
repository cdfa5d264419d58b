"""What the steps around the selection need, and what came out of acceptance tests."""
