CREATE TABLE LedgerEntry
(
    Ledger TEXT NOT NULL,
    Sequence INTEGER NOT NULL,
    At INTEGER NOT NULL,
    RecordedAt INTEGER NOT NULL,
    Actor TEXT NOT NULL,
    Role TEXT,
    Action TEXT NOT NULL,
    Subject TEXT NOT NULL,
    CommitId TEXT NOT NULL,
    Community TEXT,
    Service TEXT,
    Level TEXT,
    Responder TEXT,
    AgeBand TEXT,
    Channel TEXT,
    Reason TEXT,
    Other TEXT,
    Item TEXT,
    Amount INTEGER,
    Digest BLOB,
    PrevHash BLOB NOT NULL,
    Hash BLOB NOT NULL,
    PRIMARY KEY (Ledger, Sequence)
) WITHOUT ROWID;

CREATE UNIQUE INDEX UX_LedgerEntry_CommitId ON LedgerEntry (CommitId);
CREATE INDEX IX_LedgerEntry_Subject ON LedgerEntry (Subject, At);
CREATE INDEX IX_LedgerEntry_Action ON LedgerEntry (Action, At, Ledger, Community, Service, Level, Responder, AgeBand);
CREATE INDEX IX_LedgerEntry_At ON LedgerEntry (At);

CREATE TABLE LedgerSalt
(
    Subject TEXT NOT NULL PRIMARY KEY,
    Salt BLOB NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER LedgerEntry_Update BEFORE UPDATE ON LedgerEntry
BEGIN
    SELECT RAISE(ABORT, 'The service record is append-only: an entry is never changed.');
END;

CREATE TRIGGER LedgerEntry_Delete BEFORE DELETE ON LedgerEntry
BEGIN
    SELECT RAISE(ABORT, 'The service record is append-only: an entry is never deleted.');
END;
