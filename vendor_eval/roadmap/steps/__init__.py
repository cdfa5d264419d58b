"""The ten steps, one in a file."""
