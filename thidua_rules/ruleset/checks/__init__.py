"""What is wrong with a ruleset as a whole, beyond what its parts show."""
