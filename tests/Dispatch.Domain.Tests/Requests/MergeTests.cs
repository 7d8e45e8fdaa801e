using Dispatch.Contracts;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

/// <summary>One list from the answers of several indexes.</summary>
public class MergeTests
{
    [Fact]
    public void Counsellor_NearAndAlsoReachableByPhone_IsAskedInPerson()
    {
        var near = Scene.Ranked("c1", ResponderKind.Counsellor) with { Score = 10 };
        var byPhone = near with { Score = 16, DistanceMetres = null, TravelMinutes = null };
        var other = Scene.Ranked("c2", ResponderKind.Counsellor) with { Score = 12, DistanceMetres = null, TravelMinutes = null };

        var merged = OfferRules.Merge([byPhone, other, near]);

        Assert.Equal([("c2", null), ("c1", (int?)500)], merged.Select(r => (r.ResponderId, r.DistanceMetres)));
    }
}
