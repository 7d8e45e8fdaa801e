-- Stock Orleans reads the octets of a hash in the opposite order; rows that were written before this was known are moved to where it looks.
-- Reminders keep the hash they have until they are set again: it decides only where stock Orleans looks for them.
CREATE FUNCTION pg_temp.Turned(hash integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT ((value # 2147483648) - 2147483648)::integer
    FROM (SELECT decode(lpad(to_hex(hash), 8, '0'), 'hex') AS octets) AS given,
         LATERAL (SELECT (get_byte(octets, 3)::bigint << 24) | (get_byte(octets, 2) << 16) | (get_byte(octets, 1) << 8) | get_byte(octets, 0) AS value) AS turned
$$;

UPDATE OrleansStorage SET GrainIdHash = pg_temp.Turned(GrainIdHash), GrainTypeHash = pg_temp.Turned(GrainTypeHash);
