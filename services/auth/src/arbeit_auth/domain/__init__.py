"""The rules of identity: accounts, roles, sessions, links, throttles, passwords. Pure: no clock, no database."""
