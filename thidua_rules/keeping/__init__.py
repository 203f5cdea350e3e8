"""Decisions as files: kept, opened again years later, decided again, and compared with others."""
