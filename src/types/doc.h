/* doc.h: one document on its way through the stages.
 *
 * Each stage fills its own part and reads only the parts above it. Everything lives in doc->arena.
 * Offsets are bytes of doc->text (the clean text, UTF-8) unless said otherwise.
 */
#ifndef CHANCERY_TYPES_DOC_H
#define CHANCERY_TYPES_DOC_H

#include "types/date.h"
#include "types/fact.h"

struct Lang;    /* lex/lexicon.h */
struct Model;   /* nn/model.h */
struct NnWorks; /* nn/works.h */

typedef enum DocFormat { DOC_TEXT, DOC_HTML } DocFormat;

/* ---- clean ---- */
typedef enum ParaRole { PARA_TITLE, PARA_BODY, PARA_CAPTION, PARA_BYLINE } ParaRole;

typedef struct Para {
    Span span; /* without the line end */
    ParaRole role;
} Para;

/* Bytes [clean, clean + len) of the clean text come from [source, source + len) of doc->raw;
 * source is UINT32_MAX for text that stands outside raw (a JSON title) or was decoded (an HTML entity). */
typedef struct SrcMap {
    uint32_t clean, source, len;
} SrcMap;

/* ---- segment ---- */
enum {
    TOK_WORD = 1,   /* letters (with digits: G20) */
    TOK_NUMBER = 2, /* digits with their separators: 3.89, 144,000 */
    TOK_PUNCT = 4,
    TOK_CAP = 8,      /* begins with an upper-case letter */
    TOK_ALLCAP = 16,  /* two letters or more, all upper case */
    TOK_SPACE = 32,   /* white space before it (or first of its sentence) */
    TOK_FIRST = 64,   /* first word of its sentence */
    TOK_QUOTED = 128, /* inside quotation marks */
};

typedef struct Token {
    Span span;
    uint32_t word; /* id of the folded form in doc->lang's vocabulary; 0: a word the pack does not know */
    uint32_t flags;
} Token;

typedef struct Sentence {
    Span span;
    uint32_t tok, tok_end; /* tokens [tok, tok_end) */
    uint32_t para;         /* index into doc->paras */
} Sentence;

/* ---- words, tag, parse, ner ---- */
enum {
    WORD_SPACE = 1, /* white space before it (or first of its paragraph) */
    WORD_PART = 2,  /* goes on with the token of the word before: "n't" of "don't" */
};
#define WORD_NONE UINT16_MAX /* a label that is not there */

typedef struct Word {
    Span span;              /* "thám tử" holds a space */
    uint32_t tok, tok_end;  /* tokens [tok, tok_end) that it covers or lies in */
    uint32_t head;          /* index of the head in doc->words; its own: the root, or not parsed */
    uint16_t tag, dep, ent; /* labels of doc->model, WORD_NONE where there is none */
    uint8_t iob;            /* 'B' begins a name, 'I' goes on with it, 'O' */
    uint8_t flags;
    const char *lemma; /* NULL: none */
} Word;

/* Which sentences are cut into words, tagged and parsed. */
typedef enum ParseScope {
    PARSE_USED,    /* those in which a rule could match with a tree and does not without */
    PARSE_MATTERS, /* those that matter for facts */
    PARSE_ALL
} ParseScope;

typedef struct Tree {        /* a sentence of words */
    uint32_t word, word_end; /* words [word, word_end) */
    uint32_t para;           /* index into doc->paras */
} Tree;

/* ---- mention, resolve ---- */
typedef enum MentionKind {
    M_PARTY,    /* a state or organisation by name, demonym, capital, nickname */
    M_PERSON,   /* a person by name, with the post beside it */
    M_POST,     /* a post without a name: "the Foreign Minister" */
    M_BODY,     /* committee, ministry, association, company: a name */
    M_ACTOR,    /* a noun phrase that acts for a party: "Thai forces", "the government in Bishkek" */
    M_GROUP,    /* several parties or people: "the two countries", "both ministers", "A, B and C" */
    M_PRONOUN,  /* "he", "they": ref points at what it stands for */
    M_PLACE,    /* a place that is not (only) a party */
    M_DATE,     /* a day, month, year, range, or period */
    M_DURATION, /* "three years" */
    M_AMOUNT,   /* money */
    M_PERCENT,
    M_NUMBER,    /* a bare number or number word */
    M_QUANTITY,  /* a number with the goods or things it counts */
    M_AGREEMENT, /* the title of an agreement or its plain noun phrase */
    M_KINDS
} MentionKind;

extern const char *const mention_kind_names[M_KINDS];

enum {
    MF_ADJ = 1,     /* a demonym or modifier, not a name: "Vietnamese" */
    MF_POSS = 2,    /* possessive: "Vietnam's" */
    MF_LOC = 4,     /* after a preposition of place: "in Hanoi" */
    MF_CAPITAL = 8, /* a capital named for its state */
    MF_CITY = 16,   /* another city or region of the party */
    MF_DEMONSTR = 32,
    MF_FORMER = 64,  /* a former holder of the post */
    MF_APPROX = 128, /* about, nearly, over */
    MF_PART = 256,   /* a part of a larger mention: not matched by rules on its own */
    MF_RANGE = 512,  /* the date is an interval */
    MF_ORG = 1024,   /* an organisation, not a state */
    MF_WEAK = 2048,  /* resolved by fall-back (the document's main pair), not by the text nearby */
    MF_FUTURE = 4096,
    MF_PERIOD = 8192,    /* a date that is a period by its form: "first nine months of 2023" */
    MF_STRANGER = 16384, /* acts, though for no party that is known (Doc.all_actors) */
    MF_OBL = 32768,      /* behind a preposition that makes it no subject: "with Hanoi" */
    MF_CARRIED = 65536,  /* "met B | and signed ...": the subject of a verb before, its one member */
};

enum { MAX_PARTIES = 24 };

typedef struct PartySet {
    uint16_t n, id[MAX_PARTIES]; /* ids of lex_party_code, in the order of the text, no duplicates */
} PartySet;

static inline bool party_set_has(const PartySet *set, uint16_t id)
{
    for (uint16_t i = 0; i < set->n; i++)
        if (set->id[i] == id) return true;
    return false;
}

/* id below 0, a double, and what is over MAX_PARTIES are left out. */
static inline void party_set_add(PartySet *set, int id)
{
    if (id >= 0 && set->n < MAX_PARTIES && !party_set_has(set, (uint16_t)id))
        set->id[set->n++] = (uint16_t)id;
}

static inline bool party_set_equal(const PartySet *a, const PartySet *b)
{
    for (uint16_t i = 0; i < a->n; i++)
        if (!party_set_has(b, a->id[i])) return false;
    return a->n == b->n;
}

static inline void party_set_union(PartySet *into, const PartySet *from)
{
    for (uint16_t i = 0; i < from->n; i++) party_set_add(into, from->id[i]);
}

typedef struct Mention {
    MentionKind kind;
    uint32_t flags;
    uint32_t tok, tok_end; /* tokens [tok, tok_end) */
    uint32_t sent;
    Span span;
    PartySet parties;     /* whom it stands for; may be empty */
    const char *name;     /* person: fullest name in the document; body, place, agreement: its words */
    const char *post;     /* person, post: as the document words it, without the state's name */
    const DateSpec *date; /* date: as worded; NULL for other kinds */
    const char *value; /* date: EDTF (after resolve); amount: unit (ISO 4217); quantity: the goods; agreement:
                          its type */
    double number, number2; /* amount, percent, number, quantity; number2: upper end of a range, else NAN */
    int32_t ref;            /* index of the mention it points at, or -1 */
    int32_t *members;       /* group: the mentions in it; [n_members] */
    uint32_t n_members;
} Mention;

typedef struct Doc {
    Arena *arena;
    /* read */
    const char *id;                                       /* JSON "id", else the path */
    const char *url, *title, *lang_hint, *published_hint; /* as the input gives them; may be NULL */
    const char *lang_given; /* code of a pack that the user says it is, NULL: to be found out */
    ParseScope parse;
    struct NnWorks *works; /* scratch memory of the thread at work; NULL: made where it is needed */
    bool all_actors;       /* whoever acts counts, not only states and organisations: domestic events too */
    bool verbatim;         /* plain text that is not to be cleaned: each line is a paragraph */
    DocFormat format;
    const char *raw; /* UTF-8 [raw_len] */
    size_t raw_len;
    size_t source_bytes; /* bytes of the input before decoding */
    /* clean */
    const char *text; /* [text_len], NUL after; each paragraph ends in '\n' */
    uint32_t text_len;
    const char *clean_title, *published, *updated, *outlet, *author; /* dates: EDTF day; may be NULL */
    const char *published_from; /* input, markup, url, text; NULL where unknown */
    Para *paras;
    uint32_t n_paras;
    SrcMap *map; /* ordered by clean */
    uint32_t n_map;
    /* langid */
    const char *lang_code;   /* "en", ...; "und" where nothing fits */
    double lang_confidence;  /* 0..1 */
    const struct Lang *lang; /* NULL: no pack, no facts */
    /* segment */
    Sentence *sents;
    uint32_t n_sents;
    Token *toks;
    uint32_t n_toks;
    /* mention, resolve: ordered by tok, then longest first; while a pass of resolve adds some, those stand
     * behind the n_ordered until it ends */
    Mention *mentions;
    uint32_t n_mentions, n_ordered;
    struct MatchIndex *match; /* lex/rules.h: class hits and mentions by token */
    const char *anchor;       /* the day dates are read against (EDTF, may be a year); NULL: unknown */
    PartySet *pairs; /* [n_sents] the two parties (or more) that "the two countries" means in this sentence; n
                        0: unknown */
    PartySet main_pair; /* the two parties the document is mostly about; n < 2: not settled */
    /* words, tag, parse, ner */
    Word *words;
    uint32_t n_words;
    Tree *trees;
    uint32_t n_trees;
    const uint8_t *matters;    /* [n_toks] does the token's sentence matter for facts? NULL: all do */
    const struct Model *model; /* names the labels; NULL: no model, no labels */
    const char **deps;         /* [n_deps] names of Word.dep; NULL where nothing was parsed */
    uint32_t n_deps;
    /* extract, merge */
    Fact *claims;
    uint32_t n_claims;
    Fact *facts;
    uint32_t n_facts;
} Doc;

/* Does the tree touch a sentence that matters for facts, or is none known to matter less? */
bool doc_tree_matters(const Doc *doc, const Tree *tree);

/* How many times the document names one of its two main parties, and how many times others. */
void doc_count_named(const Doc *doc, uint32_t *inside, uint32_t *outside);

/* Index of the first of the ordered mentions that begins at a token or behind it. */
uint32_t doc_mention_from(const Doc *doc, uint32_t tok);
/* All ordered mentions of sentence s, i their indices. */
#define DOC_MENTIONS_OF(doc, s, i)                                                                           \
    for (uint32_t i = doc_mention_from(doc, (doc)->sents[s].tok);                                            \
         i < (doc)->n_ordered && (doc)->mentions[i].sent == (s); i++)

/* A new document in an arena of its own; doc_free gives everything back. */
Doc *doc_new(void);
void doc_free(Doc *doc);

#endif
