/* clean.h: the article and nothing else. doc->raw -> text, paras, map, clean_title, published, outlet,
 * author.
 *
 * Requires read. Works on HTML (libxml2) and on plain text where the markup is gone. Needs no language:
 * furniture phrases of all packs are tried.
 */
#ifndef CHANCERY_STAGE_CLEAN_H
#define CHANCERY_STAGE_CLEAN_H

#include "lex/lexicon.h"

int clean_run(Doc *doc, const Lexicon *lex, Err *err);

#endif
