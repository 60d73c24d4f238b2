"""What all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.desk import Desk

# Tests are not timed, on a busy machine least of all. Where a change is judged, the same examples are tried each time; new
# ones are found at the desks of those who work on it.
settings.register_profile("storyfold", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("storyfold")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A newsroom with an empty folder."""
    return Desk(tmp_path / "desk")
