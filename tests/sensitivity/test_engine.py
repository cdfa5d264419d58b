"""The same bits from any number of hands; precision, progress, interruption, memory."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from decision.ways import problem_of

import vendor_eval
from vendor_eval.errors import VendorEvalError
from vendor_eval.sensitivity.monte_carlo.blocks import blocks
from vendor_eval.sensitivity.monte_carlo.engine import in_order

PROBLEM = problem_of(np.random.default_rng(1).uniform(1, 9, (6, 40)), weights=np.arange(1, 41))
METHODS = ("weighted_sum", "topsis", "vikor", "promethee2", "weighted_product", "electre1", "copras")


def doubt(**asked):
    found, findings = vendor_eval.acceptability(PROBLEM, **asked)
    assert found is not None, findings
    return found


def bits(found):
    return found.model_dump_json()


@pytest.mark.parametrize("method", METHODS)
def test_any_number_of_threads_gives_the_same_bits(method):
    asked = {
        "method": method,
        "draws": 5_000 if method == "electre1" else 40_001,
        "distribution": "dirichlet",
    }
    one = bits(doubt(threads=1, **asked))
    assert one == bits(doubt(threads=2, **asked)) == bits(doubt(threads=7, **asked))


def test_a_seed_is_a_result_of_its_own():
    assert bits(doubt(seed=1, draws=5000)) == bits(doubt(draws=5000))
    assert bits(doubt(seed=2, draws=5000)) != bits(doubt(draws=5000))


def test_the_first_draws_of_a_longer_run_are_those_of_a_shorter_one():
    seen = []
    doubt(draws=60_000, threads=1, progress=seen.append)
    assert doubt(draws=50_000).ranks != doubt(draws=60_000).ranks
    assert [k for _, k in blocks(4, 10)] == [4, 4, 2]


def test_defaults_are_those_that_are_published():
    found = doubt()
    assert (found.draws, found.seed, found.distribution, found.by, found.percent) == (
        100_000, 1, "percent", "leaf", 20,
    )  # fmt: skip
    assert found.complete
    assert found.concentration is None
    assert doubt(distribution="dirichlet", draws=10).concentration == 100


def test_precision_draws_until_it_is_reached_and_no_longer():
    found = doubt(precision=0.004, distribution="uniform")
    largest = max(max(row) for row in found.standard_error.values())
    assert largest <= 0.004
    assert 10_000 <= found.draws <= 0.25 / 0.004**2 + 1
    assert bits(found) == bits(doubt(precision=0.004, distribution="uniform", threads=5))
    assert doubt(precision=0.004, distribution="uniform", draws=100).draws == 100


def test_a_certain_result_needs_few_draws():
    sure = problem_of([[9, 9], [1, 1]])
    found, _ = vendor_eval.acceptability(sure, precision=0.001)
    assert 10_000 <= found.draws < 30_000


def test_progress_says_how_far_and_how_fast():
    seen = []
    doubt(draws=100_000, distribution="uniform", progress=seen.append)
    last = seen[-1]
    assert (last.done, last.of, last.seconds_left) == (100_000, 100_000, 0)
    assert last.per_second > 0
    assert 0 < last.standard_error < 0.002
    assert [p.done for p in seen] == sorted(p.done for p in seen)


@pytest.mark.parametrize("threads", [1, 3])
def test_ctrl_c_returns_what_is_known(threads, monkeypatch):
    monkeypatch.setattr("vendor_eval.sensitivity.monte_carlo.engine.TICK", 0)

    def stop(progress):
        if progress.done > 20_000:
            raise KeyboardInterrupt

    found = doubt(draws=10_000_000, progress=stop, threads=threads)
    assert not found.complete
    assert 20_000 < found.draws < 100_000
    assert sum(row[0] for row in found.ranks.values()) == pytest.approx(1)
    assert max(found.standard_error["V1"]) > 0


def test_ctrl_c_before_anything_is_known_is_passed_on(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("vendor_eval.sensitivity.monte_carlo.engine.compute", interrupted)
    with pytest.raises(KeyboardInterrupt):
        doubt()


@pytest.mark.skipif(sys.platform == "win32", reason="os.kill ends a process there instead of interrupting it")
@pytest.mark.parametrize("threads", [1, 2])
def test_the_key_itself(threads):
    """A real interrupt at any moment: sums are of whole blocks."""
    code = f"""
import os, signal, threading
from vendor_eval import Problem, acceptability
table = {{"alternatives": ["a", "b"], "criteria": [{{"id": "x", "weight": 1}}, {{"id": "y", "weight": 1}}],
         "matrix": [[1, 2], [2, 1]]}}
threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT)).start()
found, _ = acceptability(Problem.model_validate(table), draws=10**12, threads={threads})
assert not found.complete and found.draws % 8192 == 0 and found.draws > 0
assert abs(sum(found.ranks["a"]) - 1) < 1e-12
print("known")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout == "known\n", done.stderr


def test_no_more_blocks_are_begun_than_may_be_in_hand():
    class Done:
        def __init__(self, block):
            self.block = block

        def result(self):
            begun.remove(self.block)
            return self.block

    begun, most = [], 0

    def submit(block):
        nonlocal most
        begun.append(block)
        most = max(most, len(begun))
        return Done(block)

    assert list(in_order(blocks(1, 100), submit, 4)) == [(i, 1) for i in range(100)]
    assert most == 4


def test_a_cluster_of_two_workers_gives_the_same_bits():
    from distributed import LocalCluster

    asked = {"distribution": "uniform", "draws": 100_000}
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True) as cluster:
        for method in ("weighted_sum", "vikor"):
            far = doubt(method=method, cluster=cluster.scheduler_address, **asked)
            assert bits(far) == bits(doubt(method=method, threads=1, **asked))
        near = doubt(method="topsis", cluster=cluster.scheduler_address, precision=0.003)
    assert bits(near) == bits(doubt(method="topsis", precision=0.003))


def test_a_scheduler_that_does_not_answer_is_said_so(monkeypatch):
    monkeypatch.setattr("vendor_eval.sensitivity.monte_carlo.cluster.PATIENCE", 0.3)
    with pytest.raises(VendorEvalError, match="no Dask scheduler answers"):
        doubt(cluster="tcp://127.0.0.1:9")


def test_memory_does_not_grow_with_the_number_of_draws():
    code = """
import resource, sys
import numpy as np
from vendor_eval import Problem, acceptability
values = np.random.default_rng(1).uniform(1, 9, (5, 20))
frame = {"alternatives": list("abcde"), "matrix": values.tolist(),
         "criteria": [{"id": f"c{j}", "weight": 1} for j in range(20)]}
acceptability(Problem.model_validate(frame), draws=int(sys.argv[1]), threads=2)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    peaks = [
        int(
            subprocess.run(
                [sys.executable, "-c", code, str(draws)], capture_output=True, text=True, check=True
            ).stdout
        )
        for draws in (200_000, 2_000_000)
    ]
    assert peaks[1] <= 1.2 * peaks[0]
