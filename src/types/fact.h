/* fact.h: one fact or claim, with the fields of docs/facts.md by their names.
 *
 * A Fact is a plain struct; all strings and arrays belong to the arena of whoever made it (a document's, a
 * query's). NULL, an empty list and NAN mean "not said". Parties are codes (ISO 3166-1 alpha-3 or the usual
 * acronym of an organisation). Dates, periods and terms are EDTF (ISO 8601-2).
 * The table fact_fields drives JSON, storage, rule templates and comparison: a new field is added there.
 */
#ifndef CHANCERY_TYPES_FACT_H
#define CHANCERY_TYPES_FACT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum FactKind {
    FACT_NONE,
    FACT_CONTACT,
    FACT_AGREEMENT,
    FACT_FIGURE,
    FACT_AID,
    FACT_PLEDGE,
    FACT_POST,
    FACT_BODY,
    FACT_RELATION,
    FACT_EVENT,
    FACT_KINDS
} FactKind;

extern const char *const fact_kind_names[FACT_KINDS]; /* [FACT_CONTACT] is "contact", ... */
FactKind fact_kind_from(const char *name);            /* FACT_NONE where unknown */

typedef struct Span {
    uint32_t start, end; /* bytes of the clean text, end exclusive */
} Span;

typedef struct StrList {
    const char **items;
    size_t n;
} StrList;

typedef struct Person {
    const char *name, *post, *party; /* post and party may be NULL */
} Person;

typedef struct People {
    Person *items;
    size_t n;
} People;

typedef struct Item {
    double quantity; /* NAN where the text gives none */
    const char *goods;
} Item;

typedef struct Items {
    Item *items;
    size_t n;
} Items;

typedef struct Side {           /* one who acts, or is acted upon, as the text words it */
    const char *text;           /* the mention; NULL: not named in so many words */
    const char *party, *sector; /* NULL: not known. Sectors are the keys of the packs' [sector] */
} Side;

typedef struct Sides {
    Side *items;
    size_t n;
} Sides;

typedef enum DaySource {           /* whose day a fact's date is */
                         DAY_OWN,  /* that of the act */
                         DAY_NEWS, /* that on which it was told: gives way to one of its own */
                         DAY_NONE, /* "has long accused": of no one day, none may be supplied */
} DaySource;

typedef struct Fact {
    FactKind kind;
    const char *doc; /* id of the document */
    const char
        *status; /* occurred, ongoing, planned, proposed, ended, denied; never NULL in a finished fact */
    const char *date;
    DaySource day;                                           /* of the date; within one document only */
    const char *mode, *act, *measure, *type, *action, *what; /* the kind's own word; see docs/facts.md */
    StrList parties, by, to, from, visitor, host;
    People people;
    StrList bodies;
    const char *place, *title, *term, *name, *level;
    const char *person, *post, *party; /* kind post */
    double value, change, number, years;
    const char *unit, *period;
    bool approx, target;
    Items items;
    StrList topics;
    const char *quote;
    Span span;                /* of the quote in the clean text */
    const char *speaker;      /* who says so, where the text reports it; may be NULL */
    const char *rule;         /* id of the rule that made it, "LANG/RULE" */
    Span trigger;             /* the words the rule turns on */
    uint32_t reach;           /* where the words that it matched end */
    Sides actors, recipients; /* who acts, and upon whom, with their mentions; see docs/plover.md */
    StrList aspects; /* keys of the [aspect] and [topic] words of the sentence, those nearest to the trigger
                        first */
} Fact;

typedef enum FieldType {
    FIELD_STR,    /* const char * */
    FIELD_LIST,   /* StrList */
    FIELD_PEOPLE, /* People */
    FIELD_NUMBER, /* double, NAN absent */
    FIELD_BOOL,   /* bool, false absent */
    FIELD_ITEMS,  /* Items */
} FieldType;

typedef struct FactField {
    const char *name;
    FieldType type;
    size_t offset;
} FactField;

extern const FactField fact_fields[]; /* ends with a NULL name; in the order of the JSON */
const FactField *fact_field(const char *name);
static inline void *fact_at(const Fact *f, const FactField *field)
{
    return (char *)(uintptr_t)f + field->offset;
}

void fact_init(Fact *f, FactKind kind); /* numbers NAN, the rest empty */

/* One JSON object without a line end, fields in table order, absent ones left out. With `inner` the fields
 * speaker, span, trigger, actors, recipients, aspects come too (claims); without it the public form. */
void fact_to_json(Buf *out, const Fact *f, bool inner);
/* Reads what fact_to_json wrote (or a gold line). Strings go to the arena. */
int fact_from_json(Fact *f, const char *json, size_t n, Arena *a, Err *err);

/* The words of the quote that the rule turned on, [*n] bytes of it; NULL where they lie outside. */
const char *fact_trigger(const Fact *f, size_t *n);

/* Another person for the same state: "the president met the premier" and "the president met the speaker" are
 * two meetings. */
bool people_disagree(const People *a, const People *b);

/* Small helpers on lists (arena-owned). */
bool strlist_has(const StrList *l, const char *s);
void strlist_add(StrList *l, const char *s, Arena *a); /* no duplicates; NULL is ignored */
bool strlist_same_set(const StrList *a, const StrList *b);
/* All parties of a fact, from parties, by, to, from, visitor, host, party: sorted, no duplicates. */
StrList fact_all_parties(const Fact *f, Arena *a);

#endif
