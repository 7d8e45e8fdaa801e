using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

/// <summary>One list from the answers of several indexes.</summary>
public class MergeTests
{
    private static readonly Ranked Near = Scene.Ranked("c1", ResponderKind.Counsellor) with { Score = 10 };

    private static readonly Ranked ByPhone = Near with { Score = 16, DistanceMetres = null, TravelMinutes = null };

    private static readonly Ranked Other = ByPhone with { ResponderId = "c2", Score = 12 };

    [Theory]
    [InlineData(Lane.Urgent)]
    [InlineData(Lane.Emergency)]
    public void Counsellor_NearAndAlsoReachableByPhone_IsAskedInPerson(Lane lane)
    {
        var merged = OfferRules.Merge([ByPhone, Other, Near], lane);

        Assert.Equal([("c2", null), ("c1", (int?)500)], merged.Select(r => (r.ResponderId, r.DistanceMetres)));
    }

    [Theory]
    [InlineData(Lane.Urgent, OfferRules.AtHandMinutes + 1, false)]
    [InlineData(Lane.Emergency, OfferRules.AtHandMinutes, false)]
    [InlineData(Lane.Emergency, OfferRules.AtHandMinutes + 1, true)]
    public void Counsellor_AJourneyAway_HelpsByPhoneOnlyWhenDangerCannotWait(Lane lane, int minutes, bool byPhone)
    {
        var merged = OfferRules.Merge([ByPhone, Near with { TravelMinutes = minutes }], lane);

        Assert.Equal(byPhone, Assert.Single(merged).DistanceMetres is null);
    }

    [Fact]
    public void Counsellor_FarAwayWhoHelpsInPersonOnly_IsAskedToCome() =>
        Assert.Equal(40, Assert.Single(OfferRules.Merge([Near with { TravelMinutes = 40 }], Lane.Emergency)).TravelMinutes);
}
