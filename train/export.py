#!/usr/bin/env python3
"""Write a trained spaCy pipeline as one model file for Chancery.

usage: export.py PIPELINE_DIR OUT.model [--lemmas FILE.tsv] [--manifest FILE.json] [--write-back DIR]
                 [--vectors i8|f16] [--no-fold]

PIPELINE_DIR  a pipeline saved by spaCy 3.8 (model-best of `spacy train`), of these components, all optional:
                tagger whose labels are S, B, I     segmenter: begins a sentence, a word, goes on with a word
                tagger or morphologizer             UPOS and features; labels "Case=Nom|POS=PRON", or plain UPOS
                parser                              greedy, spacy.TransitionBasedParser.v2 with use_upper
                ner                                 the same with state_type "ner"
              each over a spacy.Tok2Vec.v2 of its own or a listener to a tok2vec component, made of
              spacy.MultiHashEmbed.v2 (attributes ORTH LOWER NORM PREFIX SUFFIX SHAPE SPACY, with or without
              static vectors) and spacy.MaxoutWindowEncoder.v2; widths, depths, rows, pieces, windows as you like.
--lemmas      a table made by lemmas.py; needs a tagger with UPOS
--manifest    JSON to go into the file as it is, with what is added here: training data, licences, scores
--write-back  saves the pipeline with the weights as they are in the file (rounded to half floats, vectors to
              8 bits), for compare.py: with these spaCy and Chancery compute with the same numbers
--vectors     how static vectors are kept: i8 (8 bits and a scale for each row, the default) or f16
--no-fold     keep static vectors as they are. By default they are multiplied with their projection once and for
              all where that makes them smaller and only one tok2vec uses them.

The form of the file is described in src/nn/format.h. Prints what went in and how large it is.
"""
import argparse
import json
import struct
import sys

import numpy
import spacy
import srsly
from spacy.attrs import IDS as ATTR_IDS, NAMES as ATTR_NAMES
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.pipeline.dep_parser import DependencyParser
from spacy.pipeline.ner import EntityRecognizer
from spacy.pipeline.tagger import Tagger
from spacy.pipeline.tok2vec import Tok2Vec, Tok2VecListener
from spacy.strings import get_string_id, hash_string
from spacy.symbols import IDS as SYMBOLS
from spacy.vectors import Mode, Vectors

MAGIC, VERSION, ALIGN = b"\x89Chancery model\n", 1, 64
TYPES = {"bytes": (1, "u1"), "u32": (2, "<u4"), "u64": (3, "<u8"), "f16": (4, "<f2"), "f32": (5, "<f4"), "i8": (6, "i1")}
ATTRS = {name: i for i, name in enumerate(("ORTH", "LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"), 1)}
(MANIFEST, SYMBOL_HASH, SYMBOL_ID, NORM_KEY, NORM_ID) = range(1, 6)
(VECTOR_KEY, VECTOR_ROW, VECTOR, VECTOR_SCALE, VECTOR_ATTR) = range(8, 13)
(ENC_ATTRS, ENC_SHAPE, ENC_TABLE, ENC_VECTOR, ENC_MIX, ENC_MIX_B, ENC_MIX_LN, ENC_CONV, ENC_CONV_B, ENC_CONV_LN) = range(16, 26)
(TAG_ENC, TAG_W, TAG_B, TAG_LABELS) = range(32, 36)
(TR_ENC, TR_IN, TR_IN_B, TR_LOW, TR_LOW_B, TR_PAD, TR_UP, TR_UP_B, TR_MOVES, TR_LABELS) = range(48, 58)
(LEMMA_UPOS, LEMMA_EDIT, LEMMA_EDIT_AT, LEMMA_KEY, LEMMA_VALUE, LEMMA_AFFIX) = range(64, 70)
SEGMENT, TAG = 0, 1
PARSE, NER = 0, 1
PARSE_MOVES = {"S": 0, "D": 1, "L": 2, "R": 3, "B": 4}
NER_MOVES = {"M": 0, "B": 1, "I": 2, "L": 3, "U": 4, "O": 5}
MAX_ENCODERS, MAX_ATTRS, MAX_WIDTH, MAX_PIECES, MAX_DEPTH, MAX_WINDOW = 4, 8, 1024, 8, 16, 4
WISHED_SIZE = 12 << 20


class Refused(Exception):
    """The pipeline has something that Chancery cannot run; the message says what and what it can."""


class File:
    """A model file in the making."""

    def __init__(self):
        self.sections = []

    def add(self, kind, type_, array, owner=0, part=0):
        code, dtype = TYPES[type_]
        array = numpy.ascontiguousarray(array)
        if 0 in array.shape or array.ndim > 4:
            raise Refused(f"section {kind}: an array of shape {array.shape}")
        self.sections.append((kind, owner, part, code, array.shape, array.astype(dtype).tobytes()))

    def strings(self, kind, strings, owner=0):
        self.add(kind, "bytes", numpy.frombuffer(b"".join(s.encode() + b"\0" for s in strings), "u1"), owner)

    def bytes(self):
        import_check = checksum()
        at = 40 + 40 * len(self.sections)
        table, body = b"", b""
        start = at
        for kind, owner, part, code, shape, data in self.sections:
            pad = -(start + len(body)) % ALIGN
            body += b"\0" * pad
            dims = list(shape) + [1] * (4 - len(shape))
            table += struct.pack("<4H4I2Q", kind, owner, part, code, *dims, start + len(body), len(data))
            body += data
        rest = table + body
        return MAGIC + struct.pack("<2I2Q", VERSION, len(self.sections), 40 + len(rest), import_check(rest)) + rest


def checksum():
    """XXH3 (64 bits) by the library that Chancery itself links."""
    import ctypes
    import ctypes.util
    name = ctypes.util.find_library("xxhash")
    if not name:
        raise Refused("libxxhash is not installed (tools/install-deps.sh installs it)")
    function = ctypes.CDLL(name).XXH3_64bits
    function.restype, function.argtypes = ctypes.c_uint64, [ctypes.c_char_p, ctypes.c_size_t]
    return lambda data: function(data, len(data))


def half(node, param, name):
    """Rounds a parameter to half floats, in the pipeline too, and returns it."""
    value = numpy.asarray(node.get_param(param), dtype="f4")
    small = value.astype("f2")
    if not numpy.isfinite(small).all():
        raise Refused(f"{name}: weights beyond ±65504 do not fit into half floats")
    node.set_param(param, small.astype("f4"))
    return small


def full(node, param, name):
    value = numpy.asarray(node.get_param(param), dtype="f4")
    if not numpy.isfinite(value).all():
        raise Refused(f"{name}: weights that are not finite")
    return value


# ---- vectors and strings of the vocabulary ----

def write_strings(out, nlp, attrs):
    table = sorted((hash_string(s), n) for s, n in SYMBOLS.items() if s)
    out.add(SYMBOL_HASH, "u64", numpy.array([h for h, _ in table], "u8"))
    out.add(SYMBOL_ID, "u32", numpy.array([n for _, n in table], "u4"))
    if "NORM" in attrs:
        if nlp.vocab.lookups.has_table("lexeme_norm") and len(nlp.vocab.lookups.get_table("lexeme_norm")):
            raise Refused("attribute NORM with a table lexeme_norm: only spaCy's base norms are supported; use LOWER")
        norm = nlp.vocab.lex_attr_getters[ATTR_IDS["NORM"]]
        table = sorted((hash_string(s), get_string_id(norm(s))) for s in BASE_NORMS)
        out.add(NORM_KEY, "u64", numpy.array([h for h, _ in table], "u8"))
        out.add(NORM_ID, "u64", numpy.array([n for _, n in table], "u8"))


def write_vectors(out, nlp, users, how, fold):
    """users: the nodes "static_vectors" of all encoders. Rounds the vectors; returns whether they were folded."""
    vectors = nlp.vocab.vectors
    if not isinstance(vectors, Vectors) or vectors.mode != Mode.default or not vectors.key2row:
        raise Refused("static vectors: only a table of vectors by word is supported (mode \"default\"), not floret")
    attr = ATTR_NAMES[vectors.attr]
    if attr not in ATTRS or attr == "SPACY":
        raise Refused(f"static vectors by {attr}: supported are {' '.join(a for a in ATTRS if a != 'SPACY')}")
    pairs = sorted((int(k), int(r)) for k, r in vectors.key2row.items())
    used = sorted({r for _, r in pairs})
    new = {r: i for i, r in enumerate(used)}
    data = numpy.asarray(vectors.data, "f4")[used]
    users = list({id(u): u for u in users}.values())
    fold = fold and len(users) == 1 and users[0].get_dim("nO") < data.shape[1]
    if fold:
        data = data @ full(users[0], "W", "static vectors").T
    if data.shape[1] > MAX_WIDTH:
        raise Refused(f"static vectors of {data.shape[1]} numbers: at most {MAX_WIDTH} are supported")
    keys = numpy.array([k for k, _ in pairs], "u8")
    rows = numpy.array([new[r] for _, r in pairs], "u4")
    out.add(VECTOR_KEY, "u64", keys)
    out.add(VECTOR_ROW, "u32", rows)
    out.add(VECTOR_ATTR, "u32", numpy.array([ATTRS[attr]]))
    if how == "i8":
        scale = (numpy.abs(data).max(axis=1) / 127).astype("f4")
        scale[scale == 0] = 1
        small = numpy.clip(numpy.rint(data / scale[:, None]), -127, 127).astype("i1")
        out.add(VECTOR, "i8", small)
        out.add(VECTOR_SCALE, "f32", scale)
        data = scale[:, None] * small.astype("f4")
    else:
        small = data.astype("f2")
        out.add(VECTOR, "f16", small)
        data = small.astype("f4")
    kept = Vectors(strings=nlp.vocab.strings, data=data, name=vectors.name, attr=vectors.attr)
    for key, row in zip(keys, rows):
        kept.add(int(key), row=int(row))
    nlp.vocab.vectors = kept
    if fold:
        users[0]._dims["nM"] = data.shape[1]  # (set_dim refuses to change a dimension)
        users[0].set_param("W", numpy.eye(data.shape[1], dtype="f4"))
    return fold


# ---- encoders ----

KNOWN = ("extract_features", "list2ragged", "ragged2list", "ints-getitem", "hashembed", "static_vectors", "maxout", "layernorm", "dropout", "expand_window")
WRAPPERS = ("with_array", "residual", "chain", ">>", "concatenate", "|", "noop", "tok2vec")


def parts_of(model, name):
    """The nodes of a tok2vec by name, in order; refuses nodes that are of no known kind."""
    parts = {}
    for node in model.walk(order="dfs_pre"):
        if node.layers:
            continue
        parts.setdefault(node.name, []).append(node)
    for kind in parts:
        if kind not in KNOWN:
            raise Refused(f"component {name}: its tok2vec has a layer \"{kind}\"; supported are spacy.MultiHashEmbed.v2 "
                          "and spacy.MaxoutWindowEncoder.v2")
    if not parts.get("hashembed") or not parts.get("expand_window") or len(parts.get("extract_features", [])) != 1:
        raise Refused(f"component {name}: its tok2vec must be spacy.MultiHashEmbed.v2 and spacy.MaxoutWindowEncoder.v2")
    return parts


def attrs_of(parts, name):
    columns = parts["extract_features"][0].attrs["columns"]
    attrs = [c if isinstance(c, str) else ATTR_NAMES[c] for c in columns]
    for attr in attrs:
        if attr not in ATTRS:
            raise Refused(f"component {name}: attribute {attr}; supported are {' '.join(ATTRS)}")
    if not 1 <= len(attrs) <= MAX_ATTRS or len(attrs) != len(parts["hashembed"]):
        raise Refused(f"component {name}: 1 to {MAX_ATTRS} attributes are supported, each embedded once")
    return attrs


def write_maxout(out, kind, owner, part, maxout, norm, name):
    w = half(maxout, "W", name)
    if w.shape[1] > MAX_PIECES:
        raise Refused(f"component {name}: {w.shape[1]} maxout pieces; at most {MAX_PIECES} are supported")
    out.add(kind, "f16", w, owner, part)
    out.add(kind + 1, "f32", full(maxout, "b", name).reshape(w.shape[:2]), owner, part)
    out.add(kind + 2, "f32", numpy.stack([full(norm, "G", name), full(norm, "b", name)]), owner, part)


def write_encoder(out, number, model, name, folded):
    parts = parts_of(model, name)
    attrs = attrs_of(parts, name)
    windows = [n.attrs["window_size"] for n in parts["expand_window"]]
    maxouts, norms, depth = parts["maxout"], parts["layernorm"], len(windows)
    if len(maxouts) != depth + 1 or len(norms) != depth + 1 or len(set(windows)) != 1:
        raise Refused(f"component {name}: its tok2vec must be spacy.MultiHashEmbed.v2 and spacy.MaxoutWindowEncoder.v2")
    width = maxouts[0].get_dim("nO")
    if width > MAX_WIDTH or depth > MAX_DEPTH or not 1 <= windows[0] <= MAX_WINDOW or len({m.get_dim("nP") for m in maxouts[1:]}) != 1:
        raise Refused(f"component {name}: width {width}, depth {depth}, window {windows[0]}; at most {MAX_WIDTH}, "
                      f"{MAX_DEPTH}, {MAX_WINDOW} are supported")
    vectors = parts.get("static_vectors", [])
    seeds = [e.attrs["seed"] for e in parts["hashembed"]]
    out.add(ENC_ATTRS, "u32", numpy.array([[ATTRS[a], s] for a, s in zip(attrs, seeds)]), number)
    out.add(ENC_SHAPE, "u32", numpy.array([windows[0], depth, len(vectors), 0]), number)
    for i, table in enumerate(parts["hashembed"]):
        out.add(ENC_TABLE, "f16", half(table, "E", name), number, i)
    if vectors and not folded:
        out.add(ENC_VECTOR, "f16", half(vectors[0], "W", name), number)
    write_maxout(out, ENC_MIX, number, 0, maxouts[0], norms[0], name)
    for i in range(depth):
        write_maxout(out, ENC_CONV, number, i, maxouts[i + 1], norms[i + 1], name)
    return f"{name}: width {width}, depth {depth}, {' '.join(attrs)}{', static vectors' if vectors else ''}"


# ---- heads ----

def own_tok2vec(model):
    """The tok2vec below a component's model, or the listener in its place."""
    for node in model.walk(order="dfs_pre"):
        if isinstance(node, Tok2VecListener):
            return node
    return model.get_ref("tok2vec")


def nodes(model, name):
    return [n for n in model.walk(order="dfs_pre") if n.name == name]


def write_tagger(out, head, pipe, encoder, name):
    softmax = nodes(pipe.model, "softmax")
    if len(softmax) != 1:
        raise Refused(f"component {name}: supported is spacy.Tagger.v2")
    labels = list(pipe.labels)
    w = half(softmax[0], "W", name)
    if w.shape[0] != len(labels):
        raise Refused(f"component {name}: {len(labels)} labels, but scores for {w.shape[0]}")
    out.add(TAG_ENC, "u32", numpy.array([encoder]), head)
    out.add(TAG_W, "f16", w, head)
    out.add(TAG_B, "f32", full(softmax[0], "b", name), head)
    out.strings(TAG_LABELS, labels, head)
    return f"{name}: {len(labels)} labels"


def write_transitions(out, head, pipe, encoder, sees_sentences, name):
    if pipe.cfg.get("beam_width", 1) != 1 or pipe.cfg.get("learn_tokens"):
        raise Refused(f"component {name}: beam search and learn_tokens are not supported; train it greedy")
    model = pipe.model
    features = 8 if head == PARSE else 3
    if not model.attrs.get("has_upper"):
        raise Refused(f"component {name}: use_upper = true is needed")
    lower, upper, linear = model.get_ref("lower"), model.get_ref("upper"), nodes(model.get_ref("tok2vec"), "linear")
    if lower.get_dim("nF") != features or len(linear) != 1:
        raise Refused(f"component {name}: {lower.get_dim('nF')} state features; extra_state_tokens = false is needed")
    low = half(lower, "W", name)
    f, hidden, pieces, inner = low.shape
    if hidden > MAX_WIDTH or inner > MAX_WIDTH or pieces > MAX_PIECES:
        raise Refused(f"component {name}: hidden width {hidden}, {pieces} pieces; at most {MAX_WIDTH}, {MAX_PIECES} are supported")
    unseen = sorted(model.attrs["unseen_classes"])
    if unseen:  # spaCy gives them the lowest score of all; a weight of nothing and a very low bias do the same
        w, b = numpy.array(upper.get_param("W")), numpy.array(upper.get_param("b"))
        w[unseen], b[unseen] = 0, -60000
        upper.set_param("W", w)
        upper.set_param("b", b)
    up = half(upper, "W", name)
    names = [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]
    if up.shape[0] != len(names):
        raise Refused(f"component {name}: {len(names)} moves, but scores for {up.shape[0]}")
    labels, moves = (["ROOT"] if head == PARSE else [""]), []
    kinds = PARSE_MOVES if head == PARSE else NER_MOVES

    def number(label):
        if label not in labels:
            labels.append(label)
        return labels.index(label)

    for move in names:
        kind, _, label = move.partition("-")
        if kind not in kinds or label == "subtok":
            raise Refused(f"component {name}: move {move} is not supported")
        moves.append([kinds[kind], number(label)])
    for label in list(labels):
        for part in label.split("||") if "||" in label else ():
            number(part)
    out.add(TR_ENC, "u32", numpy.array([encoder, int(sees_sentences)]), head)
    out.add(TR_IN, "f16", half(linear[0], "W", name), head)
    out.add(TR_IN_B, "f32", full(linear[0], "b", name), head)
    out.add(TR_LOW, "f16", low, head)
    out.add(TR_LOW_B, "f32", full(lower, "b", name).reshape(hidden, pieces), head)
    out.add(TR_PAD, "f32", full(lower, "pad", name).reshape(f, hidden, pieces), head)
    out.add(TR_UP, "f16", up, head)
    out.add(TR_UP_B, "f32", full(upper, "b", name), head)
    out.add(TR_MOVES, "u32", numpy.array(moves), head)
    out.strings(TR_LABELS, labels, head)
    return f"{name}: {len(moves)} moves, {len(labels)} labels"


# ---- lemmas ----

def write_lemmas(out, path):
    """The table of lemmas.py: lines "form UPOS FORM EDIT", "rule UPOS PREFIX SUFFIX EDIT"; EDIT is five fields."""
    upos, edits, keys, affixes = [], [], {}, set()
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            field = line.rstrip("\n").split("\t")
            if line.startswith("#"):
                continue
            if field[0] not in ("form", "rule") or len(field) != (8 if field[0] == "form" else 9):
                raise Refused(f"{path}:{number}: not a line of a lemma table")
            if field[1] not in upos:
                upos.append(field[1])
            edit = tuple(field[-5:])
            if edit not in edits:
                edits.append(edit)
            tag = bytes([upos.index(field[1]) + 1])
            if field[0] == "form":
                key = b"F" + tag + field[2].encode()
            else:
                key = b"R" + tag + field[2].encode() + b"\0" + field[3].encode()
                affixes.add((len(field[2]), len(field[3])))
            keys[murmur(key)] = edits.index(edit)
    text, at = b"", []
    for mode, cut_front, front, cut_behind, behind in edits:
        at.append(len(text))
        text += bytes([int(mode), int(cut_front), int(cut_behind)]) + front.encode() + b"\0" + behind.encode() + b"\0"
    order = sorted(affixes, key=lambda a: (-(a[0] + a[1]), -a[1]))
    out.strings(LEMMA_UPOS, upos)
    out.add(LEMMA_EDIT, "bytes", numpy.frombuffer(text, "u1"))
    out.add(LEMMA_EDIT_AT, "u32", numpy.array(at))
    out.add(LEMMA_KEY, "u64", numpy.array(sorted(keys), "u8"))
    out.add(LEMMA_VALUE, "u32", numpy.array([keys[k] for k in sorted(keys)]))
    out.add(LEMMA_AFFIX, "u32", numpy.array(order))
    return f"lemmas: {len(keys)} forms and rules, {len(edits)} edits, {12 * len(keys) + len(text)} bytes"


def murmur(data):
    """MurmurHash64A with seed 1, as in src/nn/hash.c."""
    mask, m = (1 << 64) - 1, 0xC6A4A7935BD1E995
    h = 1 ^ (len(data) * m & mask)
    for i in range(0, len(data) - 7, 8):
        k = int.from_bytes(data[i:i + 8], "little") * m & mask
        k = (k ^ k >> 47) * m & mask
        h = (h ^ k) * m & mask
    rest = data[len(data) // 8 * 8:]
    if rest:
        h = (h ^ int.from_bytes(rest, "little")) * m & mask
    h = (h ^ h >> 47) * m & mask
    return h ^ h >> 47


# ---- the whole ----

def role_of(name, pipe):
    if isinstance(pipe, DependencyParser):
        return "parser"
    if isinstance(pipe, EntityRecognizer):
        return "ner"
    if isinstance(pipe, Tagger) and hasattr(pipe, "labels"):
        return "segmenter" if set(pipe.labels) <= set("SBI") else "tagger"
    if isinstance(pipe, Tok2Vec):
        return "tok2vec"
    raise Refused(f"component {name} ({type(pipe).__name__}): supported are tok2vec, tagger, morphologizer, parser, ner")


def export(nlp, manifest, lemmas=None, how="i8", fold=True):
    """Returns the bytes of the model file and lines that say what is in it; rounds the weights of nlp."""
    out, log, roles, encoders = File(), [], {}, []
    for name, pipe in nlp.pipeline:
        role = role_of(name, pipe)
        if role in roles and role != "tok2vec":
            raise Refused(f"component {name}: there is a {role} already, {roles[role]}")
        roles[role] = name

    def encoder(model, name):
        """The number of the encoder that stands below this model."""
        tok2vec = own_tok2vec(model)
        if isinstance(tok2vec, Tok2VecListener):
            above = [n for n, p in nlp.pipeline if isinstance(p, Tok2Vec) and tok2vec in p.listeners]
            if len(above) != 1:
                raise Refused(f"component {name}: listens to no tok2vec of this pipeline")
            name, tok2vec = above[0], nlp.get_pipe(above[0]).model
        for i, (_, known) in enumerate(encoders):
            if known is tok2vec:
                return i
        encoders.append((name, tok2vec))
        return len(encoders) - 1

    heads = {role: encoder(nlp.get_pipe(name).model, name) for role, name in roles.items() if role != "tok2vec"}
    if not heads:
        raise Refused("no component to export")
    if len(encoders) > MAX_ENCODERS:
        raise Refused(f"{len(encoders)} different tok2vec; at most {MAX_ENCODERS} are supported")
    parts = [parts_of(model, name) for name, model in encoders]
    attrs = {a for p, (name, _) in zip(parts, encoders) for a in attrs_of(p, name)}
    users = [v for p in parts for v in p.get("static_vectors", [])]
    out.add(MANIFEST, "bytes", numpy.frombuffer(json.dumps(manifest, ensure_ascii=False, indent=1).encode(), "u1"))
    write_strings(out, nlp, attrs)
    folded = write_vectors(out, nlp, users, how, fold) if users else False
    if users:
        v = nlp.vocab.vectors
        log.append(f"static vectors: {v.n_keys} words, {v.shape[0]} rows of {v.shape[1]}, {how}{', folded' if folded else ''}")
    for i, (name, model) in enumerate(encoders):
        log.append(write_encoder(out, i, model, name, folded))
    names = [name for name, _ in nlp.pipeline]
    for role, encoder_number in heads.items():
        name = roles[role]
        pipe = nlp.get_pipe(name)
        if role in ("segmenter", "tagger"):
            log.append(write_tagger(out, SEGMENT if role == "segmenter" else TAG, pipe, encoder_number, name))
        else:
            sees = role == "ner" and "parser" in roles and names.index(roles["parser"]) < names.index(name)
            log.append(write_transitions(out, PARSE if role == "parser" else NER, pipe, encoder_number, sees, name))
    if lemmas:
        if "tagger" not in heads:
            raise Refused("--lemmas: lemmas need a tagger with UPOS")
        log.append(write_lemmas(out, lemmas))
    return out.bytes(), log


def main():
    args = argparse.ArgumentParser(description="Write a trained spaCy pipeline as one model file for Chancery.")
    args.add_argument("pipeline")
    args.add_argument("model")
    args.add_argument("--lemmas", metavar="FILE.tsv")
    args.add_argument("--manifest", metavar="FILE.json")
    args.add_argument("--write-back", metavar="DIR")
    args.add_argument("--vectors", choices=("i8", "f16"), default="i8")
    args.add_argument("--no-fold", action="store_true")
    args = args.parse_args()
    try:
        nlp = spacy.load(args.pipeline)
        manifest = {"name": f"{nlp.meta.get('lang')}_{nlp.meta.get('name')}", "spacy": spacy.__version__,
                    "components": nlp.pipe_names}
        if args.manifest:
            manifest.update(srsly.read_json(args.manifest))
        data, log = export(nlp, manifest, args.lemmas, args.vectors, not args.no_fold)
    except (Refused, OSError) as fault:
        print(f"export.py: {fault}", file=sys.stderr)
        return 1
    with open(args.model, "wb") as file:
        file.write(data)
    for line in log:
        print(line)
    print(f"{args.model}: {len(data)} bytes{'' if len(data) <= WISHED_SIZE else ', more than the 12 MB that are wished for'}")
    if args.write_back:
        nlp.to_disk(args.write_back)
        print(f"{args.write_back}: the same weights for spaCy")
    return 0


if __name__ == "__main__":
    sys.exit(main())
