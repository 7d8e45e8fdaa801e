using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Duty;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Duty;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Duty;

/// <summary>Hand-overs: what waits for the giver is named when the other accepts, and then moved one by one, however often this process dies.</summary>
internal sealed partial class DutyGrain
{
    /// <summary>Why an offer goes to somebody else, as the timeline of the request shows it.</summary>
    private const string Because = "duty-hand-over";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public Task<Reply> OfferHandOverAsync(OfferHandOver command) =>
        ChangeAsync(AccessTable.TakeShift, command.By, people => HandOverRules.Offer(Roster, command, people, Now));

    public async Task<Reply> AnswerHandOverAsync(AnswerColleague command)
    {
        var takes = HandOverRules.Find(Roster, command) is { } held && command.Accept && held.To == command.By.Account ? held : null;
        var items = takes is { State: DutyAnswer.Waiting } ? await GatherAsync(takes.From) : [];
        var reply = await ChangeAsync(AccessTable.TakeShift, command.By, people => HandOverRules.Answer(Roster, command, items, people, Now));
        return reply.Refused is null && takes is not null ? await OnDutyAsync(takes.To) : reply;
    }

    /// <summary>What waits for a counsellor: conversations it is in, emergencies it was called to, offers that it has not answered.</summary>
    private async Task<ImmutableArray<DutyItem>> GatherAsync(string account)
    {
        var me = await GrainFactory.GetGrain<ICounsellorGrain>(account).GetAsync();
        var rows = await Task.WhenAll(DeskShard.Keys(me?.StationId ?? Id).Select(key => GrainFactory.GetGrain<ICareDeskGrain>(key).ListAsync()));
        var talks = DeskShard.Gather(rows).Where(row => row.Owner == account || row.Deputy == account).Select(row => row.CaseId)
            .Concat(me?.Tasks.Select(task => task.RequestId) ?? []).Concat(HandOverRules.Taken(Roster, account)).Distinct();
        var items = ImmutableArray.CreateBuilder<DutyItem>();
        foreach (var request in talks)
        {
            if (await GrainFactory.GetGrain<IChatGrain>(request).AttendingAsync() == account)
            {
                items.Add(new DutyItem(DutyItemKind.Chat, request, DutyItemState.Waiting));
            }
        }

        var pages = await GrainFactory.GetGrain<IPagerGrain>(account).ListAsync();
        items.AddRange(pages.Pages.Where(page => page is { IsOver: false, State: EmergencyState.Open })
            .Select(page => new DutyItem(DutyItemKind.Emergency, page.EmergencyId, DutyItemState.Waiting)));
        items.AddRange((me?.Offers ?? []).Where(offer => offer.State == OfferState.Pending)
            .Select(offer => new DutyItem(DutyItemKind.Offer, offer.RequestId, DutyItemState.Waiting)));
        return [.. items.Take(HandOverRules.ItemsMost)];
    }

    private async Task MoveAsync()
    {
        foreach (var (held, item) in HandOverRules.ToMove(Roster))
        {
            try
            {
                await SettleAsync(held, item);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // It is tried again; nothing else waits for it.
                LogUntold(failure, Id);
            }
        }
    }

    private async Task SettleAsync(DutyHandOver held, DutyItem item)
    {
        var refused = await MoveAsync(held, item);
        if (refused?.Code == RefusalCode.ResponderAway && Now - held.AnsweredAt < Patience)
        {
            // Whoever took over has only just gone on duty: the indexes will know in a moment.
            return;
        }

        LogMoved(Id, held.Number, item.Kind, refused?.Code);
        var settled = item with { State = refused is null ? DutyItemState.Moved : DutyItemState.Stays, Code = refused?.Code.Wire() };
        await SaveAsync(HandOverRules.Settle(Roster, held.Number, settled), Actor.System, null);
    }

    /// <summary>Moves one thing; repeated it changes nothing. The refusal says why it stays with the giver.</summary>
    private async Task<Refusal?> MoveAsync(DutyHandOver held, DutyItem item) => item.Kind switch
    {
        DutyItemKind.Chat => (await GrainFactory.GetGrain<IChatGrain>(item.RequestId)
            .HandOverAsync(new Actor(held.From, Role.Counsellor, Id), held.To)).Refused,
        DutyItemKind.Emergency => (await GrainFactory.GetGrain<IEmergencyGrain>(item.RequestId).PassAsync(held.From, held.To)).Refused,
        _ => await OfferAsync(held, item.RequestId),
    };

    /// <summary>Whoever takes over is asked by hand, inside the hard gates; only then the giver's own offer is declined.</summary>
    private async Task<Refusal?> OfferAsync(DutyHandOver held, string requestId)
    {
        var giver = GrainFactory.GetGrain<ICounsellorGrain>(held.From);
        if ((await giver.GetAsync())?.Offers.FirstOrDefault(offer => offer.RequestId == requestId && offer.State == OfferState.Pending) is not { } own)
        {
            return null;
        }

        var asked = await GrainFactory.GetGrain<IRequestGrain>(requestId).DispatchAsync(new DispatchByHand(Actor.System, held.To, Because));
        return asked.Refused ?? (await giver.AnswerAsync(new AnswerOffer(own.Id, Answer.Decline, null, null))).Refused;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Hand-over {Number} at {StationId}: one {Kind} settled, {Refused}")]
    private partial void LogMoved(string stationId, int number, DutyItemKind kind, RefusalCode? refused);
}
