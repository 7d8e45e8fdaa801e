-- A silo that is dead in the table commits nothing, however late its writes arrive. Each batch of writes ends by holding its silo's
-- membership until the batch has committed; whoever declares a silo dead waits for that, so no commit lies on both sides of a death.
CREATE OR REPLACE FUNCTION MembershipLock(deployment varchar, silo_address varchar, silo_port int, silo_generation int)
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT hashtextextended(deployment || '/' || silo_address || ':' || silo_port || '@' || silo_generation, 0)
$$;

-- Looks after it holds, and each look of a function like this one sees what was committed until then.
CREATE OR REPLACE FUNCTION HoldMembership(deployment varchar, silo_address varchar, silo_port int, silo_generation int)
RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(MembershipLock(deployment, silo_address, silo_port, silo_generation));
    IF NOT EXISTS (
        SELECT FROM OrleansMembershipTable
        WHERE DeploymentId = deployment AND Address = silo_address AND Port = silo_port AND Generation = silo_generation AND Status <> 6)
    THEN
        RAISE EXCEPTION 'silo %:%@% is dead in its cluster''s table', silo_address, silo_port, silo_generation USING ERRCODE = 'DC001';
    END IF;
END $$;

-- A process that was stopped in the middle of sending a batch would hold its membership for as long as it sleeps. Its connection is ended
-- instead, and the batch with it.
CREATE OR REPLACE FUNCTION EndMembership(deployment varchar, silo_address varchar, silo_port int, silo_generation int)
RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    key bigint := MembershipLock(deployment, silo_address, silo_port, silo_generation);
BEGIN
    PERFORM set_config('lock_timeout', '500ms', true);
    PERFORM pg_advisory_xact_lock(key);
EXCEPTION WHEN lock_not_available THEN
    PERFORM pg_terminate_backend(pid, 1000) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid::bigint = (key >> 32) & 4294967295 AND objid::bigint = key & 4294967295
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid();
END $$;

-- False when another silo changed the table since the version was read.
CREATE OR REPLACE FUNCTION UpdateMembership(
    deployment varchar, silo_address varchar, silo_port int, silo_generation int, silo_status int, suspects varchar,
    alive_time timestamptz, known int)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    UPDATE OrleansMembershipVersionTable SET Version = Version + 1, Timestamp = now() WHERE DeploymentId = deployment AND Version = known;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF silo_status = 6 THEN
        PERFORM EndMembership(deployment, silo_address, silo_port, silo_generation);
    END IF;
    UPDATE OrleansMembershipTable SET Status = silo_status, SuspectTimes = suspects, IAmAliveTime = alive_time
    WHERE DeploymentId = deployment AND Address = silo_address AND Port = silo_port AND Generation = silo_generation;
    RETURN FOUND;
END $$;
