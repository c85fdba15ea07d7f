"""A runner's year of watch files and diary, made from fixed integers."""
