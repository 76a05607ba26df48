"""The declarative endpoint table: rows, checks, rules and prices as data."""
