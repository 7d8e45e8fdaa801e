using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Simulation.Chance;
using Dispatch.Simulation.History;
using Dispatch.Simulation.Staging;

namespace Dispatch.Simulation.Explore;

/// <summary>Residents who ask, repeat themselves, call off, and say whether the promise was kept.</summary>
internal sealed class Residents(World world, int seed, Stage stage)
{
    private static readonly string[] Ordinary =
    [
        "escort", "home-visit", "home-check", "phone-visit", "home-help", "community-service",
        "supportive-counselling", "counselling", "casework", "social-work",
    ];

    private static readonly string[] Urgent = ["emergency-relief", "psychological-support"];

    private readonly Dictionary<string, GeoPoint> places = new(StringComparer.Ordinal);

    public GeoPoint? PlaceOf(string requestId) => places.TryGetValue(requestId, out var place) ? place : null;

    /// <summary>Raises that many requests over the given time, and everything that residents then do with them.</summary>
    public IReadOnlyList<string> Plan(int count, TimeSpan within)
    {
        var luck = new Luck(seed, "residents");
        return [.. Enumerable.Range(1, count).Select(number =>
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"request-{number:00}");
            var own = new Luck(seed, id);
            stage.After(luck.Span(0, within.TotalSeconds), () => AskAsync(id, own));
            return id;
        })];
    }

    private async Task AskAsync(string id, Luck luck)
    {
        var command = new SubmitRequest(Draft(id, luck), Actor.Resident, "digest");
        var repeats = luck.Happens(0.2);
        var errs = luck.Happens(0.05);
        if (repeats)
        {
            // A phone that sends twice at once.
            stage.After(luck.Span(0, 3), () => SubmitAsync(id, command));
        }

        if (errs)
        {
            stage.After(luck.Span(5, 60), () => stage.TryAsync(() => Grain(id).SubmitAsync(command with { BodyDigest = "another" })));
        }

        if (luck.Happens(0.12))
        {
            stage.After(luck.Span(0, 600), () => stage.InsistAsync(() => Grain(id).CancelAsync(new CancelRequest(Actor.Resident, null))));
        }

        await SubmitAsync(id, command);
    }

    public void See(RequestKept kept)
    {
        if (kept.State is { State: RequestState.Completed, CompletedAt: { } completed } request && completed == kept.At)
        {
            var luck = new Luck(seed, $"{request.Id} attempt {request.Attempt}");
            if (luck.Happens(0.7))
            {
                var kept70 = luck.Happens(0.7);
                stage.After(luck.Span(5, 120), () => stage.InsistAsync(() => Grain(request.Id).ConfirmAsync(new ConfirmRequest(kept70, null))));
            }
        }
    }

    private async Task SubmitAsync(string id, SubmitRequest command)
    {
        if (await stage.InsistAsync(() => Grain(id).SubmitAsync(command)) is { Value: not null })
        {
            stage.Tell(new SubmitAcknowledged(stage.Now, id));
        }
    }

    private RequestDraft Draft(string id, Luck luck)
    {
        var station = luck.Of(world.Stations);
        var place = World.Near(station.Centre, luck.Happens(0.8) ? 2_000 : 12_000, luck);
        places[id] = place;
        var service = luck.Unit() switch { < 0.55 => luck.Of(Ordinary), < 0.8 => luck.Of(Urgent), _ => "crisis-intervention" };
        return new RequestDraft(
            service,
            Languages: luck.Happens(0.15) ? ["en"] : default,
            Location: luck.Happens(0.85) ? place : null,
            Area: station.Areas[0].Code,
            StartsAt: luck.Happens(0.2) ? stage.Now.AddMinutes(luck.Whole(5, 300)) : null,
            Minutes: luck.Whole(5, 20),
            Gender: luck.Happens(0.1) ? Gender.Female : Gender.Any,
            RespondersNeeded: luck.Happens(0.2) ? luck.Whole(2, 3) : null,
            RiskCue: luck.Happens(0.05));
    }

    private IRequestGrain Grain(string id) => stage.Grains.GetGrain<IRequestGrain>(id);
}
