using Dispatch.Contracts.Matching;

namespace Dispatch.Domain.Matching;

/// <summary>When the task of a query takes place, seen from the moment of asking: one that should have begun begins now.</summary>
internal static class TaskSpan
{
    public static DateTimeOffset Start(MatchQuery query, DateTimeOffset now) => query.StartsAt > now ? query.StartsAt : now;

    public static DateTimeOffset End(MatchQuery query, DateTimeOffset now) => Start(query, now).AddMinutes(Math.Max(1, query.Minutes));

    /// <summary>Whether it starts soon enough for those who are on duty by hand now.</summary>
    public static bool IsSoon(MatchQuery query, DateTimeOffset now) => query.StartsAt - now <= Gates.CalmAfter;
}
