CREATE TABLE GrainState
(
    StateName TEXT NOT NULL,
    GrainKey TEXT NOT NULL,
    ServiceId TEXT NOT NULL,
    Payload BLOB,
    ModifiedOn TEXT NOT NULL,
    Version INTEGER NOT NULL
);

CREATE UNIQUE INDEX UX_GrainState ON GrainState (GrainKey, StateName, ServiceId);

-- For people at the sqlite3 prompt.
CREATE VIEW GrainStates AS
SELECT ServiceId, StateName AS State, GrainKey AS Key, Version, ModifiedOn, CAST(Payload AS TEXT) AS Value FROM GrainState;
