"""CoNLL-U and IOB files, plain or .xz, and IOB2 labels: what the scripts here share."""
import lzma


def lines(path):
    f = lzma.open(path, "rt", encoding="utf-8") if str(path).endswith(".xz") else open(path, encoding="utf-8")
    with f:
        for line in f:
            yield line.rstrip("\r\n")


class Sentence:
    """words, lemmas, upos, feats, heads (0: root, else 1-based), deprels: lists of one length; space[i]: white
    space follows word i; comments: the "# key = value" lines as a dict; new paragraph or document: comments
    has "newpar" or "newdoc"."""

    def __init__(self):
        self.words, self.lemmas, self.upos, self.feats, self.heads, self.deprels = [], [], [], [], [], []
        self.space, self.misc, self.comments = [], [], {}

    def __len__(self):
        return len(self.words)


    def names(self):
        """IOB2 labels from NER=... in MISC; "O" where there is none."""
        return [dict(x.split("=", 1) for x in m.split("|") if "=" in x).get("NER", "O") for m in self.misc]


def block(words, space, tags, heads, deprels, names=None):
    """One sentence as CoNLL-U, its blank line too. tags: "UPOS" or "UPOS|FEATS"; space[i]: white space follows word i;
    names: IOB2 labels, for MISC."""
    out = []
    for i, word in enumerate(words):
        upos, _, feats = tags[i].partition("|")
        misc = [] if space[i] else ["SpaceAfter=No"]
        if names and names[i] != "O":
            misc.append("NER=" + names[i])
        out.append("%d\t%s\t_\t%s\t_\t%s\t%d\t%s\t_\t%s\n" % (i + 1, word, upos, feats or "_", heads[i], deprels[i], "|".join(misc) or "_"))
    return "".join(out) + "\n"


def spans(labels):
    """[(first, last + 1, type)] of IOB2 labels; an I- without its B- opens a span."""
    out, start = [], None
    for i, l in enumerate([*labels, "O"]):
        if start is not None and (l[:1] != "I" or l[2:] != labels[start][2:]):
            out.append((start, i, labels[start][2:]))
            start = None
        if l[:1] in ("B", "I") and start is None:
            start = i
    return out


def read(path):
    """Sentences of a CoNLL-U file."""
    return parse(lines(path))


def parse(rows):
    """Sentences of lines of CoNLL-U: syntactic words; empty nodes are left out."""
    s, inside, glued = Sentence(), 0, False
    for line in rows:
        if not line:
            if s.words:
                yield s
            s, inside = Sentence(), 0
        elif line[0] == "#":
            key, _, value = line[1:].partition("=")
            s.comments[key.strip().split(" ")[0]] = value.strip()
        else:
            c = line.split("\t")
            if "." in c[0]:
                continue
            if "-" in c[0]:
                first, last = c[0].split("-")
                inside, glued = int(last), "SpaceAfter=No" in c[9]
                continue
            i = int(c[0])
            s.words.append(c[1])
            s.lemmas.append(c[2])
            s.upos.append(c[3])
            s.feats.append(c[5])
            s.heads.append(int(c[6]) if c[6].isdigit() else 0)
            s.deprels.append(c[7])
            s.misc.append(c[9])
            s.space.append("SpaceAfter=No" not in c[9] if i > inside else i == inside and not glued)
    if s.words:
        yield s


def read_iob(path, label=1):
    """Sentences of an IOB2 file as (words, labels): columns split at tabs, or at blanks where there are none;
    label: the column of the label (-1: the last). A word may hold blanks where columns are tabs."""
    words, labels = [], []
    for line in lines(path):
        if not line.strip():
            if words:
                yield words, labels
            words, labels = [], []
        elif not line.startswith("# "):
            c = line.split("\t") if "\t" in line else line.split()
            if c[0].isdigit() and len(c) > 3:
                c = c[1:]
            words.append(c[0])
            labels.append(c[label])
    if words:
        yield words, labels
