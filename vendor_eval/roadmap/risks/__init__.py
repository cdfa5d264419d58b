"""The register of risks."""
