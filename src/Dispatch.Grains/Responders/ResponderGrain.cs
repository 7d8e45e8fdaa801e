using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Records;
using Dispatch.Domain.Responders;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Responders;

/// <summary>What volunteers and counsellors have in common as actors: they decide purely, commit, answer, and tell the indexes.</summary>
internal abstract partial class ResponderGrain(IPersistentState<Stored<Responder>> store, TimeProvider clock, ILogger log)
    : RecordingGrain<Responder>(store), IResponderGrain
{
    private readonly Phones _phones = new(log);
    private readonly OfferAgenda _open = new();
    private Membership? _membership;
    private Announcer? _announcer;
    private IGrainTimer? _keep;

    /// <summary>Which profiles this grain accepts.</summary>
    protected abstract ResponderKind Kind { get; }

    private DateTimeOffset Now => clock.GetUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _membership = new Membership(GrainFactory, () => Current!, next => KeepAsync(next));
        _announcer = new Announcer(this, GrainFactory, () => Current, log);
        _keep = this.RegisterGrainTimer(KeepUpAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        if (Current is { } known)
        {
            foreach (var held in known.Held)
            {
                _open.Due(held.Offer.Id, held.Offer.RequestId, Now);
            }

            // What was told before this activation is forgotten, so all of it is told again, by timers: activating calls no other grain.
            _keep.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            _announcer.Tell();
        }

        return base.OnActivateAsync(cancellationToken);
    }

    public async Task<Reply> EnrolAsync(ResponderProfile profile, Actor? by)
    {
        if (ProfileCheck.Fault(Id, Kind, profile, Current) is { } fault)
        {
            return fault;
        }

        if (await GrainFactory.GetGrain<IStationGrain>(profile.StationId).GetAsync() is null)
        {
            return new Refusal(RefusalCode.StationUnknown, $"No station '{profile.StationId}' takes requests.");
        }

        await EnterAsync(DutyRules.Enrol(Current, profile), by);
        return Reply.Done;
    }

    public async Task<Reply> SetDutyAsync(SetDuty command)
    {
        // Whose data are deleted but whose account still stands must not leave a position behind.
        if (Current is not { ErasedAt: null } known)
        {
            return Unknown();
        }

        if (command.Location is { } place && (place.Lat is not (>= -90 and <= 90) || place.Lon is not (>= -180 and <= 180)))
        {
            return new Refusal(RefusalCode.PlaceInvalid, "The position lies outside the earth's coordinates.");
        }

        if (command is { OnDuty: true, Location: not null } && known.PositionAllowed == false)
        {
            return new Refusal(RefusalCode.ConsentRequired, $"Responder '{Id}' has taken back the consent to use the position.");
        }

        await EnterAsync(DutyRules.SetDuty(known, command, Now));
        return Reply.Done;
    }

    public Task<ResponderView?> GetAsync() =>
        Task.FromResult(Current is { } known ? ResponderViews.Of(known, _open.IsConfirmed, Now) : null);

    public Task<ResponderProfile?> ProfileAsync() => Task.FromResult(Current is { ErasedAt: null } known ? known.Profile : null);

    public Task<ImmutableArray<OfferView>> OffersAsync()
    {
        if (Current is not { } known)
        {
            return Task.FromResult(ImmutableArray<OfferView>.Empty);
        }

        var offers = ResponderViews.Offers(known, _open.IsConfirmed, Now);
        foreach (var offer in offers.Where(each => _open.FirstDelivery(each.Id)))
        {
            _ = Request(offer.RequestId).DeliveredAsync(offer.Id, Id, seen: false);
        }

        return Task.FromResult(offers);
    }

    public Task DeliveredAsync(string offerId, bool seen) =>
        Current?.OfferOf(offerId) is { } offer ? Request(offer.RequestId).DeliveredAsync(offerId, Id, seen) : Task.CompletedTask;

    public Task ConnectAsync(IPhoneObserver phone)
    {
        if (_phones.Connect(phone) && Current is { } known)
        {
            foreach (var offer in ResponderViews.Offers(known, _open.IsConfirmed, Now))
            {
                phone.OfferReceived(Id, offer);
            }
        }

        return Task.CompletedTask;
    }

    public Task DisconnectAsync(IPhoneObserver phone)
    {
        _phones.Disconnect(phone);
        return Task.CompletedTask;
    }

    public Task StirAsync(ChatStirring stirring)
    {
        _phones.Stirred(Id, stirring);
        return Task.CompletedTask;
    }

    public Task RetellAsync()
    {
        _announcer!.TellAgain();
        return Task.CompletedTask;
    }

    private IRequestGrain Request(string id) => GrainFactory.GetGrain<IRequestGrain>(id);

    private Refusal Unknown() => new(RefusalCode.ResponderUnknown, $"Responder '{Id}' was never enrolled.");

    /// <summary>Makes a change durable after asserting what must always hold.</summary>
    private async Task KeepAsync(Responder next, Actor? by = null)
    {
        if (!ReferenceEquals(next, Current))
        {
            await CommitAsync(ResponderInvariants.Assert(next), ResponderEntries.Of(State, next, by ?? Actor.System, Now));
            TellFollowed();
        }

        TellWatch();
    }

    /// <summary>Commits who the person is and whether it can be asked, and sees to it that the duty set knows before this is answered.</summary>
    private async Task EnterAsync(Responder next, Actor? by = null)
    {
        await KeepAsync(await _membership!.ChooseAsync(next), by);
        try
        {
            // The set before the zones: a zone that rebuilds in between reads the set, and one that has rebuilt is told.
            await _membership.EnterAsync();
            _announcer!.Tell();
        }
        finally
        {
            Plan();
        }
    }

    /// <summary>Commits what the request's word on an offer led to, tells the phone, and lets the indexes know.</summary>
    private async Task ApplyAsync(string offerId, Told told)
    {
        await KeepAsync(told.Next);
        Show(offerId, told);
    }

    private void Show(string offerId, Told told)
    {
        if (!told.Next.Holds(offerId))
        {
            _open.Forget(offerId);
        }

        if (told.Changed is { } changed)
        {
            _phones.Changed(Id, changed);
        }

        _announcer!.Tell();
    }

    [LoggerMessage(LogLevel.Information, "Responder {ResponderId} could not reach the request of offer {OfferId}; it tries again.")]
    private static partial void LogUnreached(ILogger log, string responderId, string offerId, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Responder {ResponderId} could not tell its duty set; it tries again.")]
    private static partial void LogUnentered(ILogger log, string responderId, Exception fault);
}
