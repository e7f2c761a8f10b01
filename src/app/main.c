/* main.c: chancery COMMAND ...; finds the command, and makes sure that what was written has arrived. */
#include "app/app.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

const Command app_commands[] = {
    {"add", cmd_add, "read articles into the register",
     "usage: chancery add [-r REGISTER] [-j N] [--errors FILE] [--lang-dir DIR] [--models-dir DIR] PATH|- "
     "...\n"
     "\n"
     "Reads files, folders, standard input (-): plain text, HTML, JSON Lines (id, url, lang, published, "
     "title, text or html).\n"
     "What the register holds already is passed over, so an interrupted add is simply started again.\n"
     "\n"
     "  -r, --register FILE   the register (chancery.db)\n"
     "  -j, --jobs N          worker threads (as many as processors)\n"
     "      --errors FILE     write a line for each input that could not be read\n"
     "      --lang-dir DIR    language packs\n"
     "      --models-dir DIR  models of the languages\n"
     "\n"
     "examples:\n"
     "  chancery add press/\n"
     "  chancery add -r asia.db -j 4 feed.jsonl\n"
     "  zcat dump.jsonl.gz | chancery add -r asia.db --errors bad.txt -\n"},
    {"extract", cmd_extract, "facts or events of documents as JSON Lines, without a register",
     "usage: chancery extract [--format jsonl|plover] [--all-actors] [-j N] [--raw] [--lang CODE]\n"
     "                        [--parse used|matters|all] [--lang-dir DIR] [--models-dir DIR] [PATH|- ...]\n"
     "\n"
     "A filter: documents in (standard input where no path is given), one fact a line out, each with "
     "\"doc\".\n"
     "\n"
     "      --format F        jsonl: facts (docs/facts.md); plover: events of the PLOVER ontology "
     "(docs/plover.md)\n"
     "      --all-actors      whoever acts counts, not states and organisations alone: what happens between "
     "two\n"
     "                        sectors of one state is told too\n"
     "  -j, --jobs N          worker threads (as many as processors)\n"
     "      --raw             plain text as it is: nothing is cleaned away, each line is a paragraph\n"
     "      --lang CODE       the language, not to be found out\n"
     "      --parse SCOPE     sentences to tag and parse: used (as the rules need it), matters (those that "
     "can give\n"
     "                        facts), all\n"
     "      --lang-dir DIR    language packs\n"
     "      --models-dir DIR  models of the languages\n"
     "\n"
     "examples:\n"
     "  chancery extract article.txt\n"
     "  chancery extract < feed.jsonl | jq 'select(.kind == \"figure\")'\n"
     "  chancery extract --format plover --all-actors press/ > events.jsonl\n"
     "  echo 'Police in Kenya detained six students.' | chancery extract --all-actors --raw --lang en -\n"},
    {"brief", cmd_brief, "what is known of two states, two pages, every line with its source",
     "usage: chancery brief [-r REGISTER] [--as-of DATE] [--format text|md|html] [-o FILE] A B\n"
     "\n"
     "A and B are codes (VNM) or names of parties.\n"
     "\n"
     "  -r, --register FILE   the register (chancery.db)\n"
     "      --as-of DATE      as it could be known on that day: only articles published by then\n"
     "      --format F        text, md, html (text)\n"
     "  -o, --output FILE     write there, not to standard output\n"
     "      --lang-dir DIR    language packs\n"
     "\n"
     "examples:\n"
     "  chancery brief VNM BLR\n"
     "  chancery brief --as-of 2024-01-31 --format html -o brief.html Vietnam Belarus\n"},
    {"facts", cmd_facts, "list and export facts",
     "usage: chancery facts [-r REGISTER] [--kind K] [--party P]... [--since D] [--until D] [--match WORDS]\n"
     "                      [--as-of D] [--format table|csv|jsonl|md|plover]\n"
     "\n"
     "  -r, --register FILE   the register (chancery.db)\n"
     "      --kind K          contact, agreement, figure, aid, pledge, post, body, relation, event\n"
     "      --party P         a code or name; given twice, facts that involve both\n"
     "      --since, --until  EDTF days, months or years, both included\n"
     "      --match WORDS     full-text search over quotes (SQLite FTS5 syntax)\n"
     "      --as-of D         only articles published by that day\n"
     "      --format F        table, csv, jsonl, md, plover (table)\n"
     "      --lang-dir DIR    language packs\n"
     "\n"
     "examples:\n"
     "  chancery facts --party VNM --party BLR --since 2023\n"
     "  chancery facts --kind figure --format csv > figures.csv\n"
     "  chancery facts --match 'visa NEAR waiver' --format jsonl\n"},
    {"export", cmd_export, "facts for other programs: JSON Lines, PLOVER events, CSV",
     "usage: chancery export [-r REGISTER] [--format jsonl|plover|csv] [--kind K] [--party P]... [--since "
     "D]\n"
     "                       [--until D] [--match WORDS] [--as-of D]\n"
     "\n"
     "  -r, --register FILE   the register (chancery.db)\n"
     "      --format F        jsonl: facts with all their sources; plover: one event of the PLOVER ontology "
     "for each\n"
     "                        fact that is one (docs/plover.md); csv (jsonl)\n"
     "      --kind, --party, --since, --until, --match, --as-of, --lang-dir\n"
     "                        which facts, as chancery facts has them\n"
     "\n"
     "examples:\n"
     "  chancery export --format plover > events.jsonl\n"
     "  chancery export --format plover --party KEN --since 2024\n"
     "  chancery export --kind agreement | jq .title\n"},
    {"conflicts", cmd_conflicts, "facts on which sources differ, with all quotes",
     "usage: chancery conflicts [-r REGISTER] [--kind K] [--party P]...\n"
     "\n"
     "examples:\n"
     "  chancery conflicts\n"
     "  chancery conflicts --party VNM --kind figure\n"},
    {"explain", cmd_explain, "where a fact comes from: articles, quotes, rules, trees",
     "usage: chancery explain [-r REGISTER] [--lang-dir DIR] [--models-dir DIR] ID\n"
     "\n"
     "ID is the id of a fact or of one of its claims, or its first 6 digits or more. Of each source: the "
     "quote "
     "in its\n"
     "surroundings, the rule with its file and line, the words that it matched and the roles they took, and "
     "where the\n"
     "language has a model the dependency tree of the sentence, each word below its head.\n"
     "\n"
     "examples:\n"
     "  chancery explain 3f9c2a\n"},
    {"verify", cmd_verify, "prove that every quote equals the bytes of its article",
     "usage: chancery verify [-r REGISTER]\n"
     "\n"
     "Checks the file, all hashes, every quote, and that claims and facts belong together. Status 3 where "
     "something is damaged.\n"
     "\n"
     "examples:\n"
     "  chancery verify -r asia.db\n"},
    {"lang", cmd_lang, "list and check language packs",
     "usage: chancery lang list [--lang-dir DIR] [--models-dir DIR]\n"
     "       chancery lang check [--lang-dir DIR] [--models-dir DIR] DIR\n"
     "       chancery lang check --rules TEXTS [--lang-dir DIR] [--models-dir DIR] [DIR]\n"
     "\n"
     "list shows packs, and of the model that goes with each the file, licence and scores. check validates a "
     "pack and\n"
     "its model and runs every example of its rules. check --rules reads a file or folder of texts and shows "
     "of "
     "each rule\n"
     "how often it matched, and how many claims and facts came of it; which rules never matched; and how "
     "many "
     "of the\n"
     "sentences with a trigger gave a fact. Without DIR: of all packs.\n"
     "\n"
     "examples:\n"
     "  chancery lang list\n"
     "  chancery lang check lang/en\n"
     "  chancery lang check --rules press/\n"},
    {"dump", cmd_dump, "what each stage makes of documents",
     "usage: chancery dump --stage STAGE [-j N] [--raw] [--lang CODE] [--parse matters|all] [--lang-dir "
     "DIR]\n"
     "                     [--models-dir DIR] [PATH|- ...]\n"
     "\n"
     "STAGE is read, clean, langid, segment, mention, resolve or extract: one JSON object a document; or "
     "words, tag,\n"
     "parse (all that the model knows), ner: CoNLL-U, names as NER=B-TYPE in MISC.\n"
     "\n"
     "      --raw             plain text as it is: nothing is cleaned away, each line is a paragraph\n"
     "      --lang CODE       the language, not to be found out\n"
     "      --parse SCOPE     words to ner: all sentences (all), or those that can give facts (matters)\n"
     "      --lang-dir DIR    language packs\n"
     "      --models-dir DIR  models of the languages; without one, words and sentences by the pack's rules "
     "alone\n"
     "\n"
     "examples:\n"
     "  chancery dump --stage clean page.html\n"
     "  chancery dump --stage mention < feed.jsonl\n"
     "  chancery dump --stage parse --raw --lang en text.txt > text.conllu\n"},
    {0},
};

const Command *app_command(const char *name)
{
    for (const Command *c = app_commands; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}

static void usage(FILE *to)
{
    fputs("usage: chancery COMMAND [options] ...\n\n"
          "Reads press articles about relations between states and keeps a register of facts, each with its "
          "quote.\n\n",
          to);
    for (const Command *c = app_commands; c->name; c++) fprintf(to, "  %-10s %s\n", c->name, c->summary);
    fputs("\n  chancery COMMAND --help   options and examples\n"
          "  chancery --version\n\n"
          "exit status: 0 success, 1 some inputs failed, 2 wrong use, 3 system error or damaged data\n",
          to);
}

/* What was printed must have arrived: a full disk is a failure. */
static int finish(int status)
{
    int bad = ferror(stdout);
    errno = 0;
    if (fclose(stdout) != 0 || bad) {
        fprintf(stderr, "chancery: cannot write standard output%s%s\n", errno ? ": " : "",
                errno ? strerror(errno) : "");
        return APP_SYSTEM;
    }
    return status;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_DFL); /* who closes the pipe has seen enough */
    if (argc < 2) {
        usage(stderr);
        return APP_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--version") == 0) {
        printf("chancery %s\n", CHANCERY_VERSION);
        return finish(APP_OK);
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        const Command *c = argc > 2 ? app_command(argv[2]) : NULL;
        if (c) fputs(c->help, stdout);
        else usage(stdout);
        return finish(APP_OK);
    }
    const Command *command = app_command(name);
    if (!command) return app_fail(APP_USAGE, "no command '%s'; see chancery --help", name);
    return finish(command->run(argc - 1, argv + 1));
}
