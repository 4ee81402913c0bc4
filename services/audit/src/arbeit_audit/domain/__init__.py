"""The rules of the trail: what an event is recorded as, and how entries are chained. Pure; no database, no clock."""
