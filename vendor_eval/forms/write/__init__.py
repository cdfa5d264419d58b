"""A form as the bytes of an xlsx file."""
