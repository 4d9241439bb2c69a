-- Feedback: what was said, what is in force, what is still to be published, and who did what.
-- Times are ticks of 100 ns since 0001-01-01 UTC; fingerprints are the 64 bits as a signed number.

CREATE TABLE counters (
    name {text} NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

-- 'statements': the latest number given. 'published': the latest number that publication was begun with.
INSERT INTO counters (name, value) VALUES ('statements', 0), ('published', 0);

-- Append-only. The last three columns say what is in force for the fingerprint since this statement.
CREATE TABLE statements (
    sequence {key},
    fingerprint BIGINT NOT NULL,
    kind {text} NOT NULL,
    message {text} NOT NULL,
    service {text} NOT NULL,
    model {text} NOT NULL,
    event_id {text} NOT NULL,
    author {text} NOT NULL,
    at BIGINT NOT NULL,
    reason {text} NOT NULL,
    until BIGINT,
    schedule {text},
    retracts BIGINT,
    request {text},
    judgement_after BIGINT,
    snooze_after BIGINT,
    schedule_after BIGINT
);

CREATE INDEX statements_of_fingerprint ON statements (fingerprint, sequence);
CREATE INDEX statements_of_kind ON statements (kind, sequence);
CREATE UNIQUE INDEX statements_of_request ON statements (request) WHERE request IS NOT NULL;

-- Statements that a retraction took out of force.
CREATE TABLE retracted (
    sequence {key},
    by_sequence BIGINT NOT NULL
);

-- What is in force for each fingerprint of which something was said: the numbers of the statements, and what lists ask for.
CREATE TABLE states (
    fingerprint {key},
    sequence BIGINT NOT NULL,
    judgement BIGINT,
    judgement_kind {text},
    snooze BIGINT,
    snooze_until BIGINT,
    schedule BIGINT,
    in_force BIGINT NOT NULL
);

CREATE INDEX states_in_force ON states (fingerprint) WHERE in_force = 1;

-- Statements that are still to be published.
CREATE TABLE outbox (
    sequence {key},
    at BIGINT NOT NULL
);

CREATE TABLE audit (
    number {identity},
    at BIGINT NOT NULL,
    actor {text} NOT NULL,
    action {text} NOT NULL,
    subject {text} NOT NULL,
    detail {text} NOT NULL
);
