-- Rows of more than 2 kB are packed by a method that takes a tenth of the time. A server that was built without it keeps its own.
DO $$
BEGIN
    EXECUTE 'ALTER TABLE OrleansStorage ALTER COLUMN PayloadBinary SET COMPRESSION lz4';
EXCEPTION WHEN feature_not_supported OR syntax_error OR invalid_parameter_value THEN
    NULL;
END $$;
