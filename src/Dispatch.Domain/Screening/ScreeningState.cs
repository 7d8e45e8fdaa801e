using System.Collections.Immutable;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Screenings;

namespace Dispatch.Domain.Screening;

/// <summary>A screening as its actor stores it.</summary>
/// <param name="StationId">The station of the request.</param>
/// <param name="Number">Its number within the request.</param>
/// <param name="View">Who asked, answered and decided, and what it came to.</param>
/// <param name="ErasedAt">When answers and words were deleted.</param>
public sealed record ScreeningState(string StationId, int Number, ScreeningView View, DateTimeOffset? ErasedAt)
{
    public ScreeningState Erase(DateTimeOffset now) => ErasedAt is null ? this with { View = View with { Result = null, Decision = null }, ErasedAt = now } : this;

    /// <summary>How far it is, with the accounts.</summary>
    public ScreeningStatus Status(InstrumentSet instruments)
    {
        var title = instruments.Find(View.Instrument)?.Title;
        return new ScreeningStatus(
            Number, View.Instrument, title?.Zh ?? View.Instrument, title?.En ?? View.Instrument, View.Language, View.AskedAt, View.AskedBy, View.AnsweredAt, View.AnsweredBy,
            View.DecidedAt, View.DecidedBy);
    }
}

/// <summary>The instruments that were asked of a request's resident, in order: the number of a screening is its place, from 1.</summary>
public sealed record ScreeningIndex(ImmutableArray<string> Instruments)
{
    /// <summary>Screenings of one request (ours).</summary>
    public const int Most = 40;

    public static readonly ScreeningIndex Empty = new([]);

    /// <summary>The key of a screening.</summary>
    public static string Key(string requestId, int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{requestId}.{number}");

    /// <summary>The request that a screening belongs to.</summary>
    public static string RequestOf(string key) => key[..key.LastIndexOf('.')];
}
