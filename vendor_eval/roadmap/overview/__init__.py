"""All ten steps at once: inputs, outputs, what is missing, sound practice."""
