"""awards-v1: one workload of criteria, scores, ranks and a quota, said by each engine in its own best way.

`python -m tests.benchmarks.awards_v1.bench` times them side by side; outputs are compared first.
"""
