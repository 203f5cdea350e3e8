"""What the conclusions that a title brings beside its own are called."""


def standard_code(code: str) -> str:
    """The code of `đủ chuẩn X`."""
    return f"đủ chuẩn {code}"


def quota_code(code: str) -> str:
    """The code of the quota of X."""
    return f"chỉ tiêu {code}"


def applying_code(code: str) -> str:
    """The code of whether X applies, where that hangs on the parts of its standard."""
    return f"áp dụng {code}"


def competing_code(code: str) -> str:
    """The code of what makes a candidate for a seat of X, where that is more than the standard."""
    return f"dự xét {code}"
