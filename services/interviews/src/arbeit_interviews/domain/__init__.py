"""Rules of interviews. Imports nothing but the standard library, pydantic and the published events."""
