"""Opens the shipped networks: one thread, no optimisation that depends on chance."""

from __future__ import annotations

from pathlib import Path

import onnxruntime
from onnxruntime import InferenceSession


def open_network(path: Path) -> InferenceSession:
    """Open an ONNX file for one-threaded work on the CPU; parallelism is by process."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = True
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
