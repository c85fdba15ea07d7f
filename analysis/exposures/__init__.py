"""What each day held of all that may go with pain: one daily frame of doses."""
