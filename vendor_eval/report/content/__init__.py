"""The parts of the report, each made of the outcome: figures and sentences with their source."""
