"""Watched folders -> kept stories: look, read what is complete, store it with what is remembered of each file.

`folder` leads one folder through a pass, `batches` reads and stores, `company` knows which files are one story.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.config import FolderSource
from bot.intake.documents import Taken
from bot.intake.folders.folder import Folder
from bot.intake.means import Means

__all__ = ["FolderIntake"]


class FolderIntake:
    """The folders of one configuration, between two passes. Not for two threads at once."""

    def __init__(self, folders: Iterable[FolderSource], means: Means) -> None:
        self._folders = [Folder(source, means) for source in folders]

    def replace(self, folders: Iterable[FolderSource], means: Means) -> None:
        """Watch other folders, or others than before, from the next pass on; what is waited for in the rest stays."""
        former = {folder.name: folder for folder in self._folders}
        self._folders = [
            one if (one := former.get(source.name)) and one.is_as(source, means) else Folder(source, means)
            for source in folders
        ]

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong with folders now, one line by name of the source."""
        return {folder.name: min(folder.problems) for folder in self._folders if folder.problems}

    def stop(self) -> None:
        """Begin no further file."""
        for folder in self._folders:
            folder.stop()

    def take(self, taken: Taken, now: datetime) -> None:
        """Take in every file that is complete.

        Raises:
            StoreError: the database cannot be written.
        """
        for folder in self._folders:
            folder.take(taken, now)
