"""How a run was run: form in windows of a minute, from its points."""

from ingest.form.windows import unreadable, windowed, windows

__all__ = ["unreadable", "windowed", "windows"]
