using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;
using Dispatch.Simulation.Chance;
using Dispatch.Simulation.History;
using Dispatch.Simulation.Staging;

namespace Dispatch.Simulation.People;

/// <summary>One responder with a phone: it rings, the person answers after a while, goes there and does the task.</summary>
/// <param name="profile">Who it is.</param>
/// <param name="seed">Draws depend on seed, request and person alone.</param>
/// <param name="stage">Where it plays.</param>
/// <param name="habits">How reliable person and phone are.</param>
/// <param name="place">Where a request is.</param>
internal sealed class Phone(ResponderProfile profile, long seed, Stage stage, Habits habits, Func<string, GeoPoint?> place)
{
    private readonly Dictionary<string, DateTimeOffset> readyAt = new(StringComparer.Ordinal);
    private readonly HashSet<string> answering = new(StringComparer.Ordinal);
    private readonly HashSet<string> tasks = new(StringComparer.Ordinal);

    private IResponderGrain Grain => profile.Kind == ResponderKind.Volunteer
        ? stage.Grains.GetGrain<IVolunteerGrain>(profile.Id)
        : stage.Grains.GetGrain<ICounsellorGrain>(profile.Id);

    /// <summary>Something may have come for this phone: it looks, and what it shows counts as delivered.</summary>
    public async Task FetchAsync()
    {
        if (await stage.TryAsync(() => Grain.OffersAsync()) is not { IsDefault: false } offers)
        {
            return;
        }

        foreach (var offer in offers.Where(offer => answering.Add(offer.Id)))
        {
            // Somebody who is asked a second time while still thinking does not begin to think anew.
            readyAt.TryAdd(offer.RequestId, stage.Now + Temper.Delay(seed, offer.RequestId, profile.Id));
            var soonest = stage.Now + habits.Glance;
            var ready = readyAt[offer.RequestId];
            stage.At(ready > soonest ? ready : soonest, () => AnswerAsync(offer));
        }
    }

    private async Task AnswerAsync(OfferView offer)
    {
        if (offer.ExpiresAt <= stage.Now && !habits.AnswersLate)
        {
            return;
        }

        var answer = Decide(offer);
        var command = new AnswerOffer(offer.Id, answer, null, answer == Answer.Later ? stage.Now.AddMinutes(15) : null);
        if (await stage.InsistAsync(() => Grain.AnswerAsync(command)) is not { Value: { } result })
        {
            return;
        }

        stage.Tell(new AnswerAcknowledged(stage.Now, profile.Id, offer.RequestId, offer.Id, answer, result.State));
        if (result.State == OfferState.Accepted && tasks.Add(offer.Id))
        {
            var luck = new Luck(seed, $"task {offer.Id} {profile.Id}");
            stage.After(luck.Span(30, 120), () => CarryOutAsync(offer, ProgressStep.EnRoute, luck));
        }
    }

    private Answer Decide(OfferView offer)
    {
        var metres = offer.Remote || place(offer.RequestId) is not { } there ? (double?)null : Geo.Metres(profile.Home, there);
        if (Temper.Accepts(habits.Eager ? seed + offer.Wave : seed, offer.RequestId, profile.Id, habits.Eager ? null : metres))
        {
            return Answer.Accept;
        }

        return new Draw(seed, offer.Id).Unit(0) < habits.SaysLater ? Answer.Later : Answer.Decline;
    }

    private async Task CarryOutAsync(OfferView offer, ProgressStep step, Luck luck)
    {
        if (luck.Happens(habits.StaysAway))
        {
            return;
        }

        if (luck.Happens(habits.GivesBack))
        {
            await stage.InsistAsync(() => Grain.HandBackAsync(offer.RequestId, "Something came up."));
            return;
        }

        var reply = await stage.InsistAsync(() => Grain.ProgressAsync(offer.RequestId, step));
        if (reply is not { Refused: null })
        {
            return;
        }

        if (step == ProgressStep.EnRoute)
        {
            stage.After(TimeSpan.FromMinutes(offer.TravelMinutes ?? 1), () => CarryOutAsync(offer, ProgressStep.OnSite, luck));
        }
        else if (step == ProgressStep.OnSite)
        {
            stage.After(TimeSpan.FromMinutes(offer.Minutes * luck.Between(0.5, 1.1)), () => CarryOutAsync(offer, ProgressStep.Completed, luck));
        }
    }
}
