"""From what stakeholders want to a weight for every criterion: ``methods.METHODS`` and ``tree.py``."""
