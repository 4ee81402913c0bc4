"""The chassis every service stands on; holds no business word."""
