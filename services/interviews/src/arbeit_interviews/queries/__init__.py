"""The read side. Every query is narrowed to the caller's scope by the store."""
