using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Duty;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Contracts.Stations;
using Dispatch.Domain;
using Dispatch.Domain.Access;
using Dispatch.Domain.Duty;
using Dispatch.Domain.Records;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Dispatch.Grains.Duty;

/// <inheritdoc cref="IDutyGrain"/>
[GrainType("duty")]
internal sealed partial class DutyGrain(
    [PersistentState("duty")] IPersistentState<Stored<DutyRoster>> store, DutySettings settings, TimeProvider clock, ILogger<DutyGrain> log)
    : RecordingGrain<DutyRoster>(store), IDutyGrain, IRemindable
{
    // Screens renew at least every 5 minutes; one more for a renewal that is late.
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(6);

    /// <summary>Lenders and facts change rarely; licences and duty are asked for every time.</summary>
    private static readonly TimeSpan FactsAge = TimeSpan.FromSeconds(30);

    private ObserverManager<IDutyObserver>? _screens;
    private StationFacts? _station;
    private DateTimeOffset _readAt;

    /// <summary>The committed state plus what the watch acknowledged, which goes with the next commit; losing it only tells the watch again.</summary>
    private DutyRoster? _current;

    private DutyRoster Roster => _current ??= State ?? DutyRoster.Empty;

    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Reply<DutyView>> ViewAsync(Actor by, DateOnly from, int days)
    {
        if (Judge(AccessTable.ReadRoster, by) is { } refused)
        {
            return refused;
        }

        return !ShiftTimes.IsNear(from, Now)
            ? new Refusal(RefusalCode.InputInvalid, $"A roster is shown from at most {ShiftTimes.NearDays} days away.", "from")
            : days is < 1 or > DutyViews.MostDays
            ? new Refusal(RefusalCode.InputInvalid, $"A roster is shown for 1 to {DutyViews.MostDays} days.", "days")
            : DutyViews.Of(Roster, await PeopleAsync(), settings, by, from, days, Now);
    }

    public Task<Reply> PlanAsync(PlanShift command) =>
        ChangeAsync(AccessTable.PlanRoster, command.By, people => ShiftRules.Plan(Roster, command, people, Now));

    public Task<Reply> DropAsync(DropShift command) => ChangeAsync(AccessTable.PlanRoster, command.By, _ => ShiftRules.Drop(Roster, command, Now));

    public Task<Reply> CopyAsync(CopyWeek command) =>
        ChangeAsync(AccessTable.PlanRoster, command.By, people => ShiftRules.Copy(Roster, command, people, Now));

    public async Task<Reply> BeginAsync(BeginShift command)
    {
        var reply = await ChangeAsync(AccessTable.TakeShift, command.By, people => BeginRules.Begin(Roster, command, people, settings, Now));
        return reply.Refused is null ? await OnDutyAsync(command.By.Account) : reply;
    }

    public Task<Reply> AskSwapAsync(AskSwap command) =>
        ChangeAsync(AccessTable.TakeShift, command.By, people => SwapRules.Ask(Roster, command, people, Now));

    public Task<Reply> AnswerSwapAsync(AnswerColleague command) =>
        ChangeAsync(AccessTable.TakeShift, command.By, people => SwapRules.Answer(Roster, command, people, Now));

    public Task<ImmutableArray<DutyAlert>> AlertsAsync(string account) => Task.FromResult(DutyViews.Alerts(Roster, account));

    public async Task AlertSeenAsync(string account, int number) => await SaveAsync(BeginRules.Seen(Roster, account, number, Now), Actor.System, null);

    public Task HearAsync(IDutyObserver observer)
    {
        _screens ??= new ObserverManager<IDutyObserver>(Expiry, log);
        _screens.ClearExpired();
        _screens.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task UnhearAsync(IDutyObserver observer)
    {
        _screens?.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    /// <summary>A counsellor of another station has what is its own here: the places that the roster gives it.</summary>
    private Refusal? Judge(AccessRule rule, Actor by)
    {
        var isOwn = by.Role == Role.Counsellor
            && (Roster.Shifts.Any(shift => ShiftRules.PeopleOf(shift).Contains(by.Account)) || Roster.Swaps.Any(swap => swap.To == by.Account)
                || Roster.HandOvers.Any(each => each.To == by.Account));
        return rule.Judge(by, new Standing(isOwn, AccessRule.Belongs(by, Id)));
    }

    private async Task<Reply> ChangeAsync(AccessRule rule, Actor by, Func<DutyPeople, Decision<DutyRoster>> decide)
    {
        if (Judge(rule, by) is { } refused)
        {
            return refused;
        }

        var people = await PeopleAsync();
        var decision = decide(people);
        if (decision.Refused is { } wrong)
        {
            LogRefused(Id, wrong.Code);
            return wrong;
        }

        await SaveAsync(decision.Next!, by, people);
        return Reply.Done;
    }

    /// <summary>Commits what changed with the entries that say so, then tells screens and watch.</summary>
    private async Task SaveAsync(DutyRoster next, Actor by, DutyPeople? people)
    {
        if (ReferenceEquals(next, Roster))
        {
            return;
        }

        next = DutyInvariants.Assert(State, next with { Version = Roster.Version + 1 });
        await RemindAsync(next);
        await CommitAsync(next, DutyEntries.Of(Id, State ?? DutyRoster.Empty, next, by, Now));
        _current = next;
        _screens?.Notify(screen => screen.DutyChanged(Id));
        TellSoon();
    }

    /// <summary>Who can be planned: own counsellors and those of the stations that lend theirs.</summary>
    private async Task<DutyPeople> PeopleAsync()
    {
        if (_station is null || Now - _readAt > FactsAge)
        {
            _station = await GrainFactory.GetGrain<IStationGrain>(Id).GetAsync();
            _readAt = Now;
        }

        var station = _station ?? throw new InvalidOperationException($"Station '{Id}' has no facts; configure it before its duty is planned.");
        string[] stations = [Id, .. station.BorrowsCounsellorsFrom.IsDefaultOrEmpty ? [] : station.BorrowsCounsellorsFrom.Where(other => other != Id)];
        var known = await Task.WhenAll(stations.Select(other => GrainFactory.GetGrain<IRosterGrain>(other).CounsellorsAsync()));
        return new DutyPeople(Id, station.Head, TimeZoneInfo.FindSystemTimeZoneById(station.TimeZone),
        [
            .. known.SelectMany(each => each).DistinctBy(each => each.Account)
                .Select(each => new DutyPerson(each.Account, each.LicensedUntil, each.CrisisQualified, DutyPeople.IsAtHand(each, Now), each.StationId != Id))
                .OrderBy(each => each.Lent).ThenBy(each => each.Account, StringComparer.Ordinal),
        ]);
    }

    /// <summary>Whoever begins can be asked: it is on duty by hand from now on.</summary>
    private async Task<Reply> OnDutyAsync(string account)
    {
        // What is owed is durable with the word that owes it: a process that dies in between does it with its next life, unless the shift is over by then.
        var isLate = Roster.Owed.FirstOrDefault(each => each.Account == account) is { } owed && owed.Until <= Now;
        var reply = isLate ? Reply.Done : await GrainFactory.GetGrain<ICounsellorGrain>(account).SetDutyAsync(new SetDuty(true, null, null));
        await SaveAsync(Roster.Settle(account), Actor.System, null);
        return reply;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The duty roster of {StationId} refused a command: {Code}")]
    private partial void LogRefused(string stationId, RefusalCode code);
}
