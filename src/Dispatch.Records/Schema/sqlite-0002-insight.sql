DROP INDEX IX_LedgerEntry_Action;
CREATE INDEX IX_LedgerEntry_Insight ON LedgerEntry (Ledger, Action, At, Sequence, Community, Service, Level, Responder, AgeBand, Amount);
