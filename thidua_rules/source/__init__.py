"""Text as it is written: bytes, YAML trees with places, folding of names, writing YAML."""
