/* lexicon.h: all language packs, loaded once, read-only from then on (share it between threads).
 *
 * A pack is a folder of text files; lang/README.md documents them. Every phrase of every section is held in
 * one trie over word ids; a phrase belongs to a section (a word class) and has a key ("4" in [month], "VNM"
 * in [party]). Rules and stages ask for classes by the section's name.
 */
#ifndef CHANCERY_LEX_LEXICON_H
#define CHANCERY_LEX_LEXICON_H

#include "base/err.h"
#include "types/doc.h"

typedef struct Lexicon Lexicon;
typedef struct Lang Lang;
typedef struct RuleSet RuleSet;       /* lex/rules.h */
typedef struct TokenRules TokenRules; /* lex/tokens.h */

/* Loads lang_dir/parties.txt and every folder below lang_dir that holds a pack.txt; extra_dir (may be NULL)
 * adds packs or replaces those with the same code. Errors name file, line and column. */
int lexicon_load(Lexicon **out, const char *lang_dir, const char *extra_dir, Err *err);
/* One pack alone, for `chancery lang check DIR`; parties come from lang_dir. */
int lexicon_load_one(Lexicon **out, const char *lang_dir, const char *pack_dir, Err *err);
void lexicon_free(Lexicon *lex);

size_t lexicon_langs(const Lexicon *lex);
const Lang *lexicon_lang(const Lexicon *lex, size_t i);
const Lang *lexicon_by_code(const Lexicon *lex, const char *code); /* NULL where absent */

/* ---- parties ---- */
size_t lex_parties(const Lexicon *lex);
const char *lex_party_code(const Lexicon *lex, uint16_t id);
const char *lex_party_name(const Lexicon *lex, uint16_t id); /* English name */
bool lex_party_is_org(const Lexicon *lex, uint16_t id);
int lex_party_id(const Lexicon *lex, const char *code); /* -1 where unknown */
/* Id for what a user types: a code, or a name in any pack ("Vietnam", "Việt Nam"); -1 where unknown. */
int lex_party_find(const Lexicon *lex, const char *text);

/* The state that a person of this name serves or served, from lang/people.txt and leaders.txt; -1 where
 * unknown. */
int lex_person_party(const Lexicon *lex, const char *name);
/* The same for a name of one word: the state all of whose known leaders of this surname serve; -1 where there
 * is none or more than one. */
int lex_surname_party(const Lexicon *lex, const char *name);

/* May somebody serve the state in this office, a key of the packs' `office`? By lang/offices.txt; true where
 * it knows nothing of the office. */
bool lex_may_hold(const Lexicon *lex, uint16_t party, const char *office);

/* ---- one language ---- */
const Lexicon *lang_lexicon(const Lang *lang);
const char *lang_code(const Lang *lang);
const char *lang_name(const Lang *lang);
const char *lang_dir(const Lang *lang);
const char *lang_setting(const Lang *lang, const char *key); /* [pack] key = value; NULL where absent */
bool lang_head_first(
    const Lang *lang);               /* the genitive follows its head: "menteri Vietnam", genitive = after */
char lang_decimal(const Lang *lang); /* '.' or ',' */
const RuleSet *lang_rules(const Lang *lang);
const TokenRules *lang_tokens(const Lang *lang);
const struct Model *lang_model(const Lang *lang); /* NULL: none; see models.h, which sets it */
void lexicon_set_model(Lexicon *lex, size_t i, const struct Model *model); /* borrowed */

/* Id of a folded word, 0 where the pack does not know it. */
uint32_t lang_word(const Lang *lang, const char *folded, size_t n);

/* Class id of a section's name, -1 where the pack has no such section. */
int lang_class(const Lang *lang, const char *section);

/* Raw entries of a section, as they stand in the files (for furniture, abbreviations, langid). */
typedef struct LexEntry {
    const char *key, *phrase; /* key is "" in sections without keys */
    const char *file;
    int line;
} LexEntry;
size_t lang_entries(const Lang *lang, const char *section, const LexEntry **out);

/* Phrases that begin at token i (and do not pass `end`); longest first. */
typedef struct LexHit {
    int cls;
    const char *key;  /* never NULL */
    uint32_t tok_end; /* exclusive */
} LexHit;
size_t lang_hits(const Lang *lang, const Doc *doc, uint32_t i, uint32_t end, LexHit *out, size_t cap);

/* The same, of phrases that go on behind the tokens [hole, hole_end) as if those were not there. */
size_t lang_hits_past(const Lang *lang, const Doc *doc, uint32_t i, uint32_t hole, uint32_t hole_end,
                      uint32_t end, LexHit *out, size_t cap);

#endif
