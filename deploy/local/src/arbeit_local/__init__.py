"""The whole system on one machine: private broker and database, supervisor, demo data."""
