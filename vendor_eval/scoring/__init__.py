"""Who may be ranked, and what each answer is worth."""
