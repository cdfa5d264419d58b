"""Files with a state of their own: questions, roadmap, acceptance results, stakeholders."""
