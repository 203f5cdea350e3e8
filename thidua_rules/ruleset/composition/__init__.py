"""What a ruleset makes of others: `bổ sung`, `thay thế`, `dự phòng`."""
