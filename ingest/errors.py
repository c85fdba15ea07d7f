"""What can be wrong with a runner's data, worded for the runner.

Each text names what happened and, where something can be done, what to do.
"""


class IngestError(Exception):
    """Data that hiplog cannot use. `str(error)` is one sentence for the runner."""


class NotAnActivity(IngestError):
    """A file of another kind: settings, sleep, a course without times, a picture."""


class NotARun(IngestError):
    """An activity, but not a run: a ride, a swim, a walk."""


class UnreadableFile(IngestError):
    """A file of a known kind that is damaged, empty or hostile."""


class InvalidEntry(IngestError):
    """A diary entry, shoe or setting with a value that cannot be."""


class ChangedMeanwhile(InvalidEntry):
    """Another tab or device has saved something else about the same day since the form was filled in."""


class StoreError(IngestError):
    """The store cannot be opened, or refuses what it is asked to keep."""


class NotInTheLog(StoreError):
    """One run or file is not there, or is there already: the store itself is well."""
