"""Use cases: each loads, asks the domain, and saves state, events and claims in one transaction."""
