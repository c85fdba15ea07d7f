"""Whole-account archives of Strava, Garmin and Apple Health, as a stream of files."""
