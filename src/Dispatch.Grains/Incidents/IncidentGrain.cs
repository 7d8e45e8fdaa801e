using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Contracts.Stations;
using Dispatch.Domain;
using Dispatch.Domain.Access;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Incidents;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Records;
using Dispatch.Domain.Rosters;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Dispatch.Grains.Incidents;

/// <inheritdoc cref="IIncidentGrain"/>
[GrainType("incident")]
internal sealed partial class IncidentGrain(
    [PersistentState("incident")] IPersistentState<Stored<IncidentBook>> store, IncidentSettings settings, CueList cues, TimeProvider clock, ILogger<IncidentGrain> log)
    : RecordingGrain<IncidentBook>(store), IIncidentGrain, IRemindable
{
    /// <summary>How long the roster, or a counsellor's own record, is waited for before it goes on without.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Screens renew at least every 5 minutes; one more for a renewal that is late.
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(6);

    private ObserverManager<IIncidentObserver>? _screens;

    private IncidentBook Book => State ?? IncidentBook.Empty;

    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Reply<IncidentDeclared>> DeclareAsync(DeclareIncident command)
    {
        if (AccessTable.DeclareIncident.Judge(command.By, Id) is { } refused)
        {
            return refused;
        }

        var station = await GrainFactory.GetGrain<IStationGrain>(Id).GetAsync();
        if (station is null)
        {
            return new Refusal(RefusalCode.StationUnknown, "No station of that id takes requests.");
        }

        var qualified = await IsQualifiedAsync(command.By);
        var decision = DeclareRules.Declare(Book, command, qualified, station, Accounts(await CounsellorsAsync()), settings, Now);
        if (decision.Refused is { } wrong)
        {
            return wrong;
        }

        var isNew = Book.Running is null;
        await SaveAsync(decision.Next!, command.By);
        var running = Book.Running!;
        if (isNew)
        {
            LogDeclared(running.Id, running.Calls.Length);
        }

        return new IncidentDeclared(running.Id);
    }

    public async Task<Reply<PersonEntered>> EnterAsync(string incident, EnterPerson command)
    {
        var reply = await ChangeAsync(AccessTable.EnterPeople, command.By, incident, held => PersonRules.Enter(held, command, cues, Now));
        if (reply.Refused is { } refused)
        {
            return refused;
        }

        var person = Book.Find(incident)!.People.First(each => each.Key == command.RequestId);
        return new PersonEntered(person.Number, person.IsCare);
    }

    public Task<Reply> RaiseAsync(string incident, RaisePerson command) =>
        ChangeAsync(AccessTable.EnterPeople, command.By, incident, held => PersonRules.Raise(held, command, Now));

    public async Task<Reply> ConfirmAsync(string incident, ConfirmPerson command)
    {
        if (AccessTable.TriagePeople.Judge(command.By, Id) is { } refused)
        {
            return refused;
        }

        var counsellor = await GrainFactory.GetGrain<ICounsellorGrain>(command.By.Account).ProfileAsync();
        return await ChangeAsync(AccessTable.TriagePeople, command.By, incident, held => PersonRules.Confirm(held, command, counsellor, Now));
    }

    public Task<Reply> AnswerAsync(string incident, AnswerCall command) =>
        ChangeAsync(AccessTable.AnswerCall, command.By, incident, held => CallRules.Answer(held, command, Now));

    public async Task<Reply> EndAsync(string incident, EndIncident command)
    {
        if (AccessTable.DeclareIncident.Judge(command.By, Id) is { } refused)
        {
            return refused;
        }

        var qualified = await IsQualifiedAsync(command.By);
        return await ChangeAsync(AccessTable.DeclareIncident, command.By, incident, held => DeclareRules.End(held, command, qualified, Now));
    }

    public async Task<Reply<IncidentView>> GetAsync(string incident, Actor by)
    {
        if (AccessTable.ReadIncidents.Judge(by, Id) is { } refused)
        {
            return refused;
        }

        if (Book.Find(incident) is not { } held)
        {
            return DeclareRules.Unknown(incident);
        }

        var may = new IncidentMay(held.IsRunning, by.Role == Role.Counsellor && held.ErasedAt is null, held.IsRunning && await IsCompetentAsync(by));
        return IncidentViews.Of(held, Id, Book.Version, by, may);
    }

    public async Task<Reply<IncidentList>> ListAsync(Actor by)
    {
        if (AccessTable.ReadIncidents.Judge(by, Id) is { } refused)
        {
            return refused;
        }

        return new IncidentList(
            [.. Book.Incidents.Reverse().Select(each => IncidentViews.Brief(each, Id, Book.Version, by))],
            Book.Running is null && await IsCompetentAsync(by),
            settings.Kinds);
    }

    public async Task NewsAsync(IncidentNews news)
    {
        if (Book.Find(news.Incident) is { ErasedAt: null } held)
        {
            await SaveAsync(Book.With(PersonRules.Hear(held, news, Now)), Actor.System);
        }

        _ = GrainFactory.GetGrain<IRequestGrain>(news.RequestId).IncidentHeardAsync(news);
    }

    public async Task CaseAsync(CaseSays said)
    {
        if (Book.Find(said.Incident) is { ErasedAt: null } held)
        {
            await SaveAsync(Book.With(PersonCase.Hear(held, said)), Actor.System);
        }

        _ = GrainFactory.GetGrain<ICaseGrain>(said.RequestId).IncidentHeardAsync(said.Version);
    }

    public Task PurgeAsync(DateTimeOffset cutoff) => State is null ? Task.CompletedTask : SaveAsync(DeclareRules.Erase(Book, cutoff, Now), Actor.System);

    public Task HearAsync(IIncidentObserver observer)
    {
        _screens ??= new ObserverManager<IIncidentObserver>(Expiry, log);
        _screens.ClearExpired();
        _screens.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task UnhearAsync(IIncidentObserver observer)
    {
        _screens?.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    /// <summary>Whether to offer it: where nobody can say in time, it may be tried.</summary>
    private async Task<bool> IsCompetentAsync(Actor by) => by.Role == Role.StationHead || await IsQualifiedAsync(by) != false;

    /// <summary>
    /// Whether the actor is crisis-qualified here, by the own record, so that a silent roster keeps nobody from declaring; else by what the roster was told.
    /// Null: neither says it in time.
    /// </summary>
    private async Task<bool?> IsQualifiedAsync(Actor by)
    {
        if (by.Role != Role.Counsellor)
        {
            return false;
        }

        try
        {
            var own = await GrainFactory.GetGrain<ICounsellorGrain>(by.Account).ProfileAsync().WaitAsync(Patience, clock);
            return own is { CrisisQualified: true } && own.StationId == Id && Licence.Check(by, own, Now) is null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNoRecord(failure, by.Account);
            return (await CounsellorsAsync())?.Any(each => each.Account == by.Account && WatchRules.IsQualified(each, Now));
        }
    }

    /// <summary>All counsellors of the station; null: the roster cannot say it in time.</summary>
    private async Task<ImmutableArray<CounsellorFacts>?> CounsellorsAsync()
    {
        try
        {
            return await GrainFactory.GetGrain<IRosterGrain>(Id).CounsellorsAsync().WaitAsync(Patience, clock);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNoRoster(failure, Id);
            return null;
        }
    }

    private static ImmutableArray<string>? Accounts(ImmutableArray<CounsellorFacts>? counsellors) => counsellors is { } known ? [.. known.Select(each => each.Account)] : null;

    private async Task<Reply> ChangeAsync(AccessRule rule, Actor by, string incident, Func<Incident, Decision<Incident>> decide)
    {
        if (rule.Judge(by, Id) is { } refused)
        {
            return refused;
        }

        if (Book.Find(incident) is not { } held)
        {
            return DeclareRules.Unknown(incident);
        }

        var decision = decide(held);
        if (decision.Refused is { } wrong)
        {
            LogRefused(incident, wrong.Code);
            return wrong;
        }

        if (!ReferenceEquals(decision.Next, held))
        {
            await SaveAsync(Book.With(decision.Next!), by);
        }

        return Reply.Done;
    }

    /// <summary>Commits what changed with the entries that say so, then tells screens, and soon everybody else.</summary>
    private async Task SaveAsync(IncidentBook next, Actor by)
    {
        if (ReferenceEquals(next, Book) || next.Incidents.SequenceEqual(Book.Incidents))
        {
            return;
        }

        next = next with { Version = Book.Version + 1 };
        IncidentInvariants.Hold(Book, next);
        await RemindAsync(next);
        await CommitAsync(next, IncidentEntries.Of(Id, Book, next, by, Now));
        _screens?.Notify(screen => screen.IncidentChanged(Id));
        Arm();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Public incident {IncidentId} was declared; {Called} colleagues are called")]
    private partial void LogDeclared(string incidentId, int called);

    [LoggerMessage(Level = LogLevel.Information, Message = "Incident {IncidentId} refused a command: {Code}")]
    private partial void LogRefused(string incidentId, RefusalCode code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The record of counsellor {Account} does not answer; an incident asks the roster")]
    private partial void LogNoRecord(Exception failure, string account);

    [LoggerMessage(Level = LogLevel.Error, Message = "The roster of station {StationId} does not answer; an incident goes on without it")]
    private partial void LogNoRoster(Exception failure, string stationId);
}
