"""What the rules refuse, in three kinds. The edge turns them into 422, 403 and 409."""


class NotValid(ValueError):  # noqa: N818 - reads as a sentence
    """A field cannot have that value. ``field`` is its name in the request, ``code`` is for programs."""

    def __init__(self, field: str, message: str, code: str = "invalid") -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.code = code


class NotAllowed(Exception):  # noqa: N818
    """The caller may never do that."""


class NotPossible(Exception):  # noqa: N818
    """Anybody would be refused in the present state. ``code`` becomes the problem's type."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
