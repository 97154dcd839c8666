"""Opens the shipped networks, and keeps all arithmetic of a process on one thread: parallelism is by process."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

import onnxruntime
from onnxruntime import InferenceSession
from threadpoolctl import ThreadpoolController

#: Left apart, the sum and the norm after it run on wide registers; the fused operator goes number by number (9 % of a pass).
_NOT_FUSED = ["SkipLayerNormFusion"]


def open_network(path: Path) -> InferenceSession:
    """Open an ONNX file for one-threaded work on the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = True
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_NOT_FUSED)


def one_thread() -> AbstractContextManager[object]:
    """Keep numpy's products on one thread while the context lasts.

    Ours are small: on two threads a report on 300 articles takes half as long again (57 s, on one 38 s, both with two processes),
    because the threads wait for each other and take the core of the other process.
    """
    limited: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limited


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
