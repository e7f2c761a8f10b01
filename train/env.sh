# Sourced by the scripts here: where things are, and what keeps PyTorch and thinc quick on a small machine.
here=$(cd "$(dirname "$0")/.." && pwd)
DATA=${DATA:-$here/../shared/data}           # treebanks/ and ner/, as train/README.md lists them
WORK=${WORK:-$here/build/train}              # everything made on the way
PYTHON=${PYTHON:-$WORK/venv/bin/python}
CHANCERY=${CHANCERY:-$here/build/chancery}
TB=$DATA/treebanks
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1} OPENBLAS_NUM_THREADS=1
# batches of ever new shapes: memory is kept, not given back and faulted in again
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=20000000000 MALLOC_TOP_PAD_=268435456 MALLOC_ARENA_MAX=2
mkdir -p "$WORK"
if [ ! -x "$PYTHON" ]; then
    python3 -m venv "$WORK/venv" && "$WORK/venv/bin/pip" install -q -r "$here/train/requirements.txt" || exit 1
fi
