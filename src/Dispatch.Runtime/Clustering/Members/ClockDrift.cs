using System.Globalization;

namespace Dispatch.Runtime.Clustering.Members;

/// <summary>
/// Finds out that this machine's clock disagrees with the database's. Membership uses the database's alone, but grains reckon deadlines with
/// their silo's clock, and a deadline that one silo sets another one keeps.
/// </summary>
internal sealed class ClockDrift
{
    /// <summary>Clocks that are set by a time server agree within a fraction of a second; the rest is room for a database that answers slowly.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    private bool _isOff;

    /// <summary>How the clocks disagree, in one sentence; null when they agree well enough.</summary>
    public static string? Fault(DateTimeOffset here, DateTime database)
    {
        var ahead = here - new DateTimeOffset(DateTime.SpecifyKind(database, DateTimeKind.Utc));
        return ahead.Duration() <= Most ? null : string.Create(
            CultureInfo.InvariantCulture, $"This machine's clock is {ahead.Duration().TotalSeconds:0} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the database's.");
    }

    /// <summary>The same, once for each time that they begin to disagree.</summary>
    public string? IsNew(DateTimeOffset here, DateTime database)
    {
        var fault = Fault(here, database);
        var isNew = fault is not null && !_isOff;
        _isOff = fault is not null;
        return isNew ? fault : null;
    }
}
