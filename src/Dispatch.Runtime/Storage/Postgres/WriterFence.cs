using Npgsql;

namespace Dispatch.Runtime.Storage.Postgres;

/// <summary>The silo whose writes these are: the server refuses them once it is dead in its cluster's table.</summary>
internal sealed record WriterFence(string ClusterId, SiloAddress Silo)
{
    private const string Dead = "DC001";

    /// <summary>The last statement of a batch.</summary>
    public NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand("SELECT HoldMembership($1, $2, $3, $4)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ClusterId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Silo.Endpoint.Address.ToString() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Silo.Endpoint.Port });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Silo.Generation });
        return command;
    }

    public static bool Refused(PostgresException refusal) => refusal.SqlState == Dead;
}
