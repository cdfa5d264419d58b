"""The RFP chapter by chapter, and the variables of its templates."""
