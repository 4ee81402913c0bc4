"""One reader per kind of file. They run in the child process alone, and import nothing of the service."""
