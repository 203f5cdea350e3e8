"""A decision as a file: everything that it rests on and found, each in a member of one zip."""
