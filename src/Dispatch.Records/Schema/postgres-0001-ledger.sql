CREATE TABLE LedgerEntry
(
    Ledger text COLLATE "C" NOT NULL,
    Sequence bigint NOT NULL,
    At bigint NOT NULL,
    RecordedAt bigint NOT NULL,
    Actor text NOT NULL,
    Role text,
    Action text COLLATE "C" NOT NULL,
    Subject text COLLATE "C" NOT NULL,
    CommitId text COLLATE "C" NOT NULL,
    Community text,
    Service text,
    Level text,
    Responder text,
    AgeBand text,
    Channel text,
    Reason text,
    Other text,
    Item text,
    Amount bigint,
    Digest bytea,
    PrevHash bytea NOT NULL,
    Hash bytea NOT NULL,
    PRIMARY KEY (Ledger, Sequence)
);

CREATE UNIQUE INDEX UX_LedgerEntry_CommitId ON LedgerEntry (CommitId);
CREATE INDEX IX_LedgerEntry_Subject ON LedgerEntry (Subject, At);
CREATE INDEX IX_LedgerEntry_Action ON LedgerEntry (Action, At, Ledger, Community, Service, Level, Responder, AgeBand);
CREATE INDEX IX_LedgerEntry_At ON LedgerEntry (At);

CREATE TABLE LedgerSalt
(
    Subject text COLLATE "C" NOT NULL PRIMARY KEY,
    Salt bytea NOT NULL
);

CREATE FUNCTION LedgerIsAppendOnly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The service record is append-only: an entry is never changed or deleted.';
END $$;

CREATE TRIGGER LedgerEntry_Update BEFORE UPDATE OR DELETE ON LedgerEntry FOR EACH ROW EXECUTE FUNCTION LedgerIsAppendOnly();
CREATE TRIGGER LedgerEntry_Truncate BEFORE TRUNCATE ON LedgerEntry FOR EACH STATEMENT EXECUTE FUNCTION LedgerIsAppendOnly();
