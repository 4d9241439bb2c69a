#!/usr/bin/env bash
# Writes the log of a small shop to standard output: RATE JSON lines a second, and for 20 seconds out of every INCIDENT_EVERY seconds lines that were never seen before.
# usage: log-generator.sh [seconds; 0, the default, goes on for ever]
set -euo pipefail
rate=${RATE:-50} incident_every=${INCIDENT_EVERY:-300} seconds=${1:-0}

line() { printf '{"@timestamp":"%s","log":{"level":"%s"},"service":{"name":"%s"},"message":"%s"}\n' "$now" "$1" "$2" "$3"; }

normal() {
    local id=$((RANDOM * 32768 + RANDOM)) small=$((RANDOM % 90 + 5))
    case $((RANDOM % 12)) in
        0|1|2) line info catalog "GET /products/$((id % 5000)) 200 in $small ms" ;;
        3|4) line info catalog "cache hit for product $((id % 5000))" ;;
        5) line info cart "added $((small % 4 + 1)) of product $((id % 5000)) to cart $id" ;;
        6) line info cart "cart $id priced at $((id % 400)).$((small + 5)) EUR" ;;
        7) line info checkout "order $id placed by customer $((id % 90000))" ;;
        8) line info payment "card payment of order $id accepted by gateway 10.0.3.$((small % 8)):8443 in $((small * 4)) ms" ;;
        9) line info inventory "reserved $((small % 4 + 1)) of product $((id % 5000)) in warehouse $((id % 7))" ;;
        10) line debug inventory "connection pool: $((small % 20)) of 20 in use" ;;
        11) if ((small < 10)); then line warn payment "gateway 10.0.3.$((small % 8)):8443 answered slowly: $((small * 100)) ms"; else line info checkout "order $id confirmed"; fi ;;
    esac
}

incident() {
    local id=$((RANDOM * 32768 + RANDOM))
    case $((RANDOM % 3)) in
        0) line error inventory "deadlock detected while reserving product $((id % 5000)): transaction $id was chosen as victim" ;;
        1) line error payment "certificate of gateway 10.0.3.4:8443 has expired, refusing to send order $id" ;;
        2) line fatal checkout "cannot persist order $id: no space left on device" ;;
    esac
}

for ((second = 1; seconds == 0 || second <= seconds; second++)); do
    now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
    for ((i = 0; i < rate; i++)); do normal; done
    if ((second % incident_every > incident_every - 20)); then incident; fi
    sleep 1
done
