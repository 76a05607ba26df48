"""Tasks, one and many: submit, look until they end, hand out what they made."""
