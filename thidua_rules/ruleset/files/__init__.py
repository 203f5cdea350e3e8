"""The files of rulesets: which there are, how they are read, and which of them belong together."""
