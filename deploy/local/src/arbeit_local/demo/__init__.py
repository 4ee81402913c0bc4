"""Demo data through the public API: a small agency on the first start, and any number of candidates on demand."""
