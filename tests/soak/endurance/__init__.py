"""The long run: many short tasks under faults, and whether the client stays as it was."""
