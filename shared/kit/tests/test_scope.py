"""Whose documents a query may see."""

import pytest

from arbeit_kit.mongo import Scope


def test_a_scope_by_filter_is_added_to_every_query() -> None:
    scope = Scope.matching({"readers": {"$in": ["a", "b"]}}, "readers of a or b")
    assert scope.applied({}) == {"readers": {"$in": ["a", "b"]}}
    assert scope.applied({"status": "open"}) == {"status": "open", "readers": {"$in": ["a", "b"]}}
    assert not scope.unrestricted


def test_a_query_on_the_scopes_own_field_can_only_narrow() -> None:
    scope = Scope.matching({"readers": {"$in": ["a"]}}, "readers of a")
    assert scope.applied({"readers": "z"}) == {"$and": [{"readers": "z"}, {"readers": {"$in": ["a"]}}]}


def test_a_scope_by_filter_needs_a_filter_and_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        Scope.matching({"readers": "a"}, " ")
    with pytest.raises(ValueError, match="filter"):
        Scope.matching({}, "everything")
