"""Deciding tables in parts that nothing binds together: in processes, by Ray, by Spark.

What binds rows is read from the rules, then looked for in the data; what spans everything is refused, with the rule
that does it. Importing this without Polars raises UsageError.
"""

from thidua_rules.executors.columnar import require_polars

require_polars()

from thidua_rules.distributing.deciding import Parted, decide_in_parts  # noqa: E402
from thidua_rules.distributing.ray_data import by_ray  # noqa: E402
from thidua_rules.distributing.spark import by_spark  # noqa: E402
from thidua_rules.distributing.streaming import Portion, decide_files  # noqa: E402

__all__ = ["Parted", "Portion", "by_ray", "by_spark", "decide_files", "decide_in_parts"]
