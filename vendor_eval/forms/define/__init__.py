"""Each form as data: which sheets, rows and columns it has."""
