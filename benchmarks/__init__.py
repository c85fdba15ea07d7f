"""Speed, memory and what became of real files, measured and written down."""
