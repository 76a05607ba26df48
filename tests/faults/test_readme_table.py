"""The README's table of what happens when is the one that the matrix is checked by."""

from __future__ import annotations

import pytest
from trouble.table import README, ROWS, with_table
from trouble.troubles import TROUBLES


def test_the_readme_has_the_table_as_the_rules_make_it() -> None:
    text = README.read_text("utf-8")
    assert text == with_table(text), "run: python tests/faults/readme.py --write"


def test_every_trouble_is_in_one_row() -> None:
    rows = [trouble.name for row in ROWS for trouble in row.troubles]
    assert sorted(rows) == sorted(trouble.name for trouble in TROUBLES)


def test_a_readme_without_the_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks"):
        with_table("# a readme")
