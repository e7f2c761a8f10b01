/* format.h: the form of a model file, version 1. train/export.py writes it; model_file.c checks it.
 *
 * Little-endian throughout. A head, the table of sections, then the sections, each at a multiple of 64 bytes.
 * All weights are arrays with their shape beside them; matrices are half floats (IEEE binary16), vectors of
 * one dimension are floats. What belongs together has the same owner: encoder 0, 1 ...; for a head the number
 * in the enum below. Of sections that are not marked "one or none" a head or encoder that is there has all.
 */
#ifndef CHANCERY_NN_FORMAT_H
#define CHANCERY_NN_FORMAT_H

#include <stdint.h>

#define NN_MAGIC                                                                                             \
    "\x89"                                                                                                   \
    "Chancery model\n" /* 16 bytes, no NUL */
#define NN_VERSION 1
#define NN_ALIGN 64
#define NN_MAX_SECTIONS 512

typedef struct FileHead {
    char magic[16];
    uint32_t version;
    uint32_t n_sections;
    uint64_t size;  /* of the whole file */
    uint64_t check; /* XXH3 (64 bits) of all bytes behind this field */
} FileHead;         /* 40 bytes */

typedef enum FileType { FT_BYTES = 1, FT_U32 = 2, FT_U64 = 3, FT_F16 = 4, FT_F32 = 5, FT_I8 = 6 } FileType;

typedef struct FileSection {
    uint16_t kind;   /* FileKind */
    uint16_t owner;  /* 0 where it belongs to the model as a whole */
    uint16_t part;   /* which attribute or layer; else 0 */
    uint16_t type;   /* FileType */
    uint32_t dim[4]; /* unused ones are 1 */
    uint64_t at;     /* byte in the file */
    uint64_t size;   /* bytes: the product of dim by the size of a number */
} FileSection;       /* 40 bytes */

/* Heads: the owners of FK_TAG_* and FK_TR_* sections. */
enum { HEAD_SEGMENT = 0, HEAD_TAG = 1, HEAD_PARSE = 0, HEAD_NER = 1 };

/* Attributes of a word that are embedded, in FK_ENC_ATTRS. */
typedef enum NnAttr {
    ATTR_ORTH = 1, /* the word */
    ATTR_LOWER,    /* in lower case */
    ATTR_NORM,     /* FK_NORM_KEY's form of the word where it has one, else lower case */
    ATTR_PREFIX,   /* first character */
    ATTR_SUFFIX,   /* last three characters */
    ATTR_SHAPE,    /* X x d for letters and digits, runs cut at four */
    ATTR_SPACY,    /* 1 where a space follows, not a string */
    ATTR_END
} NnAttr;

typedef enum FileKind {
    FK_MANIFEST = 1,      /* bytes [n]: JSON */
    FK_SYMBOL_HASH = 2,   /* u64 [n], rising: strings that have a number instead of their hash */
    FK_SYMBOL_ID = 3,     /* u32 [n] */
    FK_NORM_KEY = 4,      /* u64 [n], rising: hash of a word, one or none */
    FK_NORM_ID = 5,       /* u64 [n]: the string id of its norm */
    FK_VECTOR_KEY = 8,    /* u64 [n], rising: string ids; one or none, with the next three */
    FK_VECTOR_ROW = 9,    /* u32 [n] */
    FK_VECTOR = 10,       /* i8 or f16 [rows][dim] */
    FK_VECTOR_SCALE = 11, /* f32 [rows], with i8 only: row = scale * numbers */
    FK_VECTOR_ATTR = 12,  /* u32 [1]: NnAttr the vectors are looked up by */

    FK_ENC_ATTRS = 16,   /* u32 [n][2]: attribute, seed of its hash */
    FK_ENC_SHAPE = 17,   /* u32 [4]: window on either side, depth, 1 with vectors, 0 */
    FK_ENC_TABLE = 18,   /* f16 [rows][width], part = which attribute */
    FK_ENC_VECTOR = 19,  /* f16 [width][dim], one or none: projects the vector */
    FK_ENC_MIX = 20,     /* f16 [width][pieces][inputs] */
    FK_ENC_MIX_B = 21,   /* f32 [width][pieces] */
    FK_ENC_MIX_LN = 22,  /* f32 [2][width]: scale, shift of the layer norm */
    FK_ENC_CONV = 23,    /* f16 [width][pieces][(2 window + 1) width], part = layer */
    FK_ENC_CONV_B = 24,  /* f32 [width][pieces] */
    FK_ENC_CONV_LN = 25, /* f32 [2][width] */

    FK_TAG_ENC = 32,    /* u32 [1]: encoder */
    FK_TAG_W = 33,      /* f16 [labels][width] */
    FK_TAG_B = 34,      /* f32 [labels] */
    FK_TAG_LABELS = 35, /* bytes [n]: strings, each with its NUL */

    FK_TR_ENC = 48,    /* u32 [1]: encoder */
    FK_TR_IN = 49,     /* f16 [inner][width] */
    FK_TR_IN_B = 50,   /* f32 [inner] */
    FK_TR_LOW = 51,    /* f16 [features][hidden][pieces][inner] */
    FK_TR_LOW_B = 52,  /* f32 [hidden][pieces] */
    FK_TR_PAD = 53,    /* f32 [features][hidden][pieces]: in place of a word that is not there */
    FK_TR_UP = 54,     /* f16 [moves][hidden] */
    FK_TR_UP_B = 55,   /* f32 [moves] */
    FK_TR_MOVES = 56,  /* u32 [moves][2]: MoveParse or MoveNer, label */
    FK_TR_LABELS = 57, /* bytes [n]: strings, each with its NUL; of the parser number 0 is the root's */

    FK_LEMMA_UPOS = 64,    /* bytes [n]: strings, each with its NUL */
    FK_LEMMA_EDIT = 65,    /* bytes [n]: edits, see lemma.h */
    FK_LEMMA_EDIT_AT = 66, /* u32 [edits]: byte in FK_LEMMA_EDIT */
    FK_LEMMA_KEY = 67,     /* u64 [n], rising: hash of tag and form, or of tag and affixes */
    FK_LEMMA_VALUE = 68,   /* u32 [n]: edit */
    FK_LEMMA_AFFIX = 69,   /* u32 [n][2]: lengths of prefix and suffix that rules have, in the order to try */
} FileKind;

typedef enum MoveParse { MP_SHIFT, MP_REDUCE, MP_LEFT, MP_RIGHT, MP_BREAK, MP_END } MoveParse;
typedef enum MoveNer { MN_MISSING, MN_BEGIN, MN_IN, MN_LAST, MN_UNIT, MN_OUT, MN_END } MoveNer;

#endif
