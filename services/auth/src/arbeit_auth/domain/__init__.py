"""The rules of identity: accounts, roles, sessions, one-time links, throttles, passwords. Pure; no clock, no database."""
