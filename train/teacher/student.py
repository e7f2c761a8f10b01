"""The student's encoder, learned in PyTorch from the trees that spaCy will train on, before spaCy does.

    student.py OUT_DIR CONFIG TRAIN.spacy DEV.spacy [--vectors DIR] [--epochs N]

The encoder is the tok2vec of CONFIG (config/words.cfg), table for table and layer for layer, rows of padding included,
so that its weights go back into a pipeline, OUT_DIR, on which `spacy train config/finetune.cfg --paths.source OUT_DIR`
goes on with the transition parser. Its heads are used here only: tags, deep biaffine trees, and labels of names. A word
takes a tenth of the time that the transition parser takes to learn from it, so the encoder can see many more of them.
"""
import argparse
import random
import time

import numpy as np
import spacy
import torch
import torch.nn.functional as F
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.util import load_config
from torch import nn

from teach import rels_at, schedule, with_one

EPS = 1e-8  # of thinc's layer norm


def param(node, name):
    return nn.Parameter(torch.from_numpy(np.array(node.get_param(name), dtype=np.float32)))


class Maxout(nn.Module):
    """thinc's Maxout with layer norm; nodes: the two thinc layers the weights come from and go back to."""

    def __init__(self, maxout, norm):
        super().__init__()
        self.nodes = maxout, norm
        self.w, self.b = param(maxout, "W"), param(maxout, "b")
        self.g, self.c = param(norm, "G"), param(norm, "b")

    def forward(self, x):
        n, p, i = self.w.shape
        x = (x @ self.w.view(n * p, i).T + self.b.view(-1)).view(*x.shape[:-1], n, p).amax(-1)
        return F.layer_norm(x, (n,), self.g, self.c, EPS)

    def put_back(self):
        for node, name, value in zip((self.nodes[0], self.nodes[0], self.nodes[1], self.nodes[1]), ("W", "b", "G", "b"), (self.w, self.b, self.g, self.c)):
            node.set_param(name, value.detach().numpy())


class Encoder(nn.Module):
    def __init__(self, tok2vec, vectors):
        super().__init__()
        nodes = list(tok2vec.walk())
        named = lambda name: [n for n in nodes if n.name == name]
        self.hash, self.static = named("hashembed"), named("static_vectors")
        layers = [Maxout(m, l) for m, l in zip(named("maxout"), named("layernorm"))]
        self.mix, self.conv = layers[0], nn.ModuleList(layers[1:])
        self.tables = nn.ParameterList(param(n, "E") for n in self.hash)
        self.vectors = torch.from_numpy(np.vstack([vectors, np.zeros((1, vectors.shape[1]), np.float32)])) if self.static else None
        self.project = param(self.static[0], "W") if self.static else None
        self.pad = len(self.conv)  # window 1
        self.width = self.mix.g.shape[0]

    def forward(self, keys, rows, where, drop):
        """keys: rows of the tables [types, tables, 4]; rows: vectors of the types [types]; where: type of each word [b, w],
        -1 for none -> [b, w, width]"""
        parts = [F.embedding(keys[:, t], table).sum(1) for t, table in enumerate(self.tables)]
        if self.static:
            parts.append(F.embedding(rows, self.vectors) @ self.project.T)
        x = self.mix(F.dropout(torch.cat(parts, -1), drop, self.training))
        x = F.embedding(where.clamp(min=0), x) * (where >= 0)[..., None]
        x = F.pad(F.dropout(x, drop, self.training), (0, 0, self.pad, self.pad))
        for layer in self.conv:
            side = F.pad(x, (0, 0, 1, 1))
            x = x + F.dropout(layer(torch.cat([side[:, :-2], side[:, 1:-1], side[:, 2:]], -1)), drop, self.training)
        return x[:, self.pad : -self.pad]

    def put_back(self):
        for node, table in zip(self.hash, self.tables):
            node.set_param("E", table.detach().numpy())
        if self.static:
            self.static[0].set_param("W", self.project.detach().numpy())
        for layer in (self.mix, *self.conv):
            layer.put_back()


class Heads(nn.Module):
    def __init__(self, width, tags, rels, names, arc=256, rel=96):
        super().__init__()
        self.tag, self.name = nn.Linear(width, tags), nn.Linear(3 * width, names)
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_d, self.arc_h = nn.Linear(width, arc), nn.Linear(width, arc)
        self.rel_d, self.rel_h = nn.Linear(width, rel), nn.Linear(width, rel)
        self.arc, self.rel = nn.Parameter(torch.zeros(arc + 1, arc + 1)), nn.Parameter(torch.zeros(rels, rel + 1, rel + 1))

    def forward(self, x, mask):
        up = torch.cat([self.root.expand(len(x), 1, -1), x], 1)
        arcs = with_one(F.gelu(self.arc_d(x))) @ self.arc @ with_one(F.gelu(self.arc_h(up))).transpose(1, 2)
        arcs = arcs.masked_fill(~F.pad(mask, (1, 0), value=True)[:, None, :], -1e4)
        side = F.pad(x, (0, 0, 1, 1))
        names = self.name(torch.cat([side[:, :-2], x, side[:, 2:]], -1))
        return self.tag(x), arcs, names, (F.gelu(self.rel_d(x)), F.gelu(self.rel_h(up)))


class Data:
    """Documents as arrays of numbers; what is not annotated is -100."""

    def __init__(self, nlp, encoder):
        self.nlp, self.encoder = nlp, encoder
        self.types, self.keys, self.rows = {}, [], []
        self.extract = next(n for n in nlp.get_pipe("tok2vec").model.walk() if n.name == "extract_features")
        self.labels = {"tag": {}, "rel": {}, "name": {"O": 0}}

    def label(self, kind, value, learn):
        known = self.labels[kind]
        return known.setdefault(value, len(known)) if learn else known.get(value, -100)

    def type_of(self, doc):
        new = [t for t in doc if t.orth not in self.types]
        if new:
            ids = self.extract.predict([doc])[0]
            vectors = self.nlp.vocab.vectors
            for t in new:
                if t.orth in self.types:
                    continue
                self.types[t.orth] = len(self.keys)
                one = ids[t.i : t.i + 1]
                self.keys.append([n.ops.hash(one[:, n.attrs["column"]], n.attrs["seed"])[0] % n.get_dim("nV") for n in self.encoder.hash])
                row = vectors.find(key=vectors.strings[t.lower_] if t.lower_ in vectors.strings else t.lower) if self.encoder.static else -1
                self.rows.append(row if row >= 0 else (len(self.encoder.vectors) - 1 if self.encoder.static else 0))
        return [self.types[t.orth] for t in doc]

    def read(self, path, learn):
        out = []
        for doc in DocBin().from_disk(path).get_docs(self.nlp.vocab):
            n, tree, named = len(doc), doc.has_annotation("DEP"), doc.has_annotation("ENT_IOB")
            out.append({
                "type": np.array(self.type_of(doc)),
                "tag": np.array([self.label("tag", "%s|%s" % (t.pos_, t.morph), learn) if tree else -100 for t in doc]),
                "head": np.array([0 if t.head is t or t.head == t else t.head.i + 1 for t in doc]) if tree else np.full(n, -100),
                "rel": np.array([self.label("rel", t.dep_, learn) if tree else -100 for t in doc]),
                "name": np.array([self.label("name", "%s-%s" % (t.ent_iob_, t.ent_type_) if t.ent_iob_ in "BI" else "O", learn) for t in doc]) if named else np.full(n, -100),
            })
        return out

    def batches(self, docs, tokens, rng):
        order = sorted(range(len(docs)), key=lambda i: len(docs[i]["type"]) * (1 + rng.random() * 0.1))
        out, now = [], []
        for i in order:
            if now and len(docs[i]["type"]) * (len(now) + 1) > tokens:
                out.append(now)
                now = []
            now.append(docs[i])
        out.append(now)
        rng.shuffle(out)
        return out

    def tensors(self, batch):
        w = max(len(d["type"]) for d in batch)
        put = {k: torch.full((len(batch), w), -1 if k == "type" else -100) for k in batch[0]}
        for i, d in enumerate(batch):
            for k, v in d.items():
                put[k][i, : len(v)] = torch.from_numpy(v)
        used, where = torch.unique(put["type"], return_inverse=True)
        has_pad = int(used[0] < 0)
        put["where"] = where - has_pad
        used = used[has_pad:]
        return put, self.all_keys[used], self.all_rows[used]

    def seal(self):
        self.all_keys, self.all_rows = torch.from_numpy(np.array(self.keys).astype(np.int64)), torch.tensor(self.rows)


def run(encoder, heads, data, batch, drop):
    put, keys, rows = data.tensors(batch)
    mask = put["where"] >= 0
    x = encoder(keys, rows, put["where"], drop)
    return put, mask, *heads(x, mask)


def loss_of(encoder, heads, data, batch, drop):
    put, mask, tags, arcs, names, parts = run(encoder, heads, data, batch, drop)
    rels = rels_at(heads.rel, parts, put["head"].clamp(min=0))
    pairs = ((tags, put["tag"], 1.0), (arcs, put["head"], 1.0), (rels, put["rel"], 1.0), (names, put["name"], 0.5))
    return sum(w * F.cross_entropy(s.flatten(0, 1), g.flatten()) for s, g, w in pairs if (g >= 0).any())


def measure(encoder, heads, data, docs):
    encoder.eval(), heads.eval()
    hit = torch.zeros(4)
    with torch.inference_mode():
        for batch in data.batches(docs, 3000, random.Random(0)):
            put, mask, tags, arcs, names, parts = run(encoder, heads, data, batch, 0)
            got = arcs.argmax(-1)
            right = (got == put["head"]) & mask
            rels = rels_at(heads.rel, parts, got).argmax(-1)
            known = mask & (put["head"] >= 0)
            hit += torch.tensor([known.sum(), (tags.argmax(-1) == put["tag"])[known].sum(), right.sum(), (right & (rels == put["rel"])).sum()])
    encoder.train(), heads.train()
    return "tags %.4f UAS %.4f LAS %.4f" % tuple((hit[1:] / hit[0]).tolist())


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("out")
    p.add_argument("config")
    p.add_argument("train")
    p.add_argument("dev")
    p.add_argument("--vectors")
    p.add_argument("--epochs", type=int, default=6)
    p.add_argument("--tokens", type=int, default=1500)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--drop", type=float, default=0.15)
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.manual_seed(1)
    torch.set_flush_denormal(True)
    torch.set_num_threads(a.threads)
    over = {"paths.train": a.train, "paths.dev": a.dev, "paths.vectors": a.vectors,
            "components.tok2vec.model.embed.include_static_vectors": bool(a.vectors)}
    nlp = init_nlp(load_config(a.config, overrides=over))
    encoder = Encoder(nlp.get_pipe("tok2vec").model, np.asarray(nlp.vocab.vectors.data, dtype=np.float32))
    data = Data(nlp, encoder)
    train, dev = data.read(a.train, True), data.read(a.dev, False)
    data.seal()
    heads = Heads(encoder.width, *(len(data.labels[k]) for k in ("tag", "rel", "name")))
    rng = random.Random(1)
    plan = [b for _ in range(a.epochs) for b in data.batches(train, a.tokens, rng)]
    both = nn.ModuleList([encoder, heads])
    opt = torch.optim.AdamW(both.parameters(), lr=a.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    sched = schedule(opt, len(plan))
    both.train()
    began, mean, words = time.time(), None, 0
    for step, batch in enumerate(plan):
        loss = loss_of(encoder, heads, data, batch, a.drop)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(both.parameters(), 1.0)
        opt.step()
        sched.step()
        words += sum(len(d["type"]) for d in batch)
        mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
        if step % 200 == 0:
            print("%d/%d %.0f words a second, loss %.3f" % (step, len(plan), words / (time.time() - began), mean), flush=True)
        if step and step % max(1, len(plan) // a.epochs) == 0:
            print(measure(encoder, heads, data, dev), flush=True)
    print(measure(encoder, heads, data, dev), flush=True)
    encoder.put_back()
    nlp.to_disk(a.out)


if __name__ == "__main__":
    main()
