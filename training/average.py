"""Averages checkpoints of one network: `python average.py --out FOLDER RUN RUN`.

Two stages of one run that end near each other read better together than the better of them alone (half a point of attachment with the small run).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", help="folders with a reader.pt")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    kept = [torch.load(run / "reader.pt", map_location="cpu") for run in options.runs]
    if any(one["classes"] != kept[0]["classes"] for one in kept):
        raise SystemExit("the runs do not have the same labels")
    state = {name: _mean([one["state"][name] for one in kept]) for name in kept[0]["state"]}
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({"state": state, "classes": kept[0]["classes"]}, options.out / "reader.pt")


def _mean(values: list[torch.Tensor]) -> torch.Tensor:
    return torch.stack([value.float() for value in values]).mean(dim=0) if values[0].is_floating_point() else values[0]


if __name__ == "__main__":
    main()
