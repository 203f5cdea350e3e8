"""Each section of a ruleset file into the model."""
