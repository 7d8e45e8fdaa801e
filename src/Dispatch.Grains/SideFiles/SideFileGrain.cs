using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Domain;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Records;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.SideFiles;

/// <inheritdoc cref="ISideFileGrain"/>
[GrainType("side-file")]
internal sealed class SideFileGrain([PersistentState("side-file")] IPersistentState<Stored<SideFile>> store, TimeProvider clock)
    : RecordingGrain<SideFile>(store), ISideFileGrain
{
    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Reply<SideFileView>> OpenAsync(SideKind kind, string reference, Actor by)
    {
        if (AccessTable.SideFiles.Judge(by, by.StationId ?? "") is { } refused)
        {
            return refused;
        }

        if (State is { } known)
        {
            return known.ErasedAt is not null ? Unknown : known.Kind == kind && known.Reference == reference && known.StationId == by.StationId
                ? SideFileViews.View(known)
                : new Refusal(RefusalCode.IdempotencyKeyReused, $"File '{Id}' was opened with another reference.");
        }

        var opened = Enum.IsDefined(kind) ? SideRules.Open(Id, kind, reference, by, Now) : new Refusal(RefusalCode.InputInvalid, "There is no such kind of file.", "kind");
        return opened.Next is { } file ? await KeepAsync(file, by, RecordActions.SideFileOpened) : opened.Refused!;
    }

    public Task<Reply> MayAskAsync(string requestId, Actor by) =>
        Task.FromResult<Reply>((Judge(by) ?? SideRules.Ask(State!, requestId, by, Now).Refused) is { } refused ? refused : Reply.Done);

    public Task<Reply<SideFileView>> AskAsync(string requestId, Actor by) =>
        ActAsync(by, RecordActions.SideFileAsked, file => SideRules.Ask(file, requestId, by, Now));

    public Task<Reply<SideFileView>> SettleAsync(Actor by) => ActAsync(by, RecordActions.SideFileSettled, file => SideRules.Settle(file, by, Now));

    public async Task<Reply<SideFileView>> GetAsync(Actor by)
    {
        if (Judge(by) is { } refused)
        {
            return refused;
        }

        var next = State!;
        foreach (var support in next.Supports.Where(each => each is { RequestId: not null, State: SupportState.Asked or SupportState.Accepted }))
        {
            var request = await GrainFactory.GetGrain<IRequestGrain>(support.RequestId!).GetAsync(Actor.System);
            next = request.Value is { } view ? SideRules.Tell(next, support.Number, SideFileViews.State(view), Now).Next ?? next : next;
        }

        if (!ReferenceEquals(next, State))
        {
            await CommitAsync(next);
        }

        return SideFileViews.View(next);
    }

    public async Task<CasePurge> PurgeAsync()
    {
        if (State is not { SettledAt: not null, ErasedAt: null } file)
        {
            return CasePurge.Nothing;
        }

        foreach (var support in file.Supports.Where(each => each.RequestId is not null))
        {
            if (await GrainFactory.GetGrain<ICaseGrain>(support.RequestId!).IsKeptAsync())
            {
                return CasePurge.Needed;
            }
        }

        // The list first: a row that is left there would show what the file has deleted.
        await GrainFactory.GetGrain<ISideFileListGrain>(file.StationId).DropAsync(Id);
        await CommitAsync(SideRules.Erase(file, Now), [Entry(file.StationId, Actor.System, RecordActions.SideFileErased)]);
        return CasePurge.Gone;
    }

    private Refusal? Judge(Actor by) => AccessTable.SideFiles.Of(by.Role) == Reach.None
        ? AccessTable.SideFiles.Judge(by, "")
        : State is { ErasedAt: null } file && file.StationId == by.StationId ? null : Unknown;

    private async Task<Reply<SideFileView>> ActAsync(Actor by, string action, Func<SideFile, Decision<SideFile>> decide)
    {
        if (Judge(by) is { } refused)
        {
            return refused;
        }

        var decision = decide(State!);
        return decision.Refused is { } wrong ? wrong
            : ReferenceEquals(decision.Next, State) ? SideFileViews.View(State!)
            : await KeepAsync(decision.Next!, by, action);
    }

    private async Task<Reply<SideFileView>> KeepAsync(SideFile next, Actor by, string action)
    {
        await GrainFactory.GetGrain<ISideFileListGrain>(next.StationId).PutAsync(SideFileViews.Row(next));
        await CommitAsync(next, [Entry(next.StationId, by, action)]);
        return SideFileViews.View(next);
    }

    private RecordDraft Entry(string station, Actor by, string action) => new(
        station, Now, by.Account, by == Actor.System ? null : by.Role, action, Codes.SideFile(Id), new Facets());

    private static Refusal Unknown => new(RefusalCode.EntryUnknown, "No dispute or petition of this station has this id.");
}
