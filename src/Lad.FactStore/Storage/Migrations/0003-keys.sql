-- Keys that sessions and forms are protected with: every process on the database knows the sessions of all.

CREATE TABLE protection_keys (
    name {text} NOT NULL PRIMARY KEY,
    xml {text} NOT NULL
);
