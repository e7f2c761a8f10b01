"""Fine-tunes the encoder of e5.py as a parser, tagger and name finder for several languages at once.

    teach.py OUT.pt DATA [DATA ...]       DATA: HEAD=FILE[*TIMES]
    e.g. en=en_ewt-ud-train.conllu.xz*3 en=en_gum-ud-train.conllu.xz id=id_csui-ud-train.conllu.xz*4 ner-id=...

Each HEAD has its own output layers on the one encoder; heads that begin with "ner-" read IOB files and name
entities, the others read CoNLL-U: UPOS with features, and heads and labels by deep biaffine attention (Dozat
and Manning 2017). The vector of a word is the mean of its pieces in the last layer. *TIMES repeats a file.
A file named HEAD=FILE*0 is for measuring only.
"""
import argparse
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

import conllu_path  # noqa: F401  (finds conllu.py beside this folder)
import conllu
from e5 import E5


def with_one(x):
    return torch.cat([x, x.new_ones(*x.shape[:-1], 1)], -1)


def rels_at(weight, parts, heads):
    """Label scores [b, w, R] of each word with the given head [b, w]; weight [R, n + 1, n + 1], parts: the vectors of
    dependents [b, w, n] and of heads [b, w + 1, n]."""
    d, h = parts
    h = torch.gather(h, 1, heads[..., None].expand(-1, -1, h.shape[-1]))
    d, h = with_one(d), with_one(h)
    b, w, n = d.shape
    left = (d.reshape(b * w, n) @ weight.permute(1, 0, 2).reshape(n, -1)).view(b * w, -1, n)
    return torch.bmm(left, h.reshape(b * w, n, 1)).view(b, w, -1)


class ParseHead(nn.Module):
    def __init__(self, h, tags, rels, arc=256, rel=96):
        super().__init__()
        self.tags, self.rels = tags, rels
        self.tag = nn.Linear(h, len(tags))
        self.root = nn.Parameter(torch.zeros(h))
        self.arc_d, self.arc_h = nn.Linear(h, arc), nn.Linear(h, arc)
        self.rel_d, self.rel_h = nn.Linear(h, rel), nn.Linear(h, rel)
        self.arc, self.rel = nn.Parameter(torch.zeros(arc + 1, arc + 1)), nn.Parameter(torch.zeros(len(rels), rel + 1, rel + 1))

    def scores(self, x):
        """x [b, w, h] -> tags [b, w, T], arcs [b, w, w + 1] (column 0: root), and what rels_at() needs."""
        x = F.dropout(x, 0.2, self.training)
        up = torch.cat([self.root.expand(len(x), 1, -1), x], 1)
        arcs = with_one(F.gelu(self.arc_d(x))) @ self.arc @ with_one(F.gelu(self.arc_h(up))).transpose(1, 2)
        return self.tag(x), arcs, (F.gelu(self.rel_d(x)), F.gelu(self.rel_h(up)))

    def rels_at(self, parts, heads):
        """Labels under these heads: [b, w, R]. A third part is added to them."""
        said = rels_at(self.rel, parts[:2], heads)
        return said + parts[2] if len(parts) > 2 else said


class NerHead(nn.Module):
    def __init__(self, h, labels):
        super().__init__()
        self.labels = labels
        self.out = nn.Linear(h, len(labels))

    def forward(self, x):
        return self.out(F.dropout(x, 0.2, self.training))


class Teacher(nn.Module):
    def __init__(self, layers, heads):
        super().__init__()
        self.e5, self.n_layers, self.spec = E5(layers), layers, heads
        self.heads = nn.ModuleDict()
        for name, spec in heads.items():
            self.add(name, spec)

    def add(self, name, spec):
        h = self.e5.ln.weight.shape[0]
        self.spec[name] = spec
        self.heads[name] = NerHead(h, spec["labels"]) if "labels" in spec else ParseHead(h, spec["tags"], spec["rels"])

    def add_like(self, name, spec, other):
        """A parse head that begins with what the head `other` knows: of tags and labels, those both have."""
        self.add(name, spec)
        a, b = self.heads[name], self.heads[other]
        with torch.no_grad():
            for part in ("root", "arc", "arc_d", "arc_h", "rel_d", "rel_h"):
                mine, its = getattr(a, part), getattr(b, part)
                mine.load_state_dict(its.state_dict()) if isinstance(mine, nn.Linear) else mine.copy_(its)
            for i, t in enumerate(a.tags):
                if t in b.tags:
                    a.tag.weight[i], a.tag.bias[i] = b.tag.weight[b.tags.index(t)], b.tag.bias[b.tags.index(t)]
            for i, r in enumerate(a.rels):
                if r in b.rels:
                    a.rel[i] = b.rel[b.rels.index(r)]

    def encode(self, sents):
        """Lists of (word, space before) -> vectors [b, words, h] and mask [b, words]."""
        tk, rows = self.e5.tokenizer, []
        for s in sents:
            ids, where = [tk.bos], []
            for i, (w, space) in enumerate(s):
                p = tk.word(w, space)
                ids += p
                where += [i] * len(p)
            rows.append((ids[:510] + [tk.eos], where[:509]))
        n, w = max(len(r[0]) for r in rows), max(len(s) for s in sents)
        ids = torch.full((len(rows), n), self.e5.pad)
        mask = torch.zeros(len(rows), n, dtype=torch.bool)
        pool = torch.zeros(len(rows), w, n)
        words = torch.zeros(len(rows), w, dtype=torch.bool)
        for k, (r, where) in enumerate(rows):
            ids[k, : len(r)] = torch.tensor(r)
            mask[k, : len(r)] = True
            words[k, : len(sents[k])] = True
            pool[k, torch.tensor(where), torch.arange(1, 1 + len(where))] = 1
        pool = pool / pool.sum(2, keepdim=True).clamp(min=1)
        return pool @ self.e5(ids, mask)[-1], words

    def save(self, path):
        kept = {k: v.half() for k, v in self.state_dict().items()}
        torch.save({"layers": self.n_layers, "heads": self.spec, "weights": kept}, path)

    @classmethod
    def load(cls, path):
        d = torch.load(path, weights_only=True)
        m = cls(d["layers"], d["heads"])
        m.load_state_dict({k: v.float() for k, v in d["weights"].items()})
        return m.eval()


def spaced(words, space):
    """(word, white space before it) from words and white space after."""
    return list(zip(words, [True] + list(space[:-1])))


def load(head, path):
    out = []
    if head.startswith("ner-"):
        for words, labels in conllu.read_iob(path, -1):
            out.append((spaced(words, [True] * len(words)), labels))
    else:
        for s in conllu.read(path):
            tags = [u + "|" + f if f != "_" else u for u, f in zip(s.upos, s.feats)]
            out.append((spaced(s.words, s.space), (tags, s.heads, s.deprels)))
    return [x for x in out if len(x[0]) <= 120]


def spec_of(head, sents):
    """The labels of a head, as the data have them."""
    if head.startswith("ner-"):
        return {"labels": ["O"] + sorted({l for _, g in sents for l in g} - {"O"})}
    return {"tags": sorted({t for _, g in sents for t in g[0]}), "rels": sorted({r for _, g in sents for r in g[2]})}


def batches(model, sents, budget, rng):
    """Sentences of like length together: at most `budget` word pieces in a batch, padding counted."""
    def pieces(s):
        return 2 + sum(len(model.e5.tokenizer.word(*w)) for w in s[0])

    order = sorted(((pieces(s) * (1 + rng.random() * 0.05), s) for s in sents), key=lambda x: x[0])
    out, now = [], []
    for n, s in order:
        if now and n * (len(now) + 1) > budget:
            out.append(now)
            now = []
        now.append(s)
    return out + [now] if now else out


def loss_of(model, head, batch):
    h = model.heads[head]
    x, mask = model.encode([b[0] for b in batch])
    if isinstance(h, NerHead):
        index = {l: i for i, l in enumerate(h.labels)}
        gold = torch.full(mask.shape, -100)
        for k, (_, labels) in enumerate(batch):
            gold[k, : len(labels)] = torch.tensor([index.get(l, 0) for l in labels])
        return F.cross_entropy(h(x).flatten(0, 1), gold.flatten())
    return tree_loss(h, *h.scores(x), mask, [b[1] for b in batch])


def tree_loss(h, tags, arcs, parts, mask, gold):
    tag, arc, rel = (torch.full(mask.shape, -100) for _ in range(3))
    ti, ri = {t: i for i, t in enumerate(h.tags)}, {r: i for i, r in enumerate(h.rels)}
    for k, (t, heads, rels) in enumerate(gold):
        n = len(t)
        tag[k, :n] = torch.tensor([ti.get(x, -100) for x in t])
        arc[k, :n] = torch.tensor(heads)
        rel[k, :n] = torch.tensor([ri.get(x, -100) for x in rels])
    arcs = arcs.masked_fill(~torch.cat([mask[:, :1], mask], 1)[:, None, :], -1e4)
    rels = h.rels_at(parts, arc.clamp(min=0))
    return sum(F.cross_entropy(s.flatten(0, 1), g.flatten()) for s, g in ((tags, tag), (arcs, arc), (rels, rel)))


def schedule(opt, steps):
    """Warm-up over 6 %, then down in a line."""
    return torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min((s + 1) / (0.06 * steps), max(0.02, (steps - s) / (0.94 * steps))))


def predict(model, head, sents, scored=None):
    """For parse heads: per sentence (tags, heads, labels); for names: labels. Heads form a tree with one root.
    scored: the tags, arcs, parts and mask of these sentences, where they came another way."""
    h = model.heads[head]
    with torch.inference_mode():
        if scored is None:
            x, mask = model.encode(sents)
            if isinstance(h, NerHead):
                best = h(x).argmax(-1).tolist()
                return [[h.labels[i] for i in row[: len(s)]] for row, s in zip(best, sents)]
            scored = *h.scores(x), mask
        tags, arcs, parts, mask = scored
        arcs = torch.log_softmax(arcs.masked_fill(~torch.cat([mask[:, :1], mask], 1)[:, None, :], -1e4), -1)
        heads = arcs.argmax(-1)
        for k, s in enumerate(sents):
            n = len(s)
            row = heads[k, :n].tolist()
            if row.count(0) != 1 or not is_tree(row):
                heads[k, :n] = torch.tensor(best_tree(arcs[k, :n, : n + 1].tolist()))
        rels = h.rels_at(parts, heads)
        root = h.rels.index("root")
        rels[..., root] = torch.where(heads == 0, 1e4, -1e4)
        tags, rels = tags.argmax(-1).tolist(), rels.argmax(-1).tolist()
        heads = heads.tolist()
    return [([h.tags[t] for t in tags[k][: len(s)]], heads[k][: len(s)], [h.rels[r] for r in rels[k][: len(s)]])
            for k, s in enumerate(sents)]


def is_tree(heads):
    for i in range(len(heads)):
        seen, at = 0, i + 1
        while at:
            at = heads[at - 1]
            seen += 1
            if seen > len(heads):
                return False
    return True


def best_tree(scores):
    """Maximum spanning tree with one root (Chu-Liu-Edmonds); scores[w][0] is the root's, [w][h] of head h."""
    n = len(scores)

    def cle(nodes, score):
        head = {d: max((h for h in score[d]), key=lambda h: score[d][h]) for d in nodes}
        for start in nodes:
            path, at = [], start
            while at != 0 and at not in path:
                path.append(at)
                at = head[at]
            if at == 0:
                continue
            cycle = path[path.index(at):]
            inside, new = set(cycle), max(max(nodes), *(h for d in nodes for h in score[d])) + 1
            total = sum(score[d][head[d]] for d in cycle)
            sub, enter, leave = {new: {}}, {}, {}
            for d in nodes:
                if d in inside:
                    for h, v in score[d].items():
                        if h not in inside:
                            v = v - score[d][head[d]] + total
                            if h not in sub[new] or v > sub[new][h]:
                                sub[new][h], enter[h] = v, d
                else:
                    sub[d] = {}
                    for h, v in score[d].items():
                        if h not in inside:
                            sub[d][h] = v
                        elif new not in sub[d] or v > sub[d][new]:
                            sub[d][new], leave[d] = v, h
            got = cle(list(sub), sub)
            out = {d: (leave[d] if h == new else h) for d, h in got.items() if d != new}
            broken = enter[got[new]]
            for d in cycle:
                out[d] = got[new] if d == broken else head[d]
            return out
        return head

    best, value = None, -1e30
    roots = sorted(range(1, n + 1), key=lambda d: -scores[d - 1][0])[:3]
    for root in roots:
        score = {d: {h: scores[d - 1][h] for h in range(1, n + 1) if h != d} for d in range(1, n + 1) if d != root}
        score[root] = {0: scores[root - 1][0]}
        tree = cle(list(score), score)
        v = sum(scores[d - 1][h] for d, h in tree.items())
        if v > value:
            best, value = tree, v
    return [best[d] for d in range(1, n + 1)]


def measure(model, head, sents, run=None, gold_of=lambda b: b[1]):
    model.eval()
    run = run or (lambda batch: predict(model, head, [b[0] for b in batch]))
    hit = {"upos": 0, "uas": 0, "las": 0, "words": 0, "ner": [0, 0, 0]}
    for batch in batches(model, sents, 2000, random.Random(0)):
        for gold, got in zip(map(gold_of, batch), run(batch)):
            if head.startswith("ner-"):
                a, b = set(conllu.spans(gold)), set(conllu.spans(got))
                hit["ner"] = [x + y for x, y in zip(hit["ner"], (len(a), len(b), len(a & b)))]
                continue
            for t, h, r, t2, h2, r2 in zip(*gold, *got):
                hit["words"] += 1
                hit["upos"] += t.split("|")[0] == t2.split("|")[0]
                hit["uas"] += h == h2
                hit["las"] += h == h2 and r.split(":")[0] == r2.split(":")[0]
    if head.startswith("ner-"):
        g, s, f = hit["ner"]
        return "P %.3f R %.3f F1 %.3f" % (f / max(s, 1), f / max(g, 1), 2 * f / max(g + s, 1))
    return "UPOS %.4f UAS %.4f LAS %.4f" % tuple(hit[k] / hit["words"] for k in ("upos", "uas", "las"))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("out")
    p.add_argument("data", nargs="+")
    p.add_argument("--layers", type=int, default=8)
    p.add_argument("--pieces", type=int, default=1300, help="word pieces in a batch")
    p.add_argument("--rate", type=float, default=4e-4)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--start", help="go on from this teacher")
    p.add_argument("--like", action="append", default=[], metavar="HEAD=OTHER", help="a new head begins with what another knows")
    a = p.parse_args()
    like = dict(x.split("=") for x in a.like)
    torch.manual_seed(1)
    torch.set_flush_denormal(True)
    torch.set_num_threads(a.threads)
    rng = random.Random(1)
    data, test = {}, {}
    for d in a.data:
        head, _, rest = d.partition("=")
        path, _, n = rest.partition("*")
        sents = load(head, path)
        if n == "0":
            test.setdefault(head, []).append((path, sents))
        else:
            data.setdefault(head, []).extend((s, int(n or 1)) for s in sents)
    spec = {head: spec_of(head, [s for s, _ in sents]) for head, sents in data.items()}
    model = Teacher.load(a.start) if a.start else Teacher(a.layers, spec)
    for head in sorted(spec.keys() - model.spec.keys()):
        model.add_like(head, spec[head], like[head]) if head in like else model.add(head, spec[head])
    plan = []
    for head, sents in data.items():
        for k in range(max(n for _, n in sents)):
            plan += [(head, b) for b in batches(model, [s for s, n in sents if n > k], a.pieces, rng)]
    rng.shuffle(plan)
    groups = [{"params": model.e5.parameters(), "lr": a.rate}, {"params": model.heads.parameters(), "lr": a.rate * 5}]
    opt = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    sched = schedule(opt, len(plan))
    model.train()
    began, mean = time.time(), {}
    for step, (head, batch) in enumerate(plan):
        loss = loss_of(model, head, batch)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        sched.step()
        mean[head] = mean.get(head, loss.item()) * 0.95 + loss.item() * 0.05
        if step % 50 == 0:
            print("%d/%d %.0f s %s" % (step, len(plan), time.time() - began, " ".join("%s %.3f" % x for x in sorted(mean.items()))), flush=True)
        if step % 300 == 299:
            model.save(a.out)
    model.save(a.out)
    for head, files in test.items():
        for path, sents in files:
            print(head, Path(path).name, measure(model, head, sents), flush=True)


if __name__ == "__main__":
    main()
