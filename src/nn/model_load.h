/* model_load.h: from the sections of a checked file to a Model. */
#ifndef CHANCERY_NN_MODEL_LOAD_H
#define CHANCERY_NN_MODEL_LOAD_H

#include "nn/model_file.h"
#include "nn/model_parts.h"

/* Fills m, whose arena is set. The file's memory must outlive it. */
int model_load(Model *m, const ModelFile *f, Err *err);

#endif
