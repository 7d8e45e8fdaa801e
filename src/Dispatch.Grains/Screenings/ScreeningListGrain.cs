using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Screenings;
using Dispatch.Domain.Access;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Chats;
using Dispatch.Domain.Screening;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Screenings;

/// <inheritdoc cref="IScreeningListGrain"/>
[GrainType("screenings")]
internal sealed class ScreeningListGrain(
    [PersistentState("screenings")] IPersistentState<Stored<ScreeningIndex>> store, InstrumentSet instruments, ServiceCatalogue catalogue, TimeProvider clock)
    : CommittingGrain<ScreeningIndex>(store), IScreeningListGrain
{
    private ScreeningIndex Index => State ?? ScreeningIndex.Empty;

    public async Task<Reply<ScreeningStatus>> AskAsync(AskScreening command)
    {
        var (team, refused) = await TeamAsync(AccessTable.AskScreening, command.By);
        if (team is null)
        {
            return refused!;
        }

        if (team.Closed)
        {
            return new Refusal(RefusalCode.RequestState, "The request has ended: nothing is asked of its resident any longer.");
        }

        var decision = ScreeningRules.Ask(command, instruments, clock.GetUtcNow());
        if (decision.Next is not { } asked)
        {
            return decision.Refused!;
        }

        // One that was listed and never begun, because the process died in between, begins now.
        var number = Index.Instruments.LastIndexOf(asked.Instrument) + 1;
        var open = number > 0 && await Screening(number).StatusAsync() is not { AnsweredAt: not null };
        if (!open)
        {
            number = Index.Instruments.Length + 1;
            if (number > ScreeningIndex.Most)
            {
                return new Refusal(RefusalCode.ScreeningTooMany, $"{ScreeningIndex.Most} screenings were asked of this request, which is the most.");
            }

            await CommitAsync(Index with { Instruments = Index.Instruments.Add(asked.Instrument) });
        }

        var status = await Screening(number).BeginAsync(team.StationId, asked with { Id = ScreeningIndex.Key(Id, number) }, command.By);
        _ = GrainFactory.GetGrain<IChatGrain>(Id).RingAsync();
        return status;
    }

    public async Task<Reply<ScreeningList>> ListAsync(Actor by)
    {
        var (team, refused) = await TeamAsync(by.Role == Role.Resident ? AccessTable.ScreeningHelp : AccessTable.ReadScreenings, by);
        if (team is null)
        {
            return refused!;
        }

        var all = ImmutableArray.CreateBuilder<ScreeningStatus>();
        for (var number = 1; number <= Index.Instruments.Length; number++)
        {
            if (await Screening(number).StatusAsync() is { } status)
            {
                all.Add(by.Role == Role.Resident ? status with { AskedBy = null, AnsweredBy = null, DecidedAt = null, DecidedBy = null } : status);
            }
        }

        return new ScreeningList(all.DrainToImmutable());
    }

    public async Task<ImmutableArray<ExportedScreening>> CopyAsync()
    {
        var all = ImmutableArray.CreateBuilder<ExportedScreening>();
        for (var number = 1; number <= Index.Instruments.Length; number++)
        {
            if (await Screening(number).CopyAsync() is { } copy)
            {
                all.Add(copy);
            }
        }

        return all.DrainToImmutable();
    }

    public async Task<Reply> EraseAsync()
    {
        if (Index.Instruments.IsEmpty)
        {
            return Reply.Done;
        }

        if (await GrainFactory.GetGrain<IRequestGrain>(Id).HelpAsync() is { CanErase: false, ErasedAt: null })
        {
            return new Refusal(RefusalCode.PrivacyObligation, $"Request '{Id}' must have ended before its screenings can be deleted.");
        }

        for (var number = 1; number <= Index.Instruments.Length; number++)
        {
            await Screening(number).EraseAsync();
        }

        return Reply.Done;
    }

    private IScreeningGrain Screening(int number) => GrainFactory.GetGrain<IScreeningGrain>(ScreeningIndex.Key(Id, number));

    private async Task<(ChatTeam? Team, Refusal? Refused)> TeamAsync(AccessRule rule, Actor by) =>
        ChatTeam.Admit(
            await GrainFactory.GetGrain<IRequestGrain>(Id).GetAsync(Actor.System), await GrainFactory.GetGrain<ICaseGrain>(Id).RowAsync(), catalogue, rule, by);
}
