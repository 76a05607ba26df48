"""Developer commands: make and check what is generated from the table."""
