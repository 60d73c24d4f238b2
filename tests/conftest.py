"""What all tests share."""

from pathlib import Path

import pytest

from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A newsroom with an empty folder."""
    return Desk(tmp_path / "desk")
