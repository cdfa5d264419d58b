"""What the RFP says, chapter by chapter, and the variables of its templates."""
