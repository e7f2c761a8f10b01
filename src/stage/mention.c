/* mention.c: the order in which a sentence's mentions are found, and their sorting. See mention.h. */
#include "stage/mention.h"

#include "base/text.h"
#include "stage/mention_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void load_classes(Classes *c, const Lang *lang)
{
    const struct {
        int *id;
        const char *name;
    } list[] = {
        {&c->party, "party"},
        {&c->demonym, "demonym"},
        {&c->capital, "capital"},
        {&c->nickname, "nickname"},
        {&c->city, "city"},
        {&c->party_short, "party-short"},
        {&c->party_made, "party-made"},
        {&c->mission, "mission"},
        {&c->post_head, "post-head"},
        {&c->post_weak, "post-weak"},
        {&c->post_mod, "post-mod"},
        {&c->post_former, "post-former"},
        {&c->post_then, "post-then"},
        {&c->post_aside, "post-aside"},
        {&c->portfolio, "portfolio"},
        {&c->ministry, "ministry"},
        {&c->post_link, "post-link"},
        {&c->envoy, "envoy"},
        {&c->post_party, "post-party"},
        {&c->post_plural, "post-plural"},
        {&c->appositive, "appositive"},
        {&c->party_prefix, "party-prefix"},
        {&c->period_word, "period-word"},
        {&c->honorific, "honorific"},
        {&c->name_particle, "name-particle"},
        {&c->not_name, "not-name"},
        {&c->counterpart, "counterpart"},
        {&c->counterpart_link, "counterpart-link"},
        {&c->actor, "actor"},
        {&c->actor_mod, "actor-mod"},
        {&c->role, "role"},
        {&c->group, "group"},
        {&c->group_verb, "group-verb"},
        {&c->state_verb, "state-verb"},
        {&c->pronoun, "pronoun"},
        {&c->body_head, "body-head"},
        {&c->body_stop, "body-stop"},
        {&c->body_mod, "body-mod"},
        {&c->agreement, "agreement"},
        {&c->agreement_mod, "agreement-mod"},
        {&c->title_link, "title-link"},
        {&c->title_stop, "title-stop"},
        {&c->title_between, "title-between"},
        {&c->month, "month"},
        {&c->weekday, "weekday"},
        {&c->scale, "scale"},
        {&c->scale_one, "scale-one"},
        {&c->range_link, "range-link"},
        {&c->agreement_does, "agreement-does"},
        {&c->agreement_done, "agreement-done"},
        {&c->agreement_verb, "agreement-verb"},
        {&c->passive_be, "passive-be"},
        {&c->currency, "currency"},
        {&c->percent, "percent"},
        {&c->approx, "approx"},
        {&c->unit, "unit"},
        {&c->goods_stop, "goods-stop"},
        {&c->prep_place, "prep-place"},
        {&c->list_and, "list-and"},
        {&c->function, "function"},
        {&c->topic, "topic"},
        {&c->own, "own"},
        {&c->own_state, "own-state"},
        {&c->seat, "seat"},
        {&c->surname, "surname"},
        {&c->female, "female"},
        {&c->subject_end, "subject-end"},
        {&c->served_link, "served-link"},
        {&c->aim_link, "aim-link"},
        {&c->seated, "seated"},
        {&c->not_party, "not-party"},
        {&c->stance_prefix, "stance-prefix"},
        {&c->sector, "sector"},
        {&c->other_side, "other-side"},
        {&c->possessed, "possessed"},
        {&c->party_of, "party-of"},
        {&c->article, "article"},
        {&c->quarter, "quarter"},
        {&c->fronted, "fronted"},
        {&c->state_noun, "state-noun"},
        {&c->epithet_stop, "epithet-stop"},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) *list[i].id = lang_class(lang, list[i].name);
}

Mention *finder_add(Finder *f, MentionKind kind, uint32_t tok, uint32_t tok_end)
{
    Mention m = {.kind = kind,
                 .tok = tok,
                 .tok_end = tok_end,
                 .sent = f->sent,
                 .number = NAN,
                 .number2 = NAN,
                 .ref = -1};
    m.span = (Span){f->doc->toks[tok].span.start, f->doc->toks[tok_end - 1].span.end};
    ARENA_PUSH(f->doc->arena, f->out, f->n, f->cap, m);
    return &f->out[f->n - 1];
}

void finder_take(Finder *f, uint32_t tok, uint32_t tok_end, uint8_t mark)
{
    for (uint32_t t = tok; t < tok_end; t++) f->taken[t] |= mark;
}

const char *finder_text(const Finder *f, uint32_t tok, uint32_t tok_end)
{
    uint32_t a = f->doc->toks[tok].span.start, b = f->doc->toks[tok_end - 1].span.end;
    return arena_strndup(f->doc->arena, f->doc->text + a, b - a);
}

bool finder_is(const Finder *f, uint32_t tok, const char *folded)
{
    if (tok >= f->hi) return false;
    const Token *t = &f->doc->toks[tok];
    char buf[16];
    size_t n = t->span.end - t->span.start;
    return n < sizeof buf / 3 && text_fold(f->doc->text + t->span.start, n, buf, sizeof buf) &&
           strcmp(buf, folded) == 0;
}

static int by_place(const void *a, const void *b)
{
    const Mention *x = a, *y = b;
    if (x->tok != y->tok) return x->tok < y->tok ? -1 : 1;
    if (x->tok_end != y->tok_end) return x->tok_end > y->tok_end ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

static bool swallows(const Mention *big, const Mention *small)
{
    if (small->kind == big->kind) return false;
    switch (big->kind) {
    case M_PERSON:
    case M_POST:
    case M_ACTOR:
    case M_AGREEMENT:
    case M_DATE: return true;
    case M_GROUP:
        return small->kind == M_POST || small->kind == M_PRONOUN || small->kind == M_ACTOR ||
               small->kind == M_NUMBER;
    case M_BODY: return small->kind != M_ACTOR || big->tok_end - big->tok > small->tok_end - small->tok;
    case M_QUANTITY:
        return small->kind == M_PARTY &&
               !(small->flags & MF_ADJ); /* "200 Thai students": whose still shows */
    default: return false;
    }
}

/* A mention inside a larger one belongs to it and is not matched on its own. */
static void mark_parts(Mention *m, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i; k-- > 0 && m[i].tok - m[k].tok < 64;)
            if (m[k].tok_end >= m[i].tok_end && swallows(&m[k], &m[i])) m[i].flags |= MF_PART;
            else if (m[k].tok == m[i].tok && m[k].tok_end == m[i].tok_end && swallows(&m[i], &m[k]) &&
                     !(m[i].flags & MF_PART))
                m[k].flags |= MF_PART;
}

/* A title in which four of five longer words begin with a capital, over a text of its own. */
static bool is_headline(const Doc *doc, uint32_t s)
{
    const Sentence *sent = &doc->sents[s];
    if (doc->paras[sent->para].role != PARA_TITLE || doc->sents[doc->n_sents - 1].para == sent->para)
        return false;
    uint32_t words = 0, caps = 0;
    for (uint32_t t = sent->tok; t < sent->tok_end; t++) {
        const Token *tok = &doc->toks[t];
        if (!(tok->flags & TOK_WORD) || tok->span.end - tok->span.start < 4) continue;
        words++;
        caps += (tok->flags & TOK_CAP) != 0;
    }
    return words >= 4 && caps * 5 >= words * 4;
}

int mention_run(Doc *doc, const Lexicon *lex, Err *err)
{
    (void)err;
    if (!doc->lang) return 0;
    MatchIndex *ix = match_index_new(doc);
    doc->match = ix;
    Finder f = {.doc = doc, .lex = lex, .ix = ix, .taken = ARENA_ARRAY(doc->arena, uint8_t, doc->n_toks + 1)};
    load_classes(&f.cls, doc->lang);
    f.after = lang_head_first(doc->lang);
    for (uint32_t s = 0; s < doc->n_sents; s++) {
        f.sent = s;
        f.lo = doc->sents[s].tok;
        f.hi = doc->sents[s].tok_end;
        f.headline = is_headline(doc, s);
        find_dates(&f);
        find_amounts(&f);
        find_parties(&f);
        find_people(&f);
        find_bodies(&f);
        find_agreements(&f);
        find_actors(&f);
        find_places(&f);
        find_words(&f);
    }
    if (f.n) qsort(f.out, f.n, sizeof *f.out, by_place);
    mark_parts(f.out, f.n);
    doc->mentions = f.out;
    doc->n_mentions = doc->n_ordered = f.n;
    match_index_mentions(ix, doc);
    match_index_dates(ix);
    return 0;
}
