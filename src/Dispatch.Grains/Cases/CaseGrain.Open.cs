using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Contracts.Stations;
using Dispatch.Domain;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Privacy;
using Dispatch.Domain.Stations;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Cases;

/// <summary>How a case gets its owner and deputy: by itself for whoever accepted the request, or taken by hand.</summary>
internal sealed partial class CaseGrain
{
    /// <summary>A case that could not be opened is tried again, for a colleague may have come by then.</summary>
    private static readonly TimeSpan OpenAgain = TimeSpan.FromSeconds(30);

    /// <summary>Colleagues that are tried as deputy.</summary>
    private const int MostTried = 12;

    /// <summary>How often a case looks at who heads its station and where its people work, beside every time that it has something to do anyway.</summary>
    private static readonly TimeSpan TendEvery = TimeSpan.FromHours(1);

    private IGrainTimer? _open;
    private DateTimeOffset _tendedAt;

    public async Task<Reply> AcceptAsync(string commandId, AcceptCase command)
    {
        if (CaseAccess.Judge(AccessTable.TakeCase, Current, command.Worker.By) is { } refused)
        {
            return refused;
        }

        var owner = await KnowAsync(command.Worker.By);
        var opened = await OpenAsync(Current!, owner, command.Deputy);
        return await FileAsync(Of(commandId, "accept", command), command.Worker.By, AccessTable.TakeCase, _ => opened);
    }

    public async Task<Reply> SetAsideAsync(string commandId, SetAsideCase command)
    {
        var worker = await KnowAsync(command.Worker.By);
        return await FileAsync(Of(commandId, "set-aside", command), worker.By, AccessTable.TakeCase, file => FileRules.SetAside(file, command with { Worker = worker }, Now));
    }

    public async Task<Reply> HandOverAsync(string commandId, CareWorker worker, string to, string deputy, string reason)
    {
        var owner = await KnowAsync(new Actor(to, Role.Counsellor, null));
        var second = await KnowAsync(new Actor(deputy, Role.Counsellor, null));
        var by = await KnowAsync(worker.By);
        return await FileAsync(Of(commandId, "hand-over", to, deputy, reason), worker.By, AccessTable.WorkCase, file =>
            file.Case is { } held ? FileRules.HandOver(file, held, new HandOverCase(by, owner, second, reason), Now) : CaseAccess.Unknown);
    }

    public Task PeopleChangedAsync()
    {
        TendSoon();
        return Task.CompletedTask;
    }

    /// <summary>Opens in a turn of its own, so that the request which told is not kept waiting.</summary>
    private void OpenSoon()
    {
        if (Current is { Opens: true } or { Lacks: true })
        {
            TendSoon();
        }
    }

    /// <summary>Looks at who has the case and who supervises it: now, and again while somebody is wanted.</summary>
    private void TendSoon()
    {
        if (Current is not null)
        {
            _open ??= this.RegisterGrainTimer(OpenAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
            _open.Change(TimeSpan.Zero, OpenAgain);
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TryOpenAsync();
            await TryReplaceAsync();
            await TendAsync();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LogNotOpened(fault, Id);
        }

        if (Current is not ({ Opens: true } or { Lacks: true }))
        {
            _open?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Opens the case for the first of those who accepted that can own it; says else what hinders.</summary>
    private async Task TryOpenAsync()
    {
        RefusalCode? hindered = null;
        if (Current is not { Opens: true } file)
        {
            return;
        }

        foreach (var accepted in file.Accepted)
        {
            var opened = await OpenAsync(Current!, await KnowAsync(new Actor(accepted, Role.Counsellor, null)), null);
            if (opened.Next is { } next)
            {
                await SaveAsync(next);
                return;
            }

            hindered ??= opened.Refused!.Code;
        }

        if (hindered != Current?.Hindered)
        {
            await SaveAsync(Current! with { Hindered = hindered });
        }
    }

    private async Task TendAsync()
    {
        _tendedAt = Now;
        if (Current is { Case: { } held } file && await GrainFactory.GetGrain<IStationGrain>(file.StationId).GetAsync() is { } station)
        {
            var owner = await KnowAsync(new Actor(held.Owner, Role.Counsellor, null));
            var deputy = await KnowAsync(new Actor(held.Deputy, Role.Counsellor, null));
            await SaveAsync(FileRules.Tend(Current!, station.Head, [owner, deputy], Now));
            await SeeWhoLeftAsync(held);
        }
    }

    private async Task SeeWhoLeftAsync(CareCase held)
    {
        if (!CaseErasure.IsNeeded(Current!))
        {
            return;
        }

        var left = new List<string>();
        foreach (var account in new[] { held.Owner, held.Deputy }.Except(Current!.Left))
        {
            if (await GrainFactory.GetGrain<IAccountGrain>(account).HasLeftAsync(Role.Counsellor))
            {
                left.Add(account);
            }
        }

        if (left.Count > 0)
        {
            await SaveAsync(FileRules.Gone(Current!, left));
            _ = GrainFactory.GetGrain<IChatGrain>(Id).LookAsync();
            OpenSoon();
        }
    }

    /// <summary>
    /// Puts others into the place of those who gave the request back: first whoever accepted it since, then the deputy, then colleagues. While nobody can,
    /// those who left stay named and the row says so.
    /// </summary>
    private async Task TryReplaceAsync()
    {
        if (Current is not { Lacks: true, Case: { } held } file)
        {
            return;
        }

        string[] stay = [.. new[] { held.Owner, held.Deputy }.Where(account => !file.Left.Contains(account))];
        var others = (await ColleaguesAsync(file, "")).Where(account => !file.Left.Contains(account)).ToList();
        string[] owners = stay.Contains(held.Owner) ? [held.Owner] : [.. file.Accepted.Concat(stay).Concat(others).Distinct().Take(MostTried)];
        RefusalCode? hindered = RefusalCode.ResponderIneligible;
        foreach (var owner in owners)
        {
            var first = await KnowAsync(new Actor(owner, Role.Counsellor, null));
            foreach (var deputy in stay.Concat(others).Distinct().Where(account => account != owner).Take(MostTried))
            {
                var replaced = FileRules.Replace(Current!, first, await KnowAsync(new Actor(deputy, Role.Counsellor, null)), Now);
                if (replaced.Next is { } next)
                {
                    await SaveAsync(next);
                    return;
                }

                hindered = replaced.Refused!.Code;
            }
        }

        if (hindered != Current!.Hindered)
        {
            await SaveAsync(Current with { Hindered = hindered });
        }
    }

    /// <summary>The case with this owner, and the named deputy or the first colleague who can be.</summary>
    private async Task<Decision<CaseFile>> OpenAsync(CaseFile file, CareWorker owner, string? deputy)
    {
        var station = await GrainFactory.GetGrain<IStationGrain>(file.StationId).GetAsync();
        Decision<CaseFile> opened = new Refusal(RefusalCode.ResponderIneligible, $"Station '{file.StationId}' has no second counsellor who could be deputy.");
        foreach (var colleague in deputy is null ? await ColleaguesAsync(file, owner.By.Account) : [deputy])
        {
            opened = FileRules.Open(file, owner, await KnowAsync(new Actor(colleague, Role.Counsellor, null)), station!.Head, plans, Now);
            if (opened.Next is not null)
            {
                break;
            }
        }

        return opened;
    }

    /// <summary>Who could be deputy: others who accepted, then whoever is on watch, then counsellors of the station, those with the least in hand first.</summary>
    private async Task<List<string>> ColleaguesAsync(CaseFile file, string owner)
    {
        var cards = new List<ResponderCard>();
        var shards = (await GrainFactory.GetGrain<IStationGrain>(file.StationId).ShardsAsync()).Duty;
        for (var shard = 0; shard < shards; shard++)
        {
            cards.AddRange(await GrainFactory.GetGrain<IDutySetGrain>(ShardWalk.Key(file.StationId, shard)).ListAsync());
        }

        var colleagues = cards.Where(card => card.Profile.Kind == ResponderKind.Counsellor)
            .OrderByDescending(card => card.Profile.CrisisQualified)
            .ThenBy(card => card.Load)
            .ThenBy(card => card.Profile.Id, StringComparer.Ordinal)
            .Select(card => card.Profile.Id);
        var watch = await GrainFactory.GetGrain<IRosterGrain>(file.StationId).NowAsync();
        var onWatch = new[] { watch.Primary, watch.Secondary }.OfType<string>();
        return [.. file.Accepted.Concat(onWatch).Concat(colleagues).Where(account => account != owner).Distinct().Take(MostTried)];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {CaseId} could not be opened and tries again")]
    private partial void LogNotOpened(Exception failure, string caseId);
}
