"""Events told to receivers of others over HTTP: who gets which, what of it, and when it is tried again."""
