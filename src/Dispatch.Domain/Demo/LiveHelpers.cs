using System.Collections.Immutable;
using System.Globalization;

namespace Dispatch.Domain.Demo;

/// <summary>The simulated helpers: who they are, and how they answer and work. The others are left to visitors.</summary>
/// <param name="Ranges">Numbered accounts that are simulated.</param>
/// <param name="OnDutyShare">Share of them put on duty.</param>
/// <param name="AcceptNear">Probability of accepting within <paramref name="NearMetres"/>.</param>
/// <param name="NearMetres">Up to here distance does not count.</param>
/// <param name="HalvedEveryMetres">Beyond, the probability halves with every further such distance.</param>
/// <param name="AnswerMedian">Median time to an answer, lognormal.</param>
/// <param name="AnswerSigma">Sigma of its logarithm.</param>
/// <param name="EnRouteAfter">From acceptance to leaving.</param>
/// <param name="OnSiteAfter">From leaving to arriving.</param>
/// <param name="CompletedAfter">From arriving to the end.</param>
public sealed record LiveHelpers(
    ImmutableArray<LiveRange> Ranges,
    double OnDutyShare,
    double AcceptNear,
    double NearMetres,
    double HalvedEveryMetres,
    TimeSpan AnswerMedian,
    double AnswerSigma,
    TimeSpan EnRouteAfter,
    TimeSpan OnSiteAfter,
    TimeSpan CompletedAfter)
{
    /// <summary>Whether this responder is simulated at all.</summary>
    public bool Plays(string responderId) => Ranges.Any(range => range.Holds(responderId));

    /// <summary>Whether a simulated responder is on duty under this seed.</summary>
    public bool OnDuty(string responderId, long seed) => Plays(responderId) && new Dice(seed, responderId).Happens(0, OnDutyShare);

    /// <summary>Whether and after what time a simulated responder takes an offer; null distance for remote tasks.</summary>
    public (bool Accepts, TimeSpan After) Answer(string offerId, string responderId, int? distanceMetres, long seed)
    {
        var dice = new Dice(seed, $"{offerId}/{responderId}");
        var beyond = Math.Max(0, (distanceMetres ?? 0) - NearMetres);
        var accepts = dice.Happens(0, AcceptNear * Math.Pow(0.5, beyond / HalvedEveryMetres));
        return (accepts, AnswerMedian * Math.Exp(AnswerSigma * dice.Normal(1)));
    }
}

/// <summary>Accounts <c>{Prefix}{From}.{StationId}</c> to <c>{Prefix}{To}.{StationId}</c>.</summary>
public sealed record LiveRange(string StationId, string Prefix, int From, int To)
{
    /// <summary>Whether the id is one of them.</summary>
    public bool Holds(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal)
        && id.EndsWith($".{StationId}", StringComparison.Ordinal)
        && int.TryParse(id.AsSpan()[Prefix.Length..^(StationId.Length + 1)], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= From
        && number <= To;
}
