"""What goes wrong, with which call, and what must come of it: data, an engine, and its report."""
