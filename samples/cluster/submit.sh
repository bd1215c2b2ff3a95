#!/usr/bin/env bash
# Submits the array and, to run once every task of it has succeeded, the merge. The arguments are those of `cartevidence bootstrap`.
set -euo pipefail

here=$(dirname "$0")
export SHARDS=${SHARDS:-8} PARTS=${PARTS:-parts}
# Parts of an earlier run are not mixed into this one.
if compgen -G "$PARTS/part-*.bin" >/dev/null; then
  echo "$PARTS already holds parts; move them away, or name another folder with PARTS" >&2
  exit 1
fi

array=$(sbatch --parsable --array="1-$SHARDS" "$here/bootstrap.sbatch" "$@")
merge=$(sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes "$here/merge.sbatch")
echo "array $array of $SHARDS shards, then merge $merge"
