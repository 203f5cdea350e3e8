"""Parts decided by real engines on a local cluster, one of whose workers is killed in the middle."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import thidua_rules as tr
from tests.distributing.test_parts import ROWS, same
from tests.executors.test_frames import ALL, ASKED, RULESET, tables


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> tr.Ruleset:
    path = tmp_path_factory.mktemp("bang") / "bang.yaml"
    path.write_text(RULESET, encoding="utf-8")
    return tr.load(path)


def killing(run: Callable[..., Iterable[Any]], mark: Path) -> Callable[..., Iterable[Any]]:
    """The same run, of which the first worker that finds the mark removes it and is killed."""

    def killed(work: Callable[[Any], Any], parts: Iterable[Any]) -> Iterable[Any]:
        def once(part: Any) -> Any:
            try:
                os.remove(mark)
            except FileNotFoundError:
                return work(part)
            os.kill(os.getpid(), signal.SIGKILL)
            raise AssertionError

        return run(once, parts)

    return killed


def decides_alike(rules: tr.Ruleset, run: Callable[..., Iterable[Any]], mark: Path) -> None:
    """What parts find although a worker was lost is what the whole finds."""
    from thidua_rules.distributing import decide_in_parts

    mark.touch()
    parted = decide_in_parts(rules, tables(ROWS), closed=ALL, parts=3, run=killing(run, mark), **ASKED)
    assert not mark.exists()
    same(parted, rules.decide_frames(tables(ROWS), closed=ALL, **ASKED))
    assert parted.parts == 3


@pytest.fixture
def ray() -> Iterator[Any]:
    import ray

    ray.init(num_cpus=2, include_dashboard=False, logging_level="error", runtime_env={"env_vars": _PATH})
    yield ray
    ray.shutdown()


@pytest.fixture
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ.update(_PATH)
    settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.log.level": "ERROR"}
    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


_PATH = {"PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.mark.ray
@pytest.mark.filterwarnings("ignore")
def test_ray_decides_alike_although_a_worker_is_killed(rules: tr.Ruleset, ray: Any, tmp_path: Path) -> None:
    """Ray runs the part of the lost worker again."""
    from thidua_rules.distributing import by_ray

    decides_alike(rules, by_ray(num_cpus=1), tmp_path / "mark")


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")
def test_spark_decides_alike_although_a_worker_is_killed(rules: tr.Ruleset, spark: Any, tmp_path: Path) -> None:
    """Spark runs the part of the lost worker again."""
    from thidua_rules.distributing import by_spark

    decides_alike(rules, by_spark(spark), tmp_path / "mark")
