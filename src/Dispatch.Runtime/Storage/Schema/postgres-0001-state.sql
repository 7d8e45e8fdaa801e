-- The table of stock Orleans: the same columns, so that either runtime reads what the other wrote.
-- The fill factor leaves room on each page for the next version of a row, which then needs no new index entry.
CREATE TABLE IF NOT EXISTS OrleansStorage
(
    GrainIdHash integer NOT NULL,
    GrainIdN0 bigint NOT NULL,
    GrainIdN1 bigint NOT NULL,
    GrainTypeHash integer NOT NULL,
    GrainTypeString varchar(512) NOT NULL,
    GrainIdExtensionString varchar(512),
    ServiceId varchar(150) NOT NULL,
    PayloadBinary bytea,
    ModifiedOn timestamp NOT NULL,
    Version integer
) WITH (fillfactor = 70);

-- Unique, so that of two first writes of one actor only one can succeed.
CREATE UNIQUE INDEX IF NOT EXISTS UX_OrleansStorage ON OrleansStorage
    (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId) NULLS NOT DISTINCT;

-- JSON or null: a payload that another serializer wrote must not break the view.
CREATE OR REPLACE FUNCTION PayloadJson(payload bytea) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN convert_from(payload, 'UTF8')::jsonb;
EXCEPTION WHEN others THEN
    RETURN NULL;
END $$;

-- For people at psql: SELECT * FROM GrainStates WHERE State = 'request' AND Key = '...';
-- A key that reads as a hexadecimal number is stored as a number and shown here in its shortest
-- spelling; a Guid is shown as its two halves.
CREATE OR REPLACE VIEW GrainStates AS
SELECT ServiceId,
       GrainTypeString AS State,
       CASE
           WHEN GrainIdN0 <> 0 THEN to_hex(GrainIdN0) || ':' || to_hex(GrainIdN1) || coalesce('+' || GrainIdExtensionString, '')
           WHEN GrainIdN1 <> 0 OR GrainIdExtensionString IS NULL THEN upper(to_hex(GrainIdN1)) || coalesce('+' || GrainIdExtensionString, '')
           ELSE GrainIdExtensionString
       END AS Key,
       Version,
       ModifiedOn,
       PayloadJson(PayloadBinary) AS Value
FROM OrleansStorage;
