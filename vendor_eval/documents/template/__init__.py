"""From a Jinja2 template to a document: sandbox, values, names that nothing answers to."""
