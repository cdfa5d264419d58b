"""Decision methods and what a ranking of a table or of a procurement is made of."""
