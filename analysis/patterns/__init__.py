"""What was different before it hurt: the finder of patterns, its gates and its words."""
