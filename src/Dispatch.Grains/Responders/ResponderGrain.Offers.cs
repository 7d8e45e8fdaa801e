using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Responders;

namespace Dispatch.Grains.Responders;

/// <summary>Offers: hold, acknowledge, answer, settle.</summary>
internal abstract partial class ResponderGrain
{
    // Between two looks at nothing due: short enough that an activation with reservations is never collected as idle.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public async Task OfferAsync(SendOffer command)
    {
        var (offerId, requestId) = (command.Offer.Id, command.Offer.RequestId);
        if (Current is not { } known)
        {
            await RefuseAsync(offerId, requestId, RefusalCode.ResponderUnknown);
            return;
        }

        if (known.OfferOf(offerId) is null)
        {
            var (next, refused) = OfferRules.Hold(known, command, Now);
            if (refused is { } code)
            {
                // The index that proposed this person holds an old card.
                _announcer!.TellAgain();
                await RefuseAsync(offerId, requestId, code);
                return;
            }

            await KeepAsync(next);
            _announcer!.Tell();
        }

        await AcknowledgeAsync(offerId, requestId);
        Plan();
    }

    public Task WithdrawAsync(string offerId, string requestId) => SettleNowAsync(offerId, requestId);

    public Task AssignedAsync(string offerId, string requestId) => SettleNowAsync(offerId, requestId);

    public async Task<Reply<OfferView>> AnswerAsync(AnswerOffer command)
    {
        if (Current is not { } known)
        {
            return Unknown();
        }

        if (OfferRules.AnswerTo(known, command, Now) is { } settled)
        {
            return settled;
        }

        var offer = known.OfferOf(command.OfferId)!;
        var verdict = await Request(offer.RequestId).ClaimAsync(
            new ClaimOffer(offer.Id, Id, command.Answer, command.Note, command.At, known.Profile.CrisisQualified));
        var told = OfferRules.Apply(Current!, verdict, Now);
        if (told.Next.TaskOn(offer.RequestId) is { } taken && taken.Offer.Id == offer.Id)
        {
            Follow(told.Next, offer);
        }
        else
        {
            await KeepAsync(told.Next);
        }

        Show(offer.Id, told);
        Plan();
        return OfferRules.Seen(Current!.OfferOf(offer.Id)!, command.Answer);
    }

    /// <summary>Tells the request that the offer is held, and the phone once the request says that it still stands.</summary>
    private async Task AcknowledgeAsync(string offerId, string requestId)
    {
        OfferVerdict verdict;
        try
        {
            verdict = await Request(requestId).AcknowledgeAsync(new AcknowledgeOffer(offerId, Id, Held: true, Refused: null));
        }
        catch (Exception fault)
        {
            LogUnreached(log, Id, offerId, fault);
            _open.Again(offerId, requestId, Now);
            return;
        }

        await ApplyAsync(offerId, OfferRules.Apply(Current!, verdict, Now));
        if (verdict.State == OfferState.Pending && Current!.Held.FirstOrDefault(each => each.Offer.Id == offerId) is { } held)
        {
            var isNews = _open.Confirm(offerId);
            _open.Due(offerId, requestId, held.Offer.ExpiresAt);
            if (isNews)
            {
                _phones.Received(Id, held.Offer);
            }
        }
    }

    // A refusal is not kept: lost, the request sends the offer again and is refused again.
    private async Task RefuseAsync(string offerId, string requestId, RefusalCode code) =>
        await Request(requestId).AcknowledgeAsync(new AcknowledgeOffer(offerId, Id, Held: false, code));

    /// <summary>Asks the request what became of an offer or assignment, also one never heard of; what changes here is durable before it is acknowledged.</summary>
    private async Task SettleAsync(string offerId, string requestId)
    {
        try
        {
            await CatchUpAsync();
            var hasPlace = Current?.HasPlaceFor(offerId) == true;
            var verdict = await Request(requestId).SettleAsync(offerId, Id, kept: !hasPlace);
            if (hasPlace)
            {
                await ApplyAsync(offerId, OfferRules.Apply(Current!, verdict, Now));
                await (verdict.State == OfferState.Pending ? Task.CompletedTask : Request(requestId).SettleAsync(offerId, Id, kept: true));
            }
        }
        catch (Exception fault)
        {
            LogUnreached(log, Id, offerId, fault);
            _open.Again(offerId, requestId, Now);
            return;
        }

        if (Current?.Held.FirstOrDefault(each => each.Offer.Id == offerId) is { } held)
        {
            if (held.Offer.ExpiresAt > Now)
            {
                _open.Due(offerId, requestId, held.Offer.ExpiresAt);
            }
            else
            {
                // The request's clock is a little behind this one.
                _open.Again(offerId, requestId, Now);
            }
        }
        else
        {
            _open.Forget(offerId);
        }
    }

    private async Task SettleNowAsync(string offerId, string requestId)
    {
        await SettleAsync(offerId, requestId);
        Plan();
    }

    /// <summary>Does what is due: repeats acknowledgements, settles what has expired, enters the duty set.</summary>
    private async Task KeepUpAsync()
    {
        TellWatch();
        foreach (var (offerId, requestId) in _open.TakeDue(Now))
        {
            var isFresh = Current?.Held.Any(each => each.Offer.Id == offerId && each.Offer.ExpiresAt > Now) == true;
            await (isFresh && !_open.IsConfirmed(offerId) ? AcknowledgeAsync(offerId, requestId) : SettleAsync(offerId, requestId));
        }

        if (Current is not null)
        {
            await EnterAgainAsync();
        }

        Plan();
    }

    /// <summary>Enters the duty set if that failed before, and forgets zones that have let go.</summary>
    private async Task EnterAgainAsync()
    {
        try
        {
            if (!_membership!.HasEntered)
            {
                await _membership.EnterAsync();
                _announcer!.TellAgain();
            }
            else if (_announcer!.IsDone)
            {
                await KeepAsync(DutyRules.Tidy(Current!));
            }
        }
        catch (Exception fault)
        {
            LogUnentered(log, Id, fault);
            _membership!.Delay();
        }
    }

    /// <summary>Sets the timer to what is due next.</summary>
    private void Plan()
    {
        var next = _open.Next;
        if (Current is { } known && !_membership!.HasEntered)
        {
            next = Earlier(next, Now + _membership.RetryAfter);
        }
        else if (Current is { } moved && !ReferenceEquals(DutyRules.Tidy(moved), moved))
        {
            next = Earlier(next, Now + LongestWait);
        }

        if (next is not { } at)
        {
            _keep!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = at - Now;
        _keep!.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
