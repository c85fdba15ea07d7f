"""Files in, frames out: reads watch files and diaries, and keeps them in the store."""
