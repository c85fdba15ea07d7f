"""Frames in, measures and findings out. No clock, no files, no screen."""
