"""How good and how fast the engine is beside others: `python -m benchmarks.extraction --help`."""
