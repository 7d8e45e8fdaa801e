using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Simulation.History;
using Dispatch.Simulation.Staging;

namespace Dispatch.Grains.Tests.Simulation;

/// <summary>An emergency that nobody answers, with the real zone between.</summary>
[Trait("Category", "Deterministic")]
public class EmergencyTests
{
    private static readonly GeoPoint Centre = new(18.270, 109.522);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Emergency_ThatNobodyAnswers_IsToldToAllAgainEvery30Seconds(int capacity)
    {
        var stage = new Stage(new StageOptions(1, 1, new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero)));
        var told = new SortedDictionary<int, (string Responder, TimeSpan At)>();
        var states = new List<RequestState>();
        stage.Happened += happening =>
        {
            if (happening is RequestKept { State: { } request })
            {
                states.Add(request.State);
                foreach (var offer in request.Offers)
                {
                    told[offer.Number] = (offer.ResponderId, offer.SentAt - request.Need.SubmittedAt);
                }
            }
        };
        stage.Cluster.Run(() => RaiseAsync(stage, capacity));
        stage.Cluster.RunFor(TimeSpan.FromSeconds(125));

        foreach (var responder in new[] { "c0", "c1", "c2" })
        {
            var times = told.Values.Where(each => each.Responder == responder).Select(each => each.At.TotalSeconds).ToList();
            Assert.Equal(5, times.Count);
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 30, 32));
        }

        Assert.DoesNotContain(RequestState.Unfilled, states);
    }

    private static async Task RaiseAsync(Stage stage, int capacity)
    {
        await stage.Grains.GetGrain<IStationGrain>("s").ConfigureAsync(new StationFacts(
            "s", "s", "s", "SocialWorkStation", Centre, 6_000, "Asia/Shanghai", "head", "coordinator", [], [], [], StationPolicy.Default));
        for (var number = 0; number < 3; number++)
        {
            var counsellor = stage.Grains.GetGrain<ICounsellorGrain>($"c{number}");
            await counsellor.EnrolAsync(new ResponderProfile(
                $"c{number}", ResponderKind.Counsellor, "s", "n", [], ["zh"], Gender.Female, true, null, true, Centre, TravelMode.Walk, true, capacity,
                null, Availability.None, null, 0, "Asia/Shanghai", []));
            await counsellor.SetDutyAsync(new SetDuty(true, null, null));
        }

        var draft = new RequestDraft("escort", Location: Centre, RiskCue: true);
        await stage.Grains.GetGrain<IRequestGrain>("r").SubmitAsync(new SubmitRequest(draft, Actor.Resident, "digest"));
    }
}
