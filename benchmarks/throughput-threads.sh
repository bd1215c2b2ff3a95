#!/usr/bin/env bash
# Runs a workload with one thread and with two, ours and a native comparator in turn, and prints the ratios of elapsed time a unit and,
# in brackets, what process CPU time a unit grew by: what two threads cost each other, or the machine costs both.
# Usage: throughput-threads.sh COMPARATOR_DIR RUNS WORKLOAD [options of the comparators, e.g. --k 20 --b 10000000 --data k20.csv]
set -euo pipefail
comparators=$1; runs=$2; workload=$3; shift 3
root=$(cd "$(dirname "$0")/.." && pwd)
ours="$root/benchmarks/CarTEvidence.Benchmarks/bin/Release/net10.0/CarTEvidence.Benchmarks"
[ -x "$ours" ] || dotnet build "$root/benchmarks/CarTEvidence.Benchmarks" -c Release -v q -nologo
field() { grep -oE " $1=[^ ]+" <<<"$2" | head -1 | cut -d= -f2; }
quotient() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
median() { printf '%s\n' "$@" | sort -g | sed -n "$(( ($# + 1) / 2 ))p"; }
mine=(); theirs=(); myCost=(); theirCost=()
for ((i = 0; i < runs; i++)); do
  one=$("$ours" throughput "$workload" "$@" --threads 1); two=$("$ours" throughput "$workload" "$@" --threads 2)
  mine+=("$(quotient "$(field ns/unit "$one")" "$(field ns/unit "$two")")"); myCost+=("$(quotient "$(field cpu_ns "$two")" "$(field cpu_ns "$one")")")
  one=$("$comparators/$workload" "$@" --threads 1); two=$("$comparators/$workload" "$@" --threads 2)
  theirs+=("$(quotient "$(field ns/unit "$one")" "$(field ns/unit "$two")")"); theirCost+=("$(quotient "$(field cpu_ns "$two")" "$(field cpu_ns "$one")")")
done
echo "$workload $*: two threads against one, ours $(median "${mine[@]}") (CPU $(median "${myCost[@]}")), native $(median "${theirs[@]}") (CPU $(median "${theirCost[@]}")); ours ${mine[*]}, native ${theirs[*]}"
