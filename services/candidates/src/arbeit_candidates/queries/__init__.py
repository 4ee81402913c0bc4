"""The read side: lists, one application, statistics."""
