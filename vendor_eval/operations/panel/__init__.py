"""Acts of the panel: score sheets out and back, agreement, short list."""
