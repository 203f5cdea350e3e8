"""Facts one at a time: only what depends on what changed is found again."""
