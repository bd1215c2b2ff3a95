#!/usr/bin/env bash
# Runs a workload with one thread and with two, ours and a native comparator in turn, and prints how many times as fast two threads are: elapsed
# time of all runs with one over that of all with two, its standard error from the runs, and in brackets what process CPU time a unit grew by.
# Usage: throughput-threads.sh COMPARATOR_DIR RUNS WORKLOAD [options of the comparators, e.g. --k 20 --b 10000000 --data k20.csv]
set -euo pipefail
comparators=$1; runs=$2; workload=$3; shift 3
root=$(cd "$(dirname "$0")/.." && pwd)
ours="$root/benchmarks/CarTEvidence.Benchmarks/bin/Release/net10.0/CarTEvidence.Benchmarks"
[ -x "$ours" ] || dotnet build "$root/benchmarks/CarTEvidence.Benchmarks" -c Release -v q -nologo
times() { grep -oE ' (ns/unit|cpu_ns)=[^ ]+' | cut -d= -f2 | paste -sd' '; }
summary() {
  awk '{ one += $1; cpuOne += $2; two += $3; cpuTwo += $4; ratio[NR] = $1 / $3 }
    END { gain = one / two; for (i in ratio) { sum += (ratio[i] - gain) ^ 2 }; printf "%.2f +- %.2f (CPU %.2f)", gain, sqrt(sum / NR / (NR > 1 ? NR - 1 : 1)), cpuTwo / cpuOne }'
}
mine=; theirs=
for ((i = 0; i < runs; i++)); do
  mine+="$("$ours" throughput "$workload" "$@" --threads 1 | times) $("$ours" throughput "$workload" "$@" --threads 2 | times)"$'\n'
  theirs+="$("$comparators/$workload" "$@" --threads 1 | times) $("$comparators/$workload" "$@" --threads 2 | times)"$'\n'
done
echo "$workload $*: two threads against one, ours $(printf %s "$mine" | summary), native $(printf %s "$theirs" | summary), $runs runs"
