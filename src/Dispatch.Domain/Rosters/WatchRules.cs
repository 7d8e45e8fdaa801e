using System.Collections.Immutable;
using Dispatch.Contracts.Rosters;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Rosters;

/// <summary>Who is on watch. Never nobody: without a shift the station head leads, and all of competence may be called.</summary>
public static class WatchRules
{
    /// <summary>Counsellors a roster knows; a station has dozens.</summary>
    private const int MostCounsellors = 500;

    /// <summary>Who is on watch at a moment.</summary>
    public static OnWatch Now(Roster roster, StationFacts station, DateTimeOffset now)
    {
        var qualified = roster.Counsellors.Where(each => IsQualified(each, now)).ToList();
        var shift = roster.Shifts.Where(each => each.From <= now && now < each.To).MaxBy(each => each.From);
        return new OnWatch(
            shift?.Lead is { } lead && qualified.Exists(each => each.Account == lead) ? lead : station.Head,
            station.Head, Licensed(roster, shift?.Primary, now), Licensed(roster, shift?.Secondary, now), Licensed(roster, shift?.Expert, now),
            [.. qualified.Where(each => each.OnDuty).Select(each => each.Account)], [.. qualified.Select(each => each.Account)]);
    }

    /// <summary>Takes a counsellor's own word on itself; who belongs elsewhere is forgotten.</summary>
    public static Roster Know(Roster roster, string stationId, CounsellorFacts facts)
    {
        var known = roster.Counsellors.FirstOrDefault(each => each.Account == facts.Account);
        if (known == facts || known?.Version > facts.Version || (known is null && (facts.StationId != stationId || roster.Counsellors.Length >= MostCounsellors)))
        {
            return roster;
        }

        // In its place: the order is what emergencies compare.
        return roster with
        {
            Counsellors = known is null ? roster.Counsellors.Add(facts)
                : facts.StationId == stationId ? roster.Counsellors.Replace(known, facts) : roster.Counsellors.Remove(known),
        };
    }

    /// <summary>Takes the shifts as the duty roster tells them; an older word is passed over.</summary>
    public static Roster Plan(Roster roster, long version, ImmutableArray<WatchShift> shifts) =>
        version <= roster.ShiftsVersion ? roster : roster with { Shifts = shifts, ShiftsVersion = version };

    /// <summary>Lists an emergency as running.</summary>
    public static Roster Enter(Roster roster, string emergencyId) =>
        roster.Running.Contains(emergencyId) ? roster : roster with { Running = roster.Running.Add(emergencyId) };

    /// <summary>It is over.</summary>
    public static Roster Leave(Roster roster, string emergencyId) =>
        roster.Running.Contains(emergencyId) ? roster with { Running = roster.Running.Remove(emergencyId) } : roster;

    /// <summary>The account, unless its licence is known to have ended; an expert need not be a counsellor.</summary>
    private static string? Licensed(Roster roster, string? account, DateTimeOffset now) =>
        roster.Counsellors.FirstOrDefault(each => each.Account == account)?.LicensedUntil is { } end && end <= now ? null : account;

    /// <summary>Crisis-qualified by a licence that runs.</summary>
    public static bool IsQualified(CounsellorFacts facts, DateTimeOffset now) => facts.CrisisQualified && (facts.LicensedUntil is not { } end || now < end);
}
