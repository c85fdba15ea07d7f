"""Frame in, figure out: nothing is decided here and nothing is fetched."""
