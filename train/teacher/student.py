"""A pipeline's training in PyTorch: what spaCy will run, layer for layer, learned ten times as fast as spaCy learns it.

    student.py OUT_DIR CONFIG TRAIN.spacy DEV.spacy [--vectors DIR] [--source PIPELINE] [--epochs N] [--CONFIG.KEY VALUE ...]

The encoder is the tok2vec of CONFIG (config/words.cfg, config/segmenter.cfg), table for table, rows of padding included; the
heads are its tagger, transition parser and names, learned together from the right moves of transitions.py. All weights go
back into the pipeline, so OUT_DIR is a spaCy pipeline like any other. --source goes on from a trained pipeline of the same
widths; then there may be word vectors where it had none.
"""
import argparse
import random
import time

import numpy as np
import spacy
import torch
import torch.nn.functional as F
from spacy.cli._util import parse_config_overrides
from spacy.morphology import Morphology
from spacy.pipeline._parser_internals.nonproj import projectivize
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.util import load_config
from torch import nn

import transitions
from teach import schedule

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
    def __init__(self, tok2vec, vectors, forget):
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
        self.forget = forget

    def forward(self, keys, rows, where, drop):
        """keys: rows of the tables [types, tables, 4]; rows: vectors of the types [types]; where: type of each word [b, w],
        -1 for none -> [b, w, width]. Some types lose their form (their rows are those of any other, as it is for a word that
        no text taught), fewer their vector: what the press names tomorrow is no word of the training."""
        parts = [F.embedding(keys[:, t], table).sum(1) for t, table in enumerate(self.tables)]
        if self.static:
            parts.append(F.embedding(rows, self.vectors) @ self.project.T)
        if self.training and self.forget:
            lost = torch.rand(len(keys), 1) < self.forget
            other = torch.randint(len(self.tables[0]), keys[:, 0].shape)  # the first table is of the form, see config
            parts[0] = torch.where(lost, F.embedding(other, self.tables[0].detach()).sum(1), parts[0])
            if self.static:
                parts[-1] = parts[-1] * (torch.rand(len(keys), 1) >= self.forget / 3)
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


class Linear(nn.Module):
    """A linear (or softmax) layer of thinc."""

    def __init__(self, node):
        super().__init__()
        self.node, self.w, self.b = node, param(node, "W"), param(node, "b")

    def forward(self, x):
        return x @ self.w.T + self.b

    def put_back(self):
        self.node.set_param("W", self.w.detach().numpy())
        self.node.set_param("b", self.b.detach().numpy())


class Moves(nn.Module):
    """The scores of the moves of spaCy's parser or of its names: what each word adds in each place that a state looks
    at, summed, the largest of the pieces, one linear layer."""

    def __init__(self, pipe):
        super().__init__()
        model = pipe.model
        self.node = model.get_ref("lower")
        self.inner = Linear([n for n in model.get_ref("tok2vec").walk() if n.name == "linear"][0])
        self.w, self.b, self.pad = (param(self.node, name) for name in ("W", "b", "pad"))  # [F, H, P, I], [H, P], [1, F, H, P]
        self.upper = Linear(model.get_ref("upper"))

    def forward(self, x, at):
        """x: vectors of all words [n, width]; at: the words that each state looks at [s, F], -1 for none -> [s, moves]"""
        f, h, p, i = self.w.shape
        each = torch.cat([(self.inner(x) @ self.w.view(f * h * p, i).T).view(-1, h * p), self.pad.view(f, h * p)])
        at = torch.where(at >= 0, at * f, len(x) * f) + torch.arange(f)
        hidden = F.embedding_bag(at, each, mode="sum") + self.b.view(-1)
        return self.upper(hidden.view(-1, h, p).amax(-1))

    def put_back(self):
        self.inner.put_back()
        self.upper.put_back()
        for name, value in (("W", self.w), ("b", self.b), ("pad", self.pad)):
            self.node.set_param(name, value.detach().numpy())


class Heads(nn.ModuleDict):
    """The heads that the pipeline has: "tag" (features or segments), "tree", "name"."""

    def __init__(self, nlp):
        tagger = nlp.get_pipe("morphologizer" if "morphologizer" in nlp.pipe_names else "segmenter")
        heads = {"tag": Linear([n for n in tagger.model.walk() if n.name == "softmax"][0])}
        heads.update({kind: Moves(nlp.get_pipe(name)) for kind, name in (("tree", "parser"), ("name", "ner")) if name in nlp.pipe_names})
        super().__init__(heads)

    def put_back(self):
        for head in self.values():
            head.put_back()


class Data:
    """Documents, one sentence each, as arrays of numbers; what is not annotated is not there."""

    def __init__(self, nlp, encoder):
        self.nlp, self.encoder = nlp, encoder
        self.types, self.keys, self.rows = {}, [], []
        self.extract = next(n for n in tok2vec_of(nlp).walk() if n.name == "extract_features")
        self.segments = "segmenter" in nlp.pipe_names
        self.tags = {label: i for i, label in enumerate(nlp.get_pipe("segmenter" if self.segments else "morphologizer").labels)}
        moves = lambda pipe: {pipe.moves.get_class_name(i): i for i in range(pipe.moves.n_moves)}
        self.moves = {name: moves(nlp.get_pipe(name)) for name in ("parser", "ner") if name in nlp.pipe_names}
        self.rng = random.Random(1)

    def tag_of(self, token):
        if self.segments:
            return self.tags[token.tag_]
        feats = Morphology.feats_to_dict(str(token.morph))
        strings, morphology = self.nlp.vocab.strings, self.nlp.vocab.morphology
        return self.tags.get(strings[morphology.add({**feats, "POS": token.pos_})], -100)

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

    def read(self, path):
        seen, out = {}, []
        for doc in DocBin().from_disk(path).get_docs(self.nlp.vocab):
            key = (tuple(t.orth for t in doc), doc.has_annotation("DEP"), doc.has_annotation("ENT_IOB"), tuple(t.head.i for t in doc), tuple(t.ent_iob for t in doc))
            if key not in seen:  # a file that is read several times
                seen[key] = self.arrays(doc)
            out.append(seen[key])
        return out

    def arrays(self, doc):
        one = {"type": np.array(self.type_of(doc))}
        if self.segments or doc.has_annotation("DEP"):
            one["tag"] = np.array([self.tag_of(t) for t in doc])
        if "parser" in self.moves and doc.has_annotation("DEP"):
            heads, deps = projectivize([t.head.i for t in doc], [t.dep_ for t in doc])
            one["tree"] = transitions.parse(heads, deps, self.moves["parser"], self.rng)
        if "ner" in self.moves and doc.has_annotation("ENT_IOB"):
            one["name"] = transitions.names([(t.ent_iob_, t.ent_type_) for t in doc], self.moves["ner"])
        return one

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

    def seal(self):
        self.all_keys, self.all_rows = torch.from_numpy(np.array(self.keys).astype(np.int64)), torch.tensor(self.rows)


def cross_entropy(scores, gold):
    """Mean of -log of the probability of what is right; gold [n, 2]: the right move and another that is, or -1."""
    log = scores.log_softmax(-1)
    right = torch.gather(log, 1, gold.clamp(min=0)).masked_fill(gold < 0, -1e9)
    return -torch.logsumexp(right, 1).mean()


def loss_of(encoder, heads, data, batch, drop):
    w = max(len(d["type"]) for d in batch)
    types = torch.full((len(batch), w), -1)
    for i, d in enumerate(batch):
        types[i, : len(d["type"])] = torch.from_numpy(d["type"])
    used, where = torch.unique(types, return_inverse=True)
    has_pad = int(used[0] < 0)
    where, used = where - has_pad, used[has_pad:]
    x = F.dropout(encoder(data.all_keys[used], data.all_rows[used], where, drop).flatten(0, 1), drop, True)
    loss = 0
    tagged = [(i, d["tag"]) for i, d in enumerate(batch) if "tag" in d]
    if tagged:
        rows = torch.cat([torch.arange(len(t)) + i * w for i, t in tagged])
        loss = F.cross_entropy(heads["tag"](x[rows]), torch.from_numpy(np.concatenate([t for _, t in tagged])))
    for kind, weight in (("tree", 2.0), ("name", 1.0)):
        got = [(i, *d[kind]) for i, d in enumerate(batch) if kind in d]
        if got:
            at = np.concatenate([np.where(words >= 0, words + i * w, -1) for i, words, _ in got])
            gold = np.concatenate([moves for _, _, moves in got])
            loss = loss + weight * cross_entropy(heads[kind](x, torch.from_numpy(at)), torch.from_numpy(gold))
    return loss


def tok2vec_of(nlp):
    return nlp.get_pipe("tok2vec").model if "tok2vec" in nlp.pipe_names else nlp.get_pipe("segmenter").model.get_ref("tok2vec")


def labels_of(pipe):
    return [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)] if hasattr(pipe, "moves") else list(getattr(pipe, "labels", ()))


def warm(nlp, source):
    """The numbers of another pipeline of the same widths; of the mixing layer, which may have more inputs here (word
    vectors), those that both have; of the last layers those of the labels that both have."""
    old = spacy.load(source)
    for name in nlp.pipe_names:
        known = {label: i for i, label in enumerate(labels_of(old.get_pipe(name)))}
        rows = [(i, known[label]) for i, label in enumerate(labels_of(nlp.get_pipe(name))) if label in known]
        by_kind = lambda x: sorted((n for n in x.get_pipe(name).model.walk() if n.param_names and n.name != "static_vectors"), key=lambda n: n.name.split(">>")[0])
        for a, b in zip(by_kind(nlp), by_kind(old), strict=True):
            for p in b.param_names:
                value, own = b.get_param(p), np.array(a.get_param(p))
                if rows and len(value) == len(known) and len(own) == len(labels_of(nlp.get_pipe(name))):
                    for mine, its in rows:
                        own[mine] = value[its]
                elif own.shape == value.shape:
                    own = value
                elif a.name == "maxout":
                    own[:, :, : value.shape[2]] = value
                    own[:, :, value.shape[2] :] = 0
                a.set_param(p, own)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("out")
    p.add_argument("config")
    p.add_argument("train")
    p.add_argument("dev")
    p.add_argument("--vectors")
    p.add_argument("--source", help="a trained pipeline to go on from")
    p.add_argument("--epochs", type=float, default=6)
    p.add_argument("--tokens", type=int, default=1500)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--drop", type=float, default=0.1)
    p.add_argument("--forget", type=float, default=0.1, help="share of word types that lose their form, anew in each batch; a third of it: their vector")
    p.add_argument("--seed", type=int, default=1, help="other seeds give pipelines for average.py")
    p.add_argument("--threads", type=int, default=2)
    a, rest = p.parse_known_args()
    torch.manual_seed(a.seed)
    torch.set_flush_denormal(True)
    torch.set_num_threads(a.threads)
    if a.source and not a.vectors:
        nlp = spacy.load(a.source)
    else:
        over = {"paths.train": a.train, "paths.dev": a.dev, **parse_config_overrides(rest)}
        if a.vectors:
            over.update({"paths.vectors": a.vectors, "components.tok2vec.model.embed.include_static_vectors": True})
        nlp = init_nlp(load_config(a.config, overrides=over))
        if a.source:
            warm(nlp, a.source)
    encoder = Encoder(tok2vec_of(nlp), np.asarray(nlp.vocab.vectors.data, dtype=np.float32), a.forget)
    heads, data = Heads(nlp), Data(nlp, encoder)
    train = data.read(a.train)
    data.seal()
    print("%d documents read" % len(train), flush=True)
    dev = [Example(Doc(nlp.vocab, words=[t.text for t in d]), d) for d in DocBin().from_disk(a.dev).get_docs(nlp.vocab)]
    rng, plan = random.Random(a.seed), []
    steps = int(a.epochs * len(data.batches(train, a.tokens, random.Random(1))))
    while len(plan) < steps:
        plan += data.batches(train, a.tokens, rng)
    plan = plan[:steps]
    both = nn.ModuleList([encoder, heads])
    opt = torch.optim.AdamW(both.parameters(), lr=a.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    sched = schedule(opt, len(plan))
    both.train()
    began, mean, words = time.time(), None, 0

    def measure():
        encoder.put_back(), heads.put_back()
        for e in dev:
            e.predicted = Doc(nlp.vocab, words=[t.text for t in e.reference])
        s = nlp.evaluate(dev)
        print(" ".join("%s %.4f" % (k, s[k]) for k in ("tag_acc", "pos_acc", "dep_uas", "dep_las", "ents_f") if s.get(k) is not None), flush=True)

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
        if step % 1500 == 1499:
            measure()
            nlp.to_disk(a.out)
    measure()
    nlp.to_disk(a.out)


if __name__ == "__main__":
    main()
