using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Tests.Matching;

/// <summary>A volunteer and a request that fit each other; tests change one thing at a time.</summary>
internal static class Someone
{
    /// <summary>A Wednesday, 10:00 in Shanghai.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 2, 0, 0, TimeSpan.Zero);

    public static readonly GeoPoint Station = new(18.25, 109.5);

    public static ResponderProfile Profile => new(
        "v-1", ResponderKind.Volunteer, "zhuoda", "V One", [new("escort", 2, null)], ["zh", "en"], Gender.Female,
        Trained: true, LicensedUntil: null, CrisisQualified: false, Station, TravelMode.Walk, RemoteToo: true, Capacity: 2, Team: "t-1",
        Availability.None, Quiet: null, AlertsPerWeek: 0, "Asia/Shanghai", Conflicts: []);

    public static ResponderCard Volunteer => new(
        Profile, OnDutySince: Now.AddHours(-1), Station, TravelMode.Walk, Load: 0, LastCallAt: null, CoolUntil: null, AlertsThisWeek: 0, WeekStart: null,
        Calls: 0, Accepts: 0, NoShows: 0, Version: 1);

    public static ResponderCard Counsellor =>
        Volunteer with { Profile = Profile with { Id = "c-1", Kind = ResponderKind.Counsellor, CrisisQualified = true } };

    public static MatchQuery Request => new(
        "r-1", ["zhuoda"], [ResponderKind.Volunteer, ResponderKind.Counsellor], RiskLevel.General, CrisisOnly: false, TrainedOnly: false, Companion: false,
        CaseData: false, [new("escort", 2)], ["zh"], Gender.Any, Now, Minutes: 60, Station, RadiusMetres: 2_000, Remote: false, Calm: false,
        Excluded: [], Refused: [], Conflicts: [], Continuity: [], Team: null, ScoreWeights.Default);

    public static ResponderCard With(this ResponderCard card, Func<ResponderProfile, ResponderProfile> change) =>
        card with { Profile = change(card.Profile) };

    /// <summary>The card with so many places taken, of an hour each and from the given moments on.</summary>
    public static ResponderCard Taking(this ResponderCard card, int places, Func<DateTimeOffset> from) => card with
    {
        Load = Math.Max(card.Load, places),
        Taken =
        [
            .. Enumerable.Range(0, places).Select(place =>
            {
                var start = from();
                return new TakenPlace(start, start.AddHours(1), place % 2 == 0);
            }),
        ],
    };

    /// <summary>A point so many metres due north.</summary>
    public static GeoPoint North(this GeoPoint start, double metres) => start with { Lat = start.Lat + metres / Domain.Matching.Geo.MetresPerDegree };
}
