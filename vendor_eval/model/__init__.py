"""The nouns: frozen, checked, with no disk and no network."""
