"""Operations after the award: roadmap, acceptance tests, monitoring."""
