"""Arbeit's published language: every domain event, its schema, and a small subscriber."""
