"""Surfaces by the metre from an OpenStreetMap extract: read once, kept beside the log, runs laid on it."""
