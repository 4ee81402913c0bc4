"""Rounds, slots, booking and decisions."""
