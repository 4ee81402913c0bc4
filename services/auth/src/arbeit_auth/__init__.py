"""Users, portal accounts, roles, sessions and tokens."""
