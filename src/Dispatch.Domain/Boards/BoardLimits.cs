namespace Dispatch.Domain.Boards;

/// <summary>Bounds of a board.</summary>
public static class BoardLimits
{
    /// <summary>Open requests that one board shows; a station with more is in need of a second one.</summary>
    public const int Rows = 20_000;

    /// <summary>Responders that one board shows.</summary>
    public const int Responders = 50_000;

    /// <summary>Requests and responders gone that are remembered, so that a late message brings none of them back.</summary>
    public const int Gone = 4_096;

    /// <summary>Hints at possible duplicates that one question returns.</summary>
    public const int Similar = 8;

    /// <summary>Two requests this near to each other may be one.</summary>
    public const int SimilarMetres = 200;

    /// <summary>Two requests raised within this time of each other may be one.</summary>
    public static readonly TimeSpan SimilarWithin = TimeSpan.FromMinutes(30);
}
