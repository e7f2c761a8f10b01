"""Brings a treebank in an older annotation to a newer one, by the teacher.

    convert.py TEACHER.pt OLD-HEAD NEW-HEAD OLD.conllu[.xz] NEW.conllu[.xz][=SAME.conllu] ... >converted.conllu

The converter is a new head of the teacher, begun with what OLD-HEAD knows, that also sees each word's old tag, label and head. It learns on
the NEW files. SAME has sentences of NEW, word by word, in the old annotation (recut_trees.py --like); for others it is what the teacher's
OLD-HEAD predicts, and is trusted accordingly less. It is then used on OLD.
"""
import argparse
import random
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

import conllu_path  # noqa: F401  (finds conllu.py beside this folder)
import conllu
from teach import Teacher, batches, load, measure, predict, schedule, spec_of, tree_loss


def kept(old, new):
    """What each old label adds to the new ones: to its own name at first, and what is learned."""
    e = nn.Embedding(len(old) + 1, len(new))
    nn.init.zeros_(e.weight)
    with torch.no_grad():
        for name, i in old.items():
            e.weight[i] += torch.tensor([3.0 * (name == n) for n in new])
    return e


class Converter(nn.Module):
    def __init__(self, teacher, old, new):
        super().__init__()
        self.teacher, self.head = teacher, teacher.heads[new]
        h = teacher.e5.ln.weight.shape[0]
        self.tags = {t: i for i, t in enumerate(sorted({t.split("|")[0] for t in teacher.heads[old].tags}))}
        self.rels = {r: i for i, r in enumerate(teacher.heads[old].rels)}
        self.tag, self.rel = nn.Embedding(len(self.tags) + 1, h), nn.Embedding(len(self.rels) + 1, h)
        self.up, self.down = nn.Embedding(len(self.rels) + 1, 1), nn.Embedding(len(self.rels) + 1, 1)
        for e in (self.tag, self.rel, self.up, self.down):
            nn.init.normal_(e.weight, std=0.02)
        nn.init.constant_(self.up.weight, 0.5)  # at first: as it was
        self.same_tag = kept(self.tags, [t.split("|")[0] for t in self.head.tags])
        self.same_rel = kept(self.rels, self.head.rels)

    def scores(self, sents, olds):
        x, mask = self.teacher.encode(sents)
        tag, rel = (torch.full(mask.shape, n) for n in (len(self.tags), len(self.rels)))
        same = torch.zeros(*mask.shape, mask.shape[1] + 1)
        for k, (tags, heads, rels) in enumerate(olds):
            n = len(tags)
            tag[k, :n] = torch.tensor([self.tags.get(t.split("|")[0], len(self.tags)) for t in tags])
            rel[k, :n] = torch.tensor([self.rels.get(r, len(self.rels)) for r in rels])
            same[k, torch.arange(n), torch.tensor(heads)] = 1
        x = x + self.tag(tag) + self.rel(rel)
        tags, arcs, parts = self.head.scores(x)
        turned = F.pad(same[:, :, 1:].transpose(1, 2), (1, 0))  # [word, h]: word was the old head of h
        down = F.pad(self.down(rel)[..., 0], (1, 0))
        arcs = arcs + 10 * same * self.up(rel) + 10 * turned * down[:, None, :]
        return tags + self.same_tag(tag), arcs, (*parts, self.same_rel(rel)), mask


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("teacher")
    p.add_argument("old_head")
    p.add_argument("new_head")
    p.add_argument("old")
    p.add_argument("new", nargs="+")
    p.add_argument("--times", type=int, default=4)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--check", help="measure on this NEW[=SAME]")
    a = p.parse_args()
    torch.manual_seed(1)
    torch.set_flush_denormal(True)
    torch.set_num_threads(a.threads)
    rng = random.Random(1)
    teacher = Teacher.load(a.teacher)

    def with_old(spec):
        path, _, same = spec.partition("=")
        sents = load(a.new_head, path)
        known = {tuple(s): old for s, old in load(a.old_head, same)} if same else {}
        out = [(s, (gold, known[tuple(s)])) for s, gold in sents if tuple(s) in known]
        sents = [x for x in sents if tuple(x[0]) not in known]
        for b in batches(teacher, sents, 2000, random.Random(0)):
            out += [(s, (gold, old)) for (s, gold), old in zip(b, predict(teacher, a.old_head, [x[0] for x in b]))]
        return out

    teacher.add_like(a.new_head, spec_of(a.new_head, [x for spec in a.new for x in load(a.new_head, spec.partition("=")[0])]), a.old_head)
    data = [x for spec in a.new for x in with_old(spec)]
    check = with_old(a.check) if a.check else []
    conv = Converter(teacher, a.old_head, a.new_head)
    plan = [b for _ in range(a.times) for b in batches(teacher, data, 1000, rng)]
    rng.shuffle(plan)
    slow = list(teacher.e5.parameters())
    known = {id(x) for x in slow}
    opt = torch.optim.AdamW([{"params": slow, "lr": 1e-4}, {"params": [x for x in conv.parameters() if id(x) not in known], "lr": 1e-3}], betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    sched = schedule(opt, len(plan))
    conv.train()
    began, mean = time.time(), None
    for step, batch in enumerate(plan):
        tags, arcs, parts, mask = conv.scores([b[0] for b in batch], [b[1][1] for b in batch])
        loss = tree_loss(conv.head, tags, arcs, parts, mask, [b[1][0] for b in batch])
        opt.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(conv.parameters(), 1.0)
        opt.step()
        sched.step()
        mean = loss.item() if mean is None else 0.95 * mean + 0.05 * loss.item()
        if step % 20 == 0:
            print("%d/%d %.0f s %.3f" % (step, len(plan), time.time() - began, mean), file=sys.stderr, flush=True)
    conv.eval()

    def run(batch):
        with torch.inference_mode():
            return predict(teacher, a.new_head, [b[0] for b in batch], conv.scores([b[0] for b in batch], [b[1][1] for b in batch]))

    if check:
        print(measure(teacher, a.new_head, check, run, lambda b: b[1][0]), file=sys.stderr)
    old = [(s, (gold, gold)) for s, gold in load(a.old_head, a.old)]
    for batch in batches(teacher, old, 2000, random.Random(0)):
        for (sent, _), (tags, heads, rels) in zip(batch, run(batch)):
            space = [before for _, before in sent[1:]] + [True]
            print(conllu.block([w for w, _ in sent], space, tags, heads, rels), end="")


if __name__ == "__main__":
    main()
