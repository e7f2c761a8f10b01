/* match_aside.c: asides, which the gaps of patterns look through: "Peru (pop. 34 million) signed", "the talks
 * - the first since May - with Peru", "held talks, in the presence of reporters, with Peru", "signed a string
 * of agreements", "a deal worth more than $3 million was signed".
 */
#include "lex/match_parts.h"

#include <string.h>

enum { LONGEST_ASIDE = 24, LONGEST_BETWEEN_COMMAS = 16 };

static bool is_mark(const Doc *doc, uint32_t t, const char *mark)
{
    const char *s = doc->text + doc->toks[t].span.start;
    return *s == *mark && strncmp(s, mark, doc->toks[t].span.end - doc->toks[t].span.start) == 0;
}

static bool is_dash(const Doc *doc, uint32_t t, uint32_t hi)
{
    if (is_mark(doc, t, "\xE2\x80\x94")) return true; /* the long dash needs no space */
    bool apart = (doc->toks[t].flags & TOK_SPACE) && t + 1 < hi && (doc->toks[t + 1].flags & TOK_SPACE);
    return apart && (is_mark(doc, t, "-") || is_mark(doc, t, "\xE2\x80\x93"));
}

/* The end of the aside that token t opens; t where it opens none. */
static uint32_t aside_end(const MatchIndex *ix, uint32_t t, uint32_t hi, int words)
{
    const Doc *doc = ix->doc;
    bool bracket = is_mark(doc, t, "("), dash = is_dash(doc, t, hi);
    bool comma = is_mark(doc, t, ",") && match_class_at(ix, t + 1, words, NULL, NULL, NULL);
    if (!bracket && !dash && !comma) return t;
    uint32_t last = t + (comma ? LONGEST_BETWEEN_COMMAS : LONGEST_ASIDE);
    for (uint32_t e = t + 1; e < hi && e <= last; e++)
        if (bracket ? is_mark(doc, e, ")") : dash ? is_dash(doc, e, hi) : is_mark(doc, e, ",")) return e + 1;
    return t;
}

void match_index_worth(MatchIndex *ix)
{
    enum { REACH = 4 };
    const Doc *doc = ix->doc;
    int worth = lang_class(doc->lang, "worth");
    for (uint32_t i = 0; i < doc->n_mentions && worth >= 0; i++) {
        const Mention *m = &doc->mentions[i];
        uint32_t lo = doc->sents[m->sent].tok, e;
        if (m->kind != M_AMOUNT) continue;
        for (uint32_t t = m->tok; t-- > lo && t + REACH >= m->tok;)
            if (match_class_at(ix, t, worth, NULL, &e, NULL) && !ix->aside_end[t] &&
                !ix->aside_begin[m->tok_end]) {
                ix->aside_end[t] = m->tok_end;
                ix->aside_begin[m->tok_end] = t;
                break;
            }
    }
}

void match_index_asides(MatchIndex *ix)
{
    const Doc *doc = ix->doc;
    int words = lang_class(doc->lang, "parenthesis"), counting = lang_class(doc->lang, "counting");
    ix->aside_end = ARENA_ARRAY(doc->arena, uint32_t, doc->n_toks + 1);
    ix->aside_begin = ARENA_ARRAY(doc->arena, uint32_t, doc->n_toks + 1);
    for (uint32_t s = 0; s < doc->n_sents; s++)
        for (uint32_t t = doc->sents[s].tok, hi = doc->sents[s].tok_end; t + 1 < hi; t++) {
            bool mark = doc->toks[t].flags & TOK_PUNCT;
            uint32_t end = mark ? aside_end(ix, t, hi, words) : t;
            if (!mark && (!match_class_at(ix, t, counting, NULL, &end, NULL) || end > hi)) continue;
            if (end == t) continue;
            ix->aside_end[t] = end;
            ix->aside_begin[end] = t;
            if (is_dash(doc, t, hi)) t = end - 1; /* the second dash opens nothing */
        }
}
