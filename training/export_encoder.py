"""Exports the sentence encoder to int8 ONNX: `python export_encoder.py --out src/stemma/nlp/encoder`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from export import quantise
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from train import ENCODER
from transformers import AutoModel


class Sentences(nn.Module):
    """Mean of the word-piece vectors, scaled to length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            str(ENCODER), attn_implementation="eager", add_pooling_layer=False
        ).eval()

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        hidden = self.encoder(
            input_ids=pieces, attention_mask=mask, token_type_ids=torch.zeros_like(pieces)
        ).last_hidden_state
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        return nn.functional.normalize((hidden * weight).sum(1) / weight.sum(1), dim=-1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        pieces = torch.ones(2, 9, dtype=torch.int64)
        axes = {name: {0: "batch", 1: "pieces"} for name in ("pieces", "mask")} | {"vectors": {0: "batch"}}
        torch.onnx.export(
            Sentences(),
            (pieces, torch.ones_like(pieces)),
            str(plain),
            input_names=["pieces", "mask"],
            output_names=["vectors"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantise(ready, options.out / "encoder.onnx")


if __name__ == "__main__":
    main()
