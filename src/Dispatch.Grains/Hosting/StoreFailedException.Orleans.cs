using System.Data.Common;
using System.Net.Sockets;

namespace Dispatch.Grains.Hosting;

/// <summary>PostgreSQL could not read or write a state. Unlike its driver's exceptions, this one reaches a caller in another process.</summary>
/// <remarks>Codes: https://www.postgresql.org/docs/17/errcodes-appendix.html</remarks>
[GenerateSerializer, Alias("dispatch.store-failed")]
public sealed class StoreFailedException(string message, bool outcomeUnknown) : OrleansException(message)
{
    /// <summary>Whether the write may have been committed all the same.</summary>
    [Id(0)]
    public bool OutcomeUnknown { get; private set; } = outcomeUnknown;

    /// <summary>Of a failed write.</summary>
    public static StoreFailedException Write(DbException failure) => new(failure.Message, !WroteNothing(failure));

    /// <summary>Of a failed read.</summary>
    public static StoreFailedException Read(DbException failure) => new(failure.Message, outcomeUnknown: false);

    // There was no connection to send the write by, or PostgreSQL itself refused it. A server that shuts down or breaks in the middle
    // says so by a code as well, and leaves open what it had done.
    private static bool WroteNothing(DbException failure) => failure switch
    {
        { SqlState: { Length: 5 } code } => code[..2] is not ("08" or "57" or "58" or "XX"),
        _ => failure.InnerException is SocketException,
    };
}
