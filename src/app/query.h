/* query.h: the options by which facts are selected, shared by facts, conflicts, explain and brief. */
#ifndef CHANCERY_APP_QUERY_H
#define CHANCERY_APP_QUERY_H

#include "app/app.h"

/* Everything a reading command has open; query_close gives it back. */
typedef struct Query {
    const char *path, *lang_dir;
    const char *parties[MAX_PARTIES]; /* [n_parties] as the user named them */
    size_t n_parties;
    RegQuery select;
    Store *store;
    Lexicon *lex;
    Arena *arena;
} Query;

#define QUERY_OPTIONS                                                                                        \
    {"register", required_argument, NULL, 'r'}, {"kind", required_argument, NULL, 'k'},                      \
        {"party", required_argument, NULL, 'p'}, {"since", required_argument, NULL, 'S'},                    \
        {"until", required_argument, NULL, 'U'}, {"match", required_argument, NULL, 'm'},                    \
        {"as-of", required_argument, NULL, 'A'}, {"lang-dir", required_argument, NULL, 'L'},                 \
    {                                                                                                        \
        "help", no_argument, NULL, 'h'                                                                       \
    }

void query_init(Query *q);
/* Takes one of QUERY_OPTIONS. 1 taken, 0 not one of them, negative with err. */
int query_option(Query *q, int option, const char *value, Err *err);
/* Opens packs and register, finds the parties' codes. */
int query_open(Query *q, Err *err);
void query_close(Query *q);

#endif
