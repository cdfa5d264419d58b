"""Operations that publish: the report for each audience, tables, and the open contracting record."""
