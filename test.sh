#!/usr/bin/env bash
# Restores, builds and runs every test. Ends with the line "N passed, N failed, N skipped" and fails when a test failed or none ran.
# usage: ./test.sh [-p:NAME=VALUE for the build and all that follows, e.g. -p:KafkaClient=bundled] [arguments for dotnet test, e.g. --filter Name~Snapshot]
set -uo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1

command -v dotnet >/dev/null || { echo "test.sh: the .NET 10 SDK is needed: https://learn.microsoft.com/dotnet/core/install/linux" >&2; exit 1; }

# The tests of Kafka run against a cluster that librdkafka carries in itself, those of the fact store against a PostgreSQL that they start themselves: the server's programs are enough, no cluster of the system's is made.
root() { if ((EUID)); then sudo -n "$@"; else "$@"; fi; }
get() { root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } </dev/null >/dev/null
needs=()
ldconfig -p | grep -q 'librdkafka\.so\.1' || needs+=(librdkafka1)
[[ -d /usr/lib/postgresql ]] || needs+=(postgresql)
[[ -n ${LAD_TEST_CHROMIUM:-} ]] || command -v chromium chromium-browser google-chrome >/dev/null || needs+=(chromium)
if ((${#needs[@]})) && command -v apt-get >/dev/null; then
    root apt-get update -qq </dev/null >/dev/null
    for package in "${needs[@]}"; do
        if [[ $package == postgresql ]] && get postgresql-common; then
            root sed -i 's/^#* *create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
        fi
        get "$package" || echo "test.sh: $package could not be installed; some tests need it" >&2
    done
fi

# Of Prometheus the programs alone: installed, Debian's package would start a server.
export PATH=$PATH:$PWD/artifacts/prometheus/usr/bin
if ! { command -v prometheus && command -v promtool; } >/dev/null && command -v apt-get >/dev/null; then
    mkdir -p -- artifacts/prometheus
    (cd artifacts/prometheus && { apt-get download -qq prometheus || { root apt-get update -qq && apt-get download -qq prometheus; }; } && dpkg-deb -x prometheus_*.deb . && rm -f -- prometheus_*.deb) </dev/null >/dev/null 2>&1 ||
        echo "test.sh: prometheus could not be fetched; some tests need it" >&2
fi

# The tests of the pages look at them in Chromium, with the rules of axe-core.
if [[ ! -f artifacts/axe/node_modules/axe-core/axe.min.js ]] && command -v npm >/dev/null; then
    mkdir -p -- artifacts/axe
    npm install --prefix artifacts/axe --silent --no-audit --no-fund --no-save axe-core@4 </dev/null >/dev/null 2>&1 || echo "test.sh: axe-core could not be installed; the tests of the pages need it" >&2
fi

results=$PWD/artifacts/test-results
rm -rf -- "$results"
mkdir -p -- "$results"

# What is said of the build holds for the tests of it.
properties=() arguments=()
for argument in "$@"; do
    if [[ $argument == -p:* ]]; then properties+=("$argument"); else arguments+=("$argument"); fi
done
set -- "${arguments[@]}"

dotnet restore -v quiet "${properties[@]}" </dev/null || exit 1
dotnet build -c Release --no-restore -v quiet "${properties[@]}" </dev/null || exit 1

# The graph's suite runs on Akka.Streams too, whose packages not every source has.
left_out=()
if dotnet restore tests/Lad.Akka.Tests -v quiet "${properties[@]}" </dev/null >"$results/akka.log" 2>&1; then
    dotnet build tests/Lad.Akka.Tests -c Release --no-restore -v quiet "${properties[@]}" </dev/null || exit 1
else
    echo "test.sh: Akka.Streams is not in the package sources of this machine: the graph's suite runs on TPL Dataflow alone"
    left_out+=(Lad.Akka.Tests)
fi

# Without its switch it has no test. With it images are fetched, and whole suites run within one test.
hang=5m
if [[ " ${properties[*]-} " == *" -p:Containers=true "* ]]; then hang=45m; else left_out+=(Lad.Containers.Tests); fi

run_tests() {
    dotnet test "$1" -c Release --no-build "${properties[@]}" --logger "trx;LogFileName=$2.trx" --results-directory "$results" \
        --blame-hang-timeout "$hang" --blame-hang-dump-type none -v quiet "${@:3}" </dev/null
}

# Servers, brokers and killed processes depend on how busy the machine is: tests of these that fail are run once more by themselves, and that run counts; what passed only then is named at the end.
# What is pure has no such excuse.
pure=(Lad.Detection.Tests Lad.Pipeline.Tests Lad.Akka.Tests)
waiting=(Lad.EndToEnd.Tests Lad.Kafka.Tests)

is_pure() { [[ " ${pure[*]} " == *" $1 "* ]]; }
waits() { [[ " ${waiting[*]} " == *" $1 "* ]]; }
is_left_out() { [[ " ${left_out[*]-} " == *" $1 "* ]]; }

# The tests of a results file that failed, as a filter.
failed_of() {
    tr '\n' ' ' <"$1" | sed 's/<UnitTestResult /\n&/g' | sed -n '/^<UnitTestResult [^>]*outcome="Failed"/s/^<UnitTestResult [^>]* testName="\([^"(]*\).*/FullyQualifiedName=\1/p' | sort -u | paste -sd'|' -
}

run_project() {
    local name=$1 failed
    echo "== $name"
    run_tests "tests/$name/$name.csproj" "$name" "${@:2}" && return
    ! is_pure "$name" && [[ -f $results/$name.trx ]] || return 1
    failed=$(failed_of "$results/$name.trx")
    [[ -n $failed ]] || return 1
    echo "== $name, what failed once more: it may have been the machine"
    run_tests "tests/$name/$name.csproj" "$name.again" --filter "$failed" && tr '|' '\n' <<<"${failed//FullyQualifiedName=/}" >"$results/$name.again.txt"
}

failed_runs=()
for project in tests/*/*.csproj; do
    name=$(basename -- "$project" .csproj)
    is_left_out "$name" || waits "$name" || run_project "$name" "$@" || failed_runs+=("$name")
done

# These mostly wait for others, so they run side by side; meanwhile the wrapper builds what it runs.
./lad --version >/dev/null </dev/null &
wrapper=$!
runs=()
for name in "${waiting[@]}"; do
    run_project "$name" "$@" >"$results/$name.log" 2>&1 &
    runs+=("$!")
done
for i in "${!runs[@]}"; do
    wait "${runs[i]}" || failed_runs+=("${waiting[i]}")
    cat -- "$results/${waiting[i]}.log"
done

wait "$wrapper" || failed_runs+=("./lad")

# What is allocated does not depend on the machine: a hot path that breaks its budget is a failure like any other.
echo "== allocation budgets"
if ! dotnet run --project bench/Lad.Benchmarks -c Release --no-build "${properties[@]}" -- budgets </dev/null >"$results/budgets.log" 2>&1; then
    tail -n 20 -- "$results/budgets.log" >&2
    failed_runs+=("allocation budgets")
fi

# A results file says of its run: <Counters total= executed= passed= failed= .../>; a test that was skipped is one that was not executed.
shopt -s nullglob
files=("$results"/*.trx)
passed=0 failed=0 skipped=0
if ((${#files[@]})); then
    read -r passed failed skipped < <(for file in "${files[@]}"; do
        # What was run once more counts there alone.
        echo "$([[ -f ${file%.trx}.again.trx ]] && echo repeated) $(tr '\n' ' ' <"$file" | grep -o '<Counters [^>]*>')"
    done | awk '
        function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
        { passed += value("passed"); skipped += value("total") - value("executed"); if ($1 != "repeated") failed += value("executed") - value("passed") }
        END { print passed + 0, failed + 0, skipped + 0 }')
fi

if ((skipped)); then
    echo
    echo "Skipped:"
    cat -- "${files[@]}" | tr '\n' ' ' | sed 's/<UnitTestResult /\n&/g' | awk '/outcome="NotExecuted"/ {
        name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name)
        reason = "no reason given"
        if (match($0, /<Message>[^<]*/)) reason = substr($0, RSTART + 9, RLENGTH - 9)
        else if (match($0, /<StdOut>[^<]*/)) reason = substr($0, RSTART + 8, RLENGTH - 8)
        gsub(/&quot;/, "\"", name); gsub(/&lt;/, "<", name); gsub(/&gt;/, ">", name); gsub(/&amp;/, "\\&", name)
        gsub(/&quot;/, "\"", reason); gsub(/&lt;/, "<", reason); gsub(/&gt;/, ">", reason); gsub(/&amp;/, "\\&", reason)
        print "  " name ": " reason }' | sort
fi

for file in "$results"/*.again.txt; do sed 's/^/passed only when it was run once more: /' -- "$file"; done
for name in "${failed_runs[@]}"; do echo "failed: $name" >&2; done
((passed + failed)) || echo "No test ran." >&2
echo
echo "$passed passed, $failed failed, $skipped skipped"
((${#failed_runs[@]} == 0 && failed == 0 && passed > 0))
