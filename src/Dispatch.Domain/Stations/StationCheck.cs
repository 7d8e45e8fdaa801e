using Dispatch.Contracts;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Stations;

/// <summary>What a station's facts must satisfy before they are kept.</summary>
public static class StationCheck
{
    /// <summary>The largest service circle: a district, not a city.</summary>
    public const int MaxRadiusMetres = 50_000;

    /// <summary>The first thing wrong with the facts; null when they may be kept.</summary>
    public static Refusal? Fault(string id, StationFacts facts)
    {
        if (facts.Id != id)
        {
            return Invalid($"Facts of station '{facts.Id}' were sent to station '{id}'.");
        }

        if (facts.RadiusMetres is < 1 or > MaxRadiusMetres)
        {
            return Invalid($"Station '{id}' has a circle of {facts.RadiusMetres} m; 1 to {MaxRadiusMetres} m are allowed.");
        }

        if (facts.Centre.Lat is not (>= -90 and <= 90) || facts.Centre.Lon is not (>= -180 and <= 180))
        {
            return Invalid($"Station '{id}' has its centre outside the earth's coordinates.");
        }

        if (facts.Neighbours.IsDefault || facts.BorrowsCounsellorsFrom.IsDefault || facts.Areas.IsDefault || facts.Policy is null)
        {
            return Invalid($"Station '{id}' lacks a list or its policy.");
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(facts.TimeZone, out _)
            ? null
            : Invalid($"Station '{id}' names the time zone '{facts.TimeZone}', which is not known.");
    }

    private static Refusal Invalid(string detail) => new(RefusalCode.InputInvalid, detail);
}
