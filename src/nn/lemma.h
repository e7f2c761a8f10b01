/* lemma.h: how lemmas are kept, made by train/lemmas.py.
 *
 * An edit is three bytes (1: work on the form as written, 0: in lower case; characters to cut off in front,
 * 255: all; characters to cut off behind), then two strings with their NULs to put in front and behind. Keys
 * are hash_string of:  'F' UPOS form         the edit for this form (lower case) 'R' UPOS prefix 0 suffix the
 * edit for forms with these ends where UPOS is the byte 1 + its number. A form of its own goes first, then
 * rules, in the order of FK_LEMMA_AFFIX (lengths of prefix and suffix in characters); the first that is there
 * is taken.
 */
#ifndef CHANCERY_NN_LEMMA_H
#define CHANCERY_NN_LEMMA_H

enum { LEMMA_LOWER = 0, LEMMA_AS_IS = 1, LEMMA_ALL = 255, LEMMA_MAX_AFFIX = 12 };

#endif
