"""The kinds of papers that have a bundled template."""

from typing import Literal

KINDS = ("danh-sach", "bien-ban", "thong-bao", "tra-loi")
"""The list of candidates, the council's minutes, the notice of what is missing, the letter to one person or body."""
By = Literal["supplier", "unit"]
"""Whether a notice goes to each of those who supply facts, or to each unit."""
