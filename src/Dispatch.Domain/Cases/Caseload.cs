using Dispatch.Contracts.Care;

namespace Dispatch.Domain.Cases;

/// <summary>What a case weighs for its owner: more the more often the person has to be seen.</summary>
public static class Caseload
{
    /// <summary>A case that is worked on, however rarely (ours).</summary>
    public const int Base = 2;

    /// <summary>Contacts due within this count a point each, overdue ones as well (ours).</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(28);

    /// <summary>The points of a case; one that is closed weighs what it still promises.</summary>
    public static int Points(CareRow row, DateTimeOffset now) =>
        (row.State is CaseState.Open or CaseState.Handled ? Base : 0) + row.Clocks.Count(clock => clock.DueAt < now + Window);

    /// <summary>The points of everything that somebody owns.</summary>
    public static int Of(IEnumerable<CareRow> rows, string account, DateTimeOffset now) => rows.Where(row => row.Owner == account).Sum(row => Points(row, now));
}
