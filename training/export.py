"""Exports a checkpoint to what is shipped: `python export.py --run FOLDER --out src/stemma/nlp/weights`."""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from network import OUTPUTS, Exported, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from train import ENCODER, restore

log = logging.getLogger("export")


def load(checkpoint: Path) -> tuple[Reader, dict[str, list[str]]]:
    """Read a checkpoint as a network in evaluation mode with eager attention, which exports cleanly."""
    model, classes = restore(checkpoint)
    model.encoder.set_attn_implementation("eager")
    return model.eval(), {name: getattr(classes, name) for name in classes.__slots__}


def to_onnx(model: Reader, path: Path) -> None:
    """Write the network as ONNX in float32 with free batch, piece and word sizes."""
    pieces = torch.ones(2, 9, dtype=torch.int64)
    example = (pieces, torch.zeros_like(pieces), torch.ones_like(pieces), torch.arange(5).repeat(2, 1))
    by_word = {0: "batch", 1: "words"}
    axes = {name: {0: "batch", 1: "pieces"} for name in ("pieces", "shapes", "mask")} | {
        "first": {0: "batch", 1: "words_and_root"}
    }
    axes |= {name: {0: "batch", 1: "words_and_root"} if name in ("head", "rel_head") else by_word for name in OUTPUTS}
    torch.onnx.export(
        Exported(model),
        example,
        str(path),
        input_names=["pieces", "shapes", "mask", "first"],
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Quantise weights to 7 bits per channel (`reduce_range`): sums cannot saturate, so processors without VNNI agree."""
    quantize_dynamic(
        str(source),
        str(target),
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    onnx.checker.check_model(str(target))


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", type=Path, help="also keep the float32 network here")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model, classes = load(options.run / "reader.pt")
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        to_onnx(model, plain)
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantise(ready, options.out / "reader.onnx")
        if options.float:
            options.float.write_bytes(ready.read_bytes())
    np.save(options.out / "labels.npy", model.label.detach().numpy().astype(np.float16))
    (options.out / "classes.json").write_text(json.dumps(classes, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    (options.out / "vocab.txt").write_bytes((ENCODER / "vocab.txt").read_bytes())
    log.info("%s: %.1f MB", options.out / "reader.onnx", (options.out / "reader.onnx").stat().st_size / 1e6)


if __name__ == "__main__":
    main()
