namespace Dispatch.Runtime.Storage.Postgres;

/// <summary>Counts lost connections, so that the others are renewed as well: after a restart of the server all are dead.</summary>
internal sealed class PostgresOutages
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public void Add() => Interlocked.Increment(ref count);
}
