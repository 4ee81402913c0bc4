"""One function per use case: load, ask the domain, save state and events in the caller's transaction."""
