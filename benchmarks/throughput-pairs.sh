#!/usr/bin/env bash
# Runs a workload of a native comparator and ours in interleaved pairs, and prints the medians of process CPU time a unit and of the
# ratio within a pair, which a machine that is now fast, now slow disturbs least.
# Usage: throughput-pairs.sh COMPARATOR_DIR PAIRS WORKLOAD [options of the comparators, e.g. --k 20 --b 1000000 --data k20.csv]
set -euo pipefail
comparators=$1; pairs=$2; workload=$3; shift 3
root=$(cd "$(dirname "$0")/.." && pwd)
ours="$root/benchmarks/CarTEvidence.Benchmarks/bin/Release/net10.0/CarTEvidence.Benchmarks"
[ -x "$ours" ] || dotnet build "$root/benchmarks/CarTEvidence.Benchmarks" -c Release -v q -nologo
field() { grep -oE "$1=[^ ]+" | head -1 | cut -d= -f2; }
theirs=(); mine=(); ratios=(); theirBits=; myBits=
for ((i = 0; i < pairs; i++)); do
  line=$("$comparators/$workload" "$@" | grep cpu_ns); theirs+=("$(field cpu_ns <<<"$line")"); theirBits=$(field bits <<<"$line")
  line=$("$ours" throughput "$workload" "$@" | grep cpu_ns); mine+=("$(field cpu_ns <<<"$line")"); myBits=$(field bits <<<"$line")
  ratios+=("$(awk -v a="${theirs[-1]}" -v b="${mine[-1]}" 'BEGIN { print b / a }')")
done
median() { printf '%s\n' "$@" | sort -g | sed -n "$(( ($# + 1) / 2 ))p"; }
a=$(median "${theirs[@]}"); b=$(median "${mine[@]}"); r=$(median "${ratios[@]}")
same=$([ "$theirBits" = "$myBits" ] && echo "the same bits" || echo "other bits")
awk -v a="$a" -v b="$b" -v r="$r" -v w="$workload $*" -v s="$same" 'BEGIN { printf "%s: native %.2f ns, ours %.2f ns, ratio %.2f, %s\n", w, a, b, r, s }'
