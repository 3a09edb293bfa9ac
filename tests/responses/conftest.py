"""An office with reference data, and its people."""

from tests.office import _furnished, clearer, deputy_director, office, officer, second_officer  # noqa: F401
