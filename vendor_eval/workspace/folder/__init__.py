"""The folder of a procurement: paths, log, lock, versions, and reading it into a Case."""
