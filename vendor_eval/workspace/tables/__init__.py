"""Tables from csv, xlsx, YAML or JSON that belong to no procurement."""
