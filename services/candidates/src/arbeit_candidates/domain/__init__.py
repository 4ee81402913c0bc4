"""The application's state, its status table, and the commands that change it; pure."""
