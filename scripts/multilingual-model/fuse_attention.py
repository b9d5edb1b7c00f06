"""Puts one operator in the place of the many of self-attention in the graph that `convert.py` makes, which calls this; by
itself for a graph that is there already:

    pip install numpy==2.4.6 onnx==1.23.2
    python scripts/multilingual-model/fuse_attention.py models/multilingual-e5-small-speech/onnx/model_quantized.onnx

The bytes of the weights stay as they are, and so do the token vectors but for rounding. A question takes about 8 % less.
The mask goes: one text at a time is embedded, and all its tokens count.
"""

import re
import sys

import numpy as np
import onnx
from onnx import helper, numpy_helper

PARTS = "qkv"


def attention(layer, quantised, heads):
    """The operator for a layer, of an input in bytes; its scale and zero point are named like the input."""
    scale, zero = quantised.replace("_quantized", "_scale"), quantised.replace("_quantized", "_zero_point")
    weights = [f"{layer}.qkv.{name}" for name in ("w_quantized", "b", "w_scale", "w_zero_point")]
    inputs = [quantised, weights[0], weights[1], scale, weights[2], "", zero, weights[3]]
    return helper.make_node("QAttention", inputs, [f"{layer}.context"], domain="com.microsoft", num_heads=heads)


def used_by_output(nodes, output):
    """The nodes that an output needs, in order."""
    needed, kept = {output}, []
    for node in reversed(nodes):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    return kept[::-1], needed


def fuse(model):
    graph = model.graph
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    heads = int(constants["split"][2])
    inputs = {node.output[0]: node.input[0] for node in graph.node}
    nodes = []
    for node in graph.node:
        layer = re.match(r"(l\d+)\.context$", node.output[0])
        if layer is None:
            nodes.append(node)
            continue
        name = layer[1]
        for kind in ("w_quantized", "b", "w_scale", "w_zero_point"):
            beside = np.concatenate([constants[f"{name}.{part}.{kind}"] for part in PARTS], axis=-1)
            graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(beside), f"{name}.qkv.{kind}"))
        nodes.append(attention(name, inputs[f"{name}.q.product_output_quantized"], heads))
    nodes, needed = used_by_output(nodes, graph.output[0].name)
    for field, kept in [
        (graph.node, nodes),
        (graph.initializer, [tensor for tensor in graph.initializer if tensor.name in needed]),
        (graph.input, [value for value in graph.input if value.name in needed]),
    ]:
        kept = list(kept)
        del field[:]
        field.extend(kept)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))


if __name__ == "__main__":
    path = sys.argv[1]
    loaded = onnx.load(path)
    fuse(loaded)
    onnx.save(loaded, path)
