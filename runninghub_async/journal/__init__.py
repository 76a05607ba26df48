"""A record of jobs on disk, so that a batch survives the process that runs it."""

from runninghub_async.journal.entries import (
    JournalAttempt,
    JournalEntry,
    JournalState,
    JournalSummary,
    SavedFile,
)
from runninghub_async.journal.journal import Journal

__all__ = [
    "Journal",
    "JournalAttempt",
    "JournalEntry",
    "JournalState",
    "JournalSummary",
    "SavedFile",
]
