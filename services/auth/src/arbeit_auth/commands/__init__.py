"""One function per use case. Passwords are hashed before a transaction, never in one."""
