"""The mean of the weights of pipelines that went on from the same one.

    average.py OUT_DIR PIPELINE PIPELINE ...
"""
import sys

import numpy as np
import spacy

out, *paths = sys.argv[1:]
pipelines = [spacy.load(p) for p in paths]
for name in pipelines[0].pipe_names:
    for nodes in zip(*([n for n in p.get_pipe(name).model.walk() if n.param_names] for p in pipelines), strict=True):
        for param in nodes[0].param_names:
            nodes[0].set_param(param, np.mean([n.get_param(param) for n in nodes], axis=0).astype(np.float32))
pipelines[0].to_disk(out)
