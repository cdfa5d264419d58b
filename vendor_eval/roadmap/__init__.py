"""The ten steps around the selection: what feeds it, and what it feeds. Reads models and the Outcome."""
