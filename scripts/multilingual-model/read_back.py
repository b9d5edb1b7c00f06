"""Reads the weights of the shipped model back into floats, so that a training can go on from it.

    pip install numpy==2.4.6 onnx==1.23.2
    python read_back.py ../../models/multilingual-e5-small-speech shipped.npz

What conversion put together (the three parts of attention) is taken apart, and what it evened out is put back. The eight bits
cost a little: token vectors of what comes out are those of the shipped model, not those of the training before it.
"""

import json
import re
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

# Where the trained threshold and scale of the shipped model lie; they are not kept in it, and a training soon finds them.
LATE_THRESHOLD, LATE_SCALE = np.array([0.62, 0.85], np.float32), np.array([40.0, 40.0], np.float32)


def floats_of(constants, name):
    """The weights of a product, outputs × inputs."""
    return (constants[f"{name}.w_quantized"].astype(np.float32) * constants[f"{name}.w_scale"]).T


def read_back(folder):
    graph = onnx.load(Path(folder) / "onnx" / "model_quantized.onnx").graph
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    layers = sorted({int(match[1]) for name in constants if (match := re.match(r"l(\d+)\.", name))})
    weights = {f"emb.ln.{letter}": constants[f"emb.ln.{letter}"] for letter in "wb"}
    for layer in layers:
        for norm in ("aln", "oln"):
            weights |= {f"l{layer}.{norm}.{letter}": constants[f"l{layer}.{norm}.{letter}"] for letter in "wb"}
        for part, rows, bias in zip(
            "qkv", np.split(floats_of(constants, f"l{layer}.qkv"), 3), np.split(constants[f"l{layer}.qkv.b"], 3)
        ):
            weights |= {f"l{layer}.{part}.w": rows, f"l{layer}.{part}.b": bias}
        for name in ("ao", "fi", "fo"):
            matrix = floats_of(constants, f"l{layer}.{name}")
            evened = constants.get(f"l{layer}.{name}.evened")
            weights[f"l{layer}.{name}.w"] = matrix if evened is None else matrix * evened
            weights[f"l{layer}.{name}.b"] = constants[f"l{layer}.{name}.b"]
    config = json.loads((Path(folder) / "config.json").read_text("utf8"))
    heads = {"late_threshold": LATE_THRESHOLD, "late_scale": LATE_SCALE}
    return {**weights, **heads, "level_weights": np.array(config["level_weights"], np.float32)}


if __name__ == "__main__":
    np.savez(sys.argv[2], **read_back(sys.argv[1]))
