"""YAML that people write: read strictly, with line numbers."""
