"""Sending webhooks: signatures, the guarded way out, the worker."""
