"""The readers that are compared. Each runs in a process of its own and prints what it took as one JSON object."""
