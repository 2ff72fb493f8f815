#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds what is missing, runs the experiments, each in a process of its own, and writes target/results.json.
# Arguments: experiments to run instead of all, as graph:1000 graph:1000+scr replace:10000 sleepers lookup
# migrations:20x10 rest first-request mounts:1000 grpc failover.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
target="$here/target"

if [ ! -f "$target/class-path.txt" ] || [ ! -d "$target/logger" ] || [ ! -d "$here/../container/target/modkit" ]; then
    (cd "$here/.." && mvn -q package -pl benchmarks,container -am -DskipTests)
fi
if [ $# -eq 0 ]; then
    set -- graph:100+scr graph:1000+scr graph:10000 replace:10000 sleepers lookup migrations:20x10 rest first-request \
        mounts:10 mounts:100 mounts:1000 grpc failover
fi

parts="$target/results"
rm -rf "$parts"
mkdir -p "$parts"
for experiment in "$@"; do
    java -Xms2g -Xmx2g -XX:+UseParallelGC -Djava.util.logging.config.file=/dev/null \
        -cp "$target/classes:$(cat "$target/class-path.txt")" \
        org.modkit.benchmarks.harness.Main "$parts/$experiment.json" "$experiment"
done

{
    printf '{"schema":1,"runs":[\n'
    separator=
    for part in "$parts"/*.json; do
        printf '%s' "$separator"
        cat "$part"
        separator=,
    done
    printf ']}\n'
} > "$target/results.json"
echo
echo "All numbers: $target/results.json"
