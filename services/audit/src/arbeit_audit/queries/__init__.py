"""The read side: lists of entries, and the proof of the chain."""
