"""Kept decisions opened again years later, decided again, and compared with others."""
