"""What goes in and out over HTTP, in the spec's words (collection ``interviews``)."""
