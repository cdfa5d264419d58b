"""Operations that decide: rankings, comparisons, and how robust they are."""
