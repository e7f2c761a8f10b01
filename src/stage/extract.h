/* extract.h: rules of the pack over tokens and mentions -> claims. Requires resolve. */
#ifndef CHANCERY_STAGE_EXTRACT_H
#define CHANCERY_STAGE_EXTRACT_H

#include "lex/lexicon.h"

int extract_run(Doc *doc, const Lexicon *lex, Err *err);

#endif
