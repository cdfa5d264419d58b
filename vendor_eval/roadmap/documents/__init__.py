"""The roadmap as documents, charts, a project plan and JSON."""
