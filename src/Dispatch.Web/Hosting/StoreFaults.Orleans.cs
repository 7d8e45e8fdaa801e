using System.Data.Common;

namespace Dispatch.Web.Hosting;

/// <summary>What a failure of stock Orleans' store says about the write.</summary>
internal static class StoreFaults
{
    /// <summary>Whether the failed write is known not to have landed: a statement that PostgreSQL itself refused, which it says by a state code.</summary>
    public static bool WroteNothing(Exception exception) => exception is DbException { SqlState.Length: > 0 };
}
