-- Anomalies that were seen, and what they come to: groups, rates, units of the map.
-- Whoever adds an anomaly changes all of these in one transaction, and only when its event is new.

INSERT INTO counters (name, value) VALUES ('anomalies', 0);

CREATE TABLE anomalies (
    event_id {bytes} NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    fingerprint BIGINT NOT NULL,
    service {text} NOT NULL,
    level BIGINT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    threshold DOUBLE PRECISION NOT NULL,
    suppressed {text} NOT NULL,
    map_row BIGINT NOT NULL,
    map_column BIGINT NOT NULL,
    model {text} NOT NULL,
    trace_id {text} NOT NULL,
    message {text} NOT NULL,
    template {text} NOT NULL,
    nearest {text} NOT NULL,
    why {text} NOT NULL
);

CREATE INDEX anomalies_by_time ON anomalies (at, event_id);
CREATE INDEX anomalies_of_fingerprint ON anomalies (fingerprint, at, event_id);
CREATE INDEX anomalies_of_service ON anomalies (service, at, event_id);

-- Narrow, since every batch changes many: the texts are in the next table. Each order of the list has its index, read backwards.
CREATE TABLE anomaly_groups (
    fingerprint BIGINT NOT NULL,
    service {text} NOT NULL,
    level BIGINT NOT NULL,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    count BIGINT NOT NULL,
    suppressed BIGINT NOT NULL,
    lowest_score DOUBLE PRECISION NOT NULL,
    highest_score DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (fingerprint, service)
) {without rowid};

CREATE INDEX anomaly_groups_by_last_seen ON anomaly_groups (last_seen, fingerprint, service);
CREATE INDEX anomaly_groups_by_first_seen ON anomaly_groups (first_seen, fingerprint, service);
CREATE INDEX anomaly_groups_by_count ON anomaly_groups (count, fingerprint, service);
CREATE INDEX anomaly_groups_by_score ON anomaly_groups (highest_score, fingerprint, service);
CREATE INDEX anomaly_groups_of_service ON anomaly_groups (service, last_seen, fingerprint);

-- The latest anomaly of each group, which outlives the anomaly itself. 'search' is what text is looked for in: the beginnings of template and message in lower case.
CREATE TABLE anomaly_latest (
    fingerprint BIGINT NOT NULL,
    service {text} NOT NULL,
    search {text} NOT NULL,
    event_id {bytes} NOT NULL,
    at BIGINT NOT NULL,
    level BIGINT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    threshold DOUBLE PRECISION NOT NULL,
    suppressed {text} NOT NULL,
    map_row BIGINT NOT NULL,
    map_column BIGINT NOT NULL,
    model {text} NOT NULL,
    trace_id {text} NOT NULL,
    message {text} NOT NULL,
    template {text} NOT NULL,
    nearest {text} NOT NULL,
    why {text} NOT NULL,
    PRIMARY KEY (fingerprint, service)
);

-- Counts by minute, as long as the anomalies themselves are kept; by hour, for longer. Minutes and hours since 0001-01-01 UTC.
-- The hour comes first in the keys: what comes in now is then in few pages, and is not spread over as many as there are groups.
CREATE TABLE anomaly_minutes (
    hour BIGINT NOT NULL,
    fingerprint BIGINT NOT NULL,
    service {text} NOT NULL,
    minute BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (hour, fingerprint, service, minute)
) {without rowid};

CREATE TABLE anomaly_hours (
    hour BIGINT NOT NULL,
    fingerprint BIGINT NOT NULL,
    service {text} NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (hour, fingerprint, service)
) {without rowid};

-- Of all groups together.
CREATE TABLE anomaly_totals (
    minute {key},
    count BIGINT NOT NULL
);

CREATE TABLE anomaly_units (
    model {text} NOT NULL,
    hour BIGINT NOT NULL,
    map_row BIGINT NOT NULL,
    map_column BIGINT NOT NULL,
    count BIGINT NOT NULL,
    latest_at BIGINT NOT NULL,
    latest_event {bytes} NOT NULL,
    PRIMARY KEY (model, hour, map_row, map_column)
) {without rowid};

CREATE INDEX anomaly_units_by_hour ON anomaly_units (hour);
