"""Only so that the tests of each service have an import path of their own (`audit.tests`)."""
