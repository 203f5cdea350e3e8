"""The meaning of the language (`docs/ngu-nghia.md` in code), and nothing faster."""
