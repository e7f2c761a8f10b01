/* run.h: documents in, lines out on standard output: the options that extract and dump share, and what they
 * open. */
#ifndef CHANCERY_APP_RUN_H
#define CHANCERY_APP_RUN_H

#include "app/app.h"
#include "app/pool.h"

typedef struct Run {
    const char *command, *lang_dir, *models_dir;
    int scope;     /* a ParseScope; -1 where no option says it */
    PoolTask task; /* the command fills last, all_actors, take and take_ctx */
} Run;

#define RUN_OPTIONS                                                                                          \
    {"jobs", required_argument, NULL, 'j'}, {"lang", required_argument, NULL, 'l'},                          \
        {"raw", no_argument, NULL, 'r'}, {"parse", required_argument, NULL, 'P'},                            \
        {"lang-dir", required_argument, NULL, 'L'}, {"models-dir", required_argument, NULL, 'M'},            \
    {                                                                                                        \
        "help", no_argument, NULL, 'h'                                                                       \
    }

void run_init(Run *r, const char *command, int jobs);
/* Takes one of RUN_OPTIONS; any other is help or a fault. -1, or the exit status to leave with. */
int run_option(Run *r, int option, char **argv);
/* Opens packs (task.lex from then on), the models that task.last needs, and the files that are left in argv
 * (none: standard input), and runs the pool. The exit status; failures of single documents are for task.take
 * to count. */
int run_documents(Run *r, int argc, char **argv);

#endif
