"""The append-only, hash-chained trail of everything that happened."""
