using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Contracts.Stations;
using Dispatch.Domain;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Emergencies;
using Dispatch.Domain.Records;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Emergencies;

/// <inheritdoc cref="IEmergencyGrain"/>
[GrainType("emergency")]
internal sealed partial class EmergencyGrain(
    [PersistentState("emergency")] IPersistentState<Stored<Emergency>> store, EmergencyTimes times, UnitDirectory units, TimeProvider clock,
    ILogger<EmergencyGrain> logger)
    : RecordingGrain<Emergency>(store), IEmergencyGrain, IRemindable
{
    /// <summary>How long the roster is waited for before somebody is called without it.</summary>
    private static readonly TimeSpan RosterPatience = TimeSpan.FromSeconds(2);

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Its reminder drives it until everything is told and recorded.</summary>
    private protected override bool IsDriven => State is not { IsOver: true };

    public async Task NewsAsync(RequestNews news)
    {
        if (OpeningRules.Wants(State, news))
        {
            await OpenAsync(news);
        }
        else if (State is { } held)
        {
            await SaveOwnAsync(NewsRules.Hear(held, news, times, Now));
        }

        await RemindAsync();
        _ = Request.EmergencyHeardAsync(news.Version);
    }

    public Task WatchAsync(OnWatch watch) => State is { IsOpen: true } held ? SaveOwnAsync(NewsRules.Hear(held, watch, times, Now)) : Task.CompletedTask;

    public async Task TouchAsync(string stationId)
    {
        if (State is null)
        {
            // Its first commit failed for good, or the request that told of it is gone: nothing runs that the roster could list.
            await GrainFactory.GetGrain<IRosterGrain>(stationId).LeaveAsync(Id);
            return;
        }

        await WakeAsync(CancellationToken.None);
    }

    public async Task<Reply> EraseAsync(Retention what)
    {
        var unheard = await Request.DangersAsync() > (State?.Danger ?? 0);
        if (unheard || State is { IsSettled: false })
        {
            return new Refusal(RefusalCode.PrivacyObligation, $"Emergency '{Id}' is not over: what it needs cannot be deleted.");
        }

        if (State is { } held)
        {
            await SaveAsync(EndingRules.Erase(held, what, Now));
        }

        return Reply.Done;
    }

    public async Task<Reply> AnswerAsync(AnswerPage command)
    {
        var (refused, qualified) = await JudgeAsync(AccessTable.AnswerEmergency, command.By);
        if (refused is not null)
        {
            return refused;
        }

        var reply = await ChangeAsync(command.By, held => PageStepRules.Take(Join(held, command, qualified), command.By.Account, command.Step, times, Now));
        if (reply.Refused is null && command.By.Role == Role.Counsellor && command.Step is PageStep.OnTheWay or PageStep.Arrived)
        {
            _ = GrainFactory.GetGrain<ICounsellorGrain>(command.By.Account)
                .GoAsync(Id, command.Step == PageStep.OnTheWay ? ProgressStep.EnRoute : ProgressStep.OnSite);
        }

        return reply;
    }

    public Task<Reply> SayForAsync(SayFor command) =>
        CommandAsync(AccessTable.LeadEmergency, command.By, (held, _) => SayForRules.Take(held, command, times, Now));

    public Task<Reply> AnswerAlarmAsync(AnswerAlarm command) =>
        CommandAsync(AccessTable.AnswerEmergency, command.By, (held, qualified) => PageStepRules.AnswerAlarm(held, command, qualified, Now));

    public Task<Reply> LeadAsync(TakeLead command) =>
        CommandAsync(AccessTable.LeadEmergency, command.By, (held, qualified) => LeadRules.Take(held, command.By, qualified, times, Now));

    public async Task<Reply> PassAsync(string from, string to)
    {
        if (State is not { IsOpen: true } held || held.Find(from) is null)
        {
            return Reply.Done;
        }

        var qualified = (await Roster(held).NowAsync()).Qualified.Contains(to) && !held.Barred.Contains(to);
        return qualified
            ? await ChangeAsync(Actor.System, open => LeadRules.Pass(open, from, to, qualified, times, Now))
            : new Refusal(RefusalCode.EmergencyNotQualified, $"'{to}' is not crisis-qualified at this station: '{from}' stays called.");
    }

    public Task<Reply> StandDownAsync(StandDown command) =>
        CommandAsync(AccessTable.StandDown, command.By, (held, qualified) => LeadRules.StandDown(held, command, qualified, times, Now));

    public Task<Reply> DebriefAsync(RecordDebrief command) =>
        CommandAsync(AccessTable.AnswerEmergency, command.By, (held, qualified) =>
            command.By.Account == command.Account || qualified || command.By.Role == Role.StationHead
                ? PageStepRules.Debrief(held, command, Now)
                : new Refusal(RefusalCode.EmergencyNotQualified, $"'{command.By.Account}' cannot say that '{command.Account}' was debriefed."));

    public Task<Reply> CallAsync(CallPerson command) =>
        CommandAsync(AccessTable.CallEmergency, command.By, (held, _) => PagingRules.CallOne(held, command, times, Now));

    public Task<Reply> LinkAsync(LinkUnit command) =>
        CommandAsync(AccessTable.CallEmergency, command.By, (held, _) => UnitRules.Link(held, command, times, Now));

    public Task<Reply> UnlinkAsync(UnlinkUnit command) =>
        CommandAsync(AccessTable.CallEmergency, command.By, (held, _) => UnitRules.Unlink(held, command, Now));

    public Task<Reply> NoteUnitAsync(NoteUnit command) =>
        CommandAsync(AccessTable.CallEmergency, command.By, (held, _) => UnitRules.Take(held, command.UnitId, command.Step, command.By.Account, Now));

    public async Task<Reply<UnitPageView>> UnitAsync(string digest) =>
        State is { } held && UnitRules.Holder(held, digest, Now) is { } unit ? await ViewAsync(held, unit) : NoPage;

    public async Task<Reply<UnitPageView>> AnswerUnitAsync(string digest, PageStep step)
    {
        if (State is not { } held || UnitRules.Holder(held, digest, Now) is not { } unit)
        {
            return NoPage;
        }

        var reply = await ChangeAsync(Actor.System, before => UnitRules.Take(before, unit.Facts.Id, step, "unit/" + unit.Facts.Id, Now));
        return reply.Refused is { } refused ? refused : await ViewAsync(State!, State!.Units.First(each => each.Facts.Id == unit.Facts.Id));
    }

    public async Task<Reply<EmergencyView>> GetAsync(Actor by)
    {
        var (refused, qualified) = await JudgeAsync(AccessTable.ReadEmergency, by);
        if (refused is not null)
        {
            return refused;
        }

        var held = State!;
        var place = EmergencyViews.SeesPlace(held, held.Find(by.Account)) ? await Request.PlaceAsync() : null;
        var competent = qualified || by.Role == Role.StationHead;
        return EmergencyViews.Of(held, place, new MayDo(
            competent || held.Find(by.Account) is not null, competent, by.Role != Role.Admin && AccessTable.CallEmergency.Of(by.Role) != Reach.None, competent),
            competent || held.Find(by.Account) is not null);
    }

    public Task<EmergencyBrief?> BriefAsync() => Task.FromResult(State is { } held ? EmergencyViews.Brief(held) : null);

    private IRequestGrain Request => GrainFactory.GetGrain<IRequestGrain>(Id);

    private static Reply<UnitPageView> NoPage => new Refusal(RefusalCode.LinkRefused, "The page was taken back, replaced, has expired, or never existed.");

    private IRosterGrain Roster(Emergency held) => GrainFactory.GetGrain<IRosterGrain>(held.StationId);

    private async Task OpenAsync(RequestNews news)
    {
        var linked = UnitRules.Linked(units.Of(news.StationId));
        var known = await EnterAsync(news.StationId);
        var watch = known ?? OpeningRules.Alone(news);
        var opened = State is { } ended ? OpeningRules.Reopen(ended, news, linked, watch, times, Now) : OpeningRules.Open(news, linked, watch, times, Now);
        await SaveOwnAsync(opened with { WatchMissing = known is null });
        LogOpened(Id, news.StationId, State!.People.Length);
    }

    /// <summary>Who is on watch; null: the roster cannot say it in time, and the request's owner is called alone until it can.</summary>
    private async Task<OnWatch?> EnterAsync(string stationId)
    {
        try
        {
            return await GrainFactory.GetGrain<IRosterGrain>(stationId).EnterAsync(Id).WaitAsync(RosterPatience, clock);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNoWatch(failure, Id, stationId);
            return null;
        }
    }

    /// <summary>The head or a qualified counsellor who was not called comes by itself; nobody else learns the place by saying so.</summary>
    private Emergency Join(Emergency held, AnswerPage command, bool qualified) =>
        held.IsOpen && held.Find(command.By.Account) is null && command.Step >= PageStep.Acknowledged && (qualified || command.By.Role == Role.StationHead)
            ? PagingRules.Join(held, command.By, qualified, times, Now)
            : held;

    private async Task<UnitPageView> ViewAsync(Emergency held, LinkedUnit unit) => EmergencyViews.Unit(
        held,
        unit,
        await GrainFactory.GetGrain<IStationGrain>(held.StationId).GetAsync(),
        unit.AcknowledgedAt is null ? null : await Request.PlaceAsync());

    /// <summary>Why the actor may not, or whether it is crisis-qualified here. Who was called has what is its own; of the others the roster knows.</summary>
    private async Task<(Refusal? Refused, bool IsQualified)> JudgeAsync(AccessRule rule, Actor by)
    {
        if (rule.Of(by.Role) == Reach.None)
        {
            return (rule.Judge(by, default(Standing)), false);
        }

        if (State is not { ErasedAt: null } held)
        {
            return (new Refusal(RefusalCode.EmergencyUnknown, $"No emergency '{Id}' was ever opened, or it was deleted."), false);
        }

        if (BarRules.Keeps(held, by.Account))
        {
            return (new Refusal(RefusalCode.EmergencyUnknown, $"'{by.Account}' has no part in emergency '{Id}'."), false);
        }

        var row = held.Find(by.Account);
        var isQualified = by.Role == Role.Counsellor
            && (row?.Qualified ?? (AccessRule.Belongs(by, held.StationId) && await IsQualifiedAsync(held, by.Account)));
        var standing = new Standing(row is not null || isQualified, AccessRule.Belongs(by, held.StationId));
        return (rule.Judge(by, standing), isQualified);
    }

    /// <summary>While it runs its roster tells of every change; afterwards the roster is asked.</summary>
    private async Task<bool> IsQualifiedAsync(Emergency held, string account) =>
        held.IsOpen && !held.WatchMissing ? held.Wider.Contains(account) : (await Roster(held).NowAsync()).Qualified.Contains(account);

    private async Task<Reply> CommandAsync(AccessRule rule, Actor by, Func<Emergency, bool, Decision<Emergency>> decide)
    {
        var (refused, qualified) = await JudgeAsync(rule, by);
        return refused ?? await ChangeAsync(by, held => decide(held, qualified));
    }

    private async Task<Reply> ChangeAsync(Actor by, Func<Emergency, Decision<Emergency>> decide)
    {
        var decision = decide(State!);
        if (decision.Refused is { } refused)
        {
            LogRefused(Id, refused.Code);
            return refused;
        }

        await SaveAsync(decision.Next!, by);
        return Reply.Done;
    }

    /// <summary>Commits what changed with the entries that say so, and tells everybody in the same turn.</summary>
    private async Task SaveAsync(Emergency next, Actor? by = null)
    {
        if (!ReferenceEquals(next, State))
        {
            next = Ready(next);
            await CommitAsync(next, EmergencyEntries.Of(State, next, by ?? Actor.System));
        }

        if (State is { } held)
        {
            Tell(held);
            Arm();
        }
    }

    /// <summary>The same for what it does by itself. When the write fails people are called all the same, and the roster's touch does it anew.</summary>
    private async Task SaveOwnAsync(Emergency next)
    {
        var ready = ReferenceEquals(next, State) ? next : Ready(next);
        try
        {
            await SaveAsync(ready);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogUnsaved(failure, Id);
            Tell(ready);
            throw;
        }
    }

    /// <summary>As it is committed. A row of before the clock of silence began anew gets that clock.</summary>
    private Emergency Ready(Emergency next)
    {
        next = PagingRules.Mend(next, times, Now) with { Version = (State?.Version ?? 0) + 1 };
        EmergencyInvariants.Hold(State, next);
        return next;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Emergency {EmergencyId} of station {StationId} opened; {Called} people are called")]
    private partial void LogOpened(string emergencyId, string stationId, int called);

    [LoggerMessage(Level = LogLevel.Information, Message = "Emergency {EmergencyId} refused a command: {Code}")]
    private partial void LogRefused(string emergencyId, RefusalCode code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Emergency {EmergencyId} could not be written; people were called all the same")]
    private partial void LogUnsaved(Exception failure, string emergencyId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Emergency {EmergencyId}: the roster of station {StationId} does not answer; the request's owner is called alone")]
    private partial void LogNoWatch(Exception failure, string emergencyId, string stationId);
}
