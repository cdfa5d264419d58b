"""Tables for analysts, as pandas data frames and as files."""
