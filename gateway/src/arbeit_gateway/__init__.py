"""The public /api: routing, early checks, composition, the SPA."""
