"""What would have to change for a conclusion to be met."""
