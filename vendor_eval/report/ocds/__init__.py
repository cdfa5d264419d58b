"""A release of the Open Contracting Data Standard: written from what the public may know, and checked."""
