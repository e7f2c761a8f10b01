/* works.h: the scratch memory of one thread for all models that it meets. Not to be shared by threads. */
#ifndef CHANCERY_NN_WORKS_H
#define CHANCERY_NN_WORKS_H

#include "nn/nn.h"

typedef struct NnWorks NnWorks;

NnWorks *nn_works_new(void);
void nn_works_free(NnWorks *works); /* NULL is fine */

/* The one for this model, made at the first call; owned by works. */
NnWork *nn_works_get(NnWorks *works, const Model *m);

#endif
