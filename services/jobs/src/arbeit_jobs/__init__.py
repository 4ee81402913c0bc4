"""Job requirements."""
