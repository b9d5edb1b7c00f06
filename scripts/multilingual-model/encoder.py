"""The encoder of multilingual-e5-small for training: BERT with the weights of the four-bit file."""

import torch
from torch import nn
from torch.nn import functional as F


class Layer(nn.Module):
    def __init__(self, hidden, inner, heads, epsilon):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(hidden, hidden) for _ in range(4))
        self.fi, self.fo = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, epsilon), nn.LayerNorm(hidden, epsilon)

    def forward(self, value, mask):
        count, length, hidden = value.shape
        q, k, v = (
            part(value).view(count, length, self.heads, hidden // self.heads).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        value = self.aln(value + self.ao(mixed.transpose(1, 2).reshape(count, length, hidden)))
        return self.oln(value + self.fo(F.gelu(self.fi(value))))


class Encoder(nn.Module):
    """`forward(ids, mask)`: texts × tokens, both; the hidden states of the last layer."""

    LINEAR, NORM = ("q", "k", "v", "ao", "fi", "fo"), ("aln", "oln")

    def __init__(self, source, kept):
        super().__init__()
        hidden, inner = source.hidden, source.inner
        self.word = nn.Embedding.from_pretrained(
            torch.from_numpy(source.matrix("emb.word", source.vocabulary, hidden)[kept].copy()), freeze=True
        )
        types = source.floats("emb.type").reshape(source.types, hidden)
        positions = source.floats("emb.pos").reshape(source.positions, hidden) + types[0]
        self.position = nn.Embedding.from_pretrained(torch.from_numpy(positions), freeze=True)
        self.norm = nn.LayerNorm(hidden, source.epsilon)
        self.load(self.norm, source, "emb.ln")
        self.layers = nn.ModuleList(Layer(hidden, inner, source.heads, source.epsilon) for _ in range(source.layers))
        for number, layer in enumerate(self.layers):
            for name in self.NORM:
                self.load(getattr(layer, name), source, f"l{number}.{name}")
            for name in self.LINEAR:
                part = getattr(layer, name)
                part.weight.data.copy_(
                    torch.from_numpy(source.matrix(f"l{number}.{name}.w", part.out_features, part.in_features))
                )
                part.bias.data.copy_(torch.from_numpy(source.floats(f"l{number}.{name}.b")))

    @staticmethod
    def load(norm, source, name):
        norm.weight.data.copy_(torch.from_numpy(source.floats(name + ".w")))
        norm.bias.data.copy_(torch.from_numpy(source.floats(name + ".b")))

    def forward(self, ids, mask):
        value = self.norm(self.word(ids) + self.position(torch.arange(ids.shape[1]))[None])
        for layer in self.layers:
            value = layer(value, mask)
        return value

    def arrays(self):
        """All trained weights by their names in the four-bit file."""
        named = {"emb.ln": self.norm}
        for number, layer in enumerate(self.layers):
            named |= {f"l{number}.{name}": getattr(layer, name) for name in (*self.LINEAR, *self.NORM)}
        return {
            f"{name}.{letter}": value.detach().float().numpy()
            for name, part in named.items()
            for letter, value in (("w", part.weight), ("b", part.bias))
        }
