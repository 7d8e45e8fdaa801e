namespace Dispatch.Domain;

/// <summary>
/// A time in which something counts. It is over when its end has come, and also when the end lies further away than it was ever set: the clock was set
/// back then, and what had ended is not to begin again, nor what is short to become long.
/// </summary>
public static class Window
{
    /// <summary>How far the clocks of two processes may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Whether the time that ends at <paramref name="endsAt"/>, and is at most so long, runs.</summary>
    public static bool IsOpen(DateTimeOffset endsAt, TimeSpan longest, DateTimeOffset now) => now < endsAt && endsAt - now <= longest + Skew;

    /// <summary>Whether something is younger than an age. What seems to come from the future is not young but unknown.</summary>
    public static bool IsYounger(DateTimeOffset since, TimeSpan age, DateTimeOffset now) => now - since < age && now - since >= -Skew;
}
